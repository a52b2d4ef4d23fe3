import Markdown

/// Q&A Markdown as other people write it. The dialect is found per file, and per run of a file where several
/// were pasted together; it is never asked for.
package enum Dialects {
  /// A file read as a lesson, whatever shape it has. Text in which no dialect finds a question is a lesson of
  /// prose; nil only for a file without a single non-blank line.
  package static func lesson(
    from source: Source, id: String, path: String
  ) -> (lesson: Lesson, diagnostics: [Diagnostic])? {
    guard !source.linesOutside([]).isEmpty else { return nil }
    let transcript = read(source, id: id, path: path)
    return (transcript.lesson, transcript.diagnostics)
  }

  static func read(_ source: Source, id: String, path: String) -> Transcript {
    Transcript(lesson: Lesson(id: id, title: id, path: path, dialect: "prose"), labels: [], diagnostics: [])
  }

  /// What was read in a file: the lesson, the lines that say nothing of their own, the problems.
  struct Transcript: Sendable {
    var lesson: Lesson
    var labels: [ClosedRange<Int>]
    var diagnostics: [Diagnostic]
  }
}
