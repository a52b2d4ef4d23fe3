import Markdown

/// What `unroll check` says about a course beyond what reading it already said. Each rule is a file of this folder.
package enum Checks {
  /// A rule about the text of one lesson.
  typealias LessonRule = @Sendable (Lesson, Document, inout Findings) -> Void
  /// A rule about any text of a course, the pages of exercises included.
  typealias TextRule = @Sendable (Document, inout Findings) -> Void

  /// Rules for lessons in our own format; how other people write theirs is not for us to judge.
  private static let nativeRules: [LessonRule] = [
    RightChoices.check, EmptyAnswers.check, NumericValues.check, UndeclaredCitations.check,
    EmptyFollowUps.check, UnknownParameters.check, NearMissHeadings.check, NearMissComments.check,
    NearMissLines.check,
  ]
  private static let nativeTextRules: [TextRule] = [HeadingJumps.check, UnclosedFences.check]
  private static let textRules: [TextRule] = [ControlCharacters.check, UnclosedComments.check]

  /// Everything that was wrong while reading the course, and what a careful author would also want to know, sorted
  /// by path and position. `files` are the files it was read from.
  package static func run(on course: Course, files: CourseFiles) -> [Diagnostic] {
    var diagnostics = course.diagnostics
    let lessons = Dictionary(course.lessons.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    let pages = Set(ExerciseFolder.all(in: files.files).folders.map(\.page.path))
    for file in files.files {
      guard let source = file.source else { continue }
      if let lesson = lessons[file.path] {
        diagnostics += problems(
          in: source, at: file.path, lesson: lesson, isNative: lesson.dialect == "native")
      } else if pages.contains(file.path) {
        diagnostics += problems(in: source, at: file.path, lesson: nil, isNative: true)
      }
    }
    diagnostics += CircularRequires.check(course, files: files)
    return diagnostics.sorted()
  }

  /// What is wrong with any text, whoever wrote it.
  static func reportText(_ document: Document, into findings: inout Findings) {
    for rule in textRules { rule(document, &findings) }
  }

  private static func problems(
    in source: Source, at path: String, lesson: Lesson?, isNative: Bool
  ) -> [Diagnostic] {
    let document = Document(parsing: source)
    var findings = Findings(source: source, path: path)
    if let lesson, isNative {
      for rule in nativeRules { rule(lesson, document, &findings) }
    }
    for rule in isNative ? textRules + nativeTextRules : textRules { rule(document, &findings) }
    return findings.diagnostics
  }
}
