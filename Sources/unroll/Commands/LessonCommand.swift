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
    guard try page(lesson, markdown) else { return }
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

  /// Shows the lesson; true when its questions are wanted next.
  private func page(_ lesson: Lesson, _ markdown: String) throws -> Bool {
    let document = Document(markdown)
    return try Terminal.run { terminal in
      var screen = Screen(usesColor: output.usesColor)
      var offset = 0
      var laidOut: (width: Int, lines: [StyledLine]) = (0, [])
      var redrawsAll = true
      while true {
        let size = Terminal.size
        if laidOut.width != size.columns {
          let renderer = TerminalRenderer(width: min(size.columns, 100), color: output.usesColor)
          laidOut = (size.columns, renderer.lines(of: document))
        }
        let questions = Duration.count(lesson.questions.count, "question")
        let page = Page(
          title: StyledLine(lesson.title, Style(.accent)), status: StyledLine(questions, .dim),
          body: laidOut.lines,
          keys: [.init("Space", "on"), .init("b", "back")]
            + (lesson.questions.isEmpty ? [] : [.init("Enter", "its questions")]) + [.init("q", "leave")])
        screen.draw(page.frame(size: size, offset: &offset), size: size, redrawsAll: redrawsAll)
        redrawsAll = false
        let height = page.roomForBody(size: size) - 1
        switch terminal.nextEvent() {
        case .key(.character(" ")), .key(.pageDown), .key(.control("f")): offset += height
        case .key(.character("b")), .key(.pageUp), .key(.control("b")): offset -= height
        case .key(.down), .key(.character("j")): offset += 1
        case .key(.up), .key(.character("k")): offset -= 1
        case .key(.home), .key(.character("g")): offset = 0
        case .key(.end), .key(.character("G")): offset = laidOut.lines.count
        case .key(.enter): if !lesson.questions.isEmpty { return true }
        case .key(.character("q")), .key(.escape), .end: return false
        case .resize: redrawsAll = true
        case .key, .timeout: break
        }
      }
    }
  }
}

extension Lesson {
  /// The lesson with its title and its sources, as one Markdown text.
  var text: String {
    var text = (["# " + title] + prose.map(\.markdown)).joined(separator: "\n\n")
    if !sources.isEmpty {
      text += "\n\n## Sources\n\n" + sources.map { "- \($0.key): \($0.text)" }.joined(separator: "\n")
    }
    return text
  }
}
