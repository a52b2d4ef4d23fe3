import Markdown

/// The native format of lessons.
package enum Native {
  /// Whether a text has headings that start `Q:` or `Question:`.
  package static func recognises(_ source: Source) -> Bool { false }

  /// Reads a lesson. What is wrong in it is reported; what is right is kept.
  package static func lesson(
    from source: Source, id: String, path: String
  ) -> (lesson: Lesson, diagnostics: [Diagnostic]) {
    (Lesson(id: id, title: id, path: path), [])
  }
}
