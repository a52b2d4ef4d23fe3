/// What becomes of a learner's history when an author edits a question that has no id of its own.
package enum Identity {
  /// A question as the history knows it.
  package struct Known: Sendable, Hashable {
    package var id: String
    package var lesson: String
    /// The prompt as it stood when it was last asked.
    package var wording: String

    package init(id: String, lesson: String, wording: String) {
      self.id = id
      self.lesson = lesson
      self.wording = wording
    }
  }

  /// A question whose history another one inherits.
  package struct Rename: Sendable, Hashable {
    package var old: String
    package var new: String
    /// How alike the wordings are, up to 1.
    package var similarity: Double
  }

  /// For each question that is no longer in the course, the nearest new one of its lesson, if their wordings differ
  /// but for little.
  package static func inherit(_ known: [Known], by course: Course) -> [Rename] { [] }
}
