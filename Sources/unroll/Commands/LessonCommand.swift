import ArgumentParser
import Curriculum
import Markdown
import Practice

struct LessonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson", abstract: "Read a lesson.",
    discussion: """
      EXAMPLE
        unroll lesson                 the next one
        unroll lesson the-rnn-cell
      """)

  @Argument(help: "The lesson's id; the next one by default.")
  var id: String?

  @Flag(help: "List the lessons instead.")
  var list = false

  @OptionGroup var course: CourseOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    if list {
      let course = try Study.load(course)
      for lesson in course.lessons {
        Output.standardOutput("\(lesson.id)  \(lesson.title)".sanitisedForTerminal)
      }
      return
    }
    let lesson = try lesson()
    let markdown = lesson.text
    guard Terminal.isInteractive else {
      let renderer = TerminalRenderer(width: 80, color: output.usesColor)
      for line in renderer.lines(ofMarkdown: markdown) {
        Output.standardOutput(line.ansi(color: output.usesColor))
      }
      return
    }
    let pager = Pager(
      title: StyledLine(lesson.title, Style(.accent)),
      status: StyledLine(Duration.count(lesson.questions.count, "question"), .dim),
      document: Document(markdown),
      enter: lesson.questions.isEmpty ? nil : "its questions", usesColor: output.usesColor)
    guard try Terminal.run({ pager.run(in: &$0) }) else { return }
    var arguments = ["quiz", lesson.id]
    if let folder = course.folder { arguments += ["--course", folder] }
    if let file = progress.file { arguments += ["--progress", file] }
    if output.noColor { arguments.append("--no-color") }
    var quiz = try Unroll.parseAsRoot(arguments)
    try quiz.run()
  }

  private func lesson() throws -> Lesson {
    guard let id = try id ?? Home.load(course, progress).nextLesson?.id else {
      throw Failure(
        .usage, "every lesson's questions have been met; name a lesson, or see: unroll lesson --list")
    }
    let lessons = try Study.load(course).lessons
    if let lesson = lessons.first(where: { $0.id == id }) { return lesson }
    let hint = Suggestion.nearest(to: id, among: lessons.map(\.id)).map { " Did you mean \($0)?" }
    throw Failure(
      .usage, "there is no lesson \"\(id.sanitisedForTerminal)\".\(hint ?? " See: unroll lesson --list")")
  }
}

extension Lesson {
  /// The lesson with its title, its sources and what follows it, as one Markdown text.
  var text: String {
    var parts = ["# " + title]
    for section in prose {
      if section.level > 0, section.title != title {
        parts.append(String(repeating: "#", count: max(2, section.level)) + " " + section.title)
      }
      if !section.markdown.isEmpty { parts.append(section.markdown) }
    }
    var text = parts.joined(separator: "\n\n")
    if !sources.isEmpty {
      text += "\n\n## Sources\n\n" + sources.map { "- [@\($0.key)] \($0.text)" }.joined(separator: "\n")
    }
    var next = exercises.map { "- write it: `unroll start \($0)`" }
    if !questions.isEmpty {
      next.insert("- \(Duration.count(questions.count, "question")): `unroll quiz \(id)`", at: 0)
    }
    if !next.isEmpty { text += "\n\n## What to do now\n\n" + next.joined(separator: "\n") }
    return Citations.shown(text)
  }
}
