import ArgumentParser
import Curriculum
import Markdown
import Practice

struct HomeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "home", abstract: "What is due, the next lesson, the next exercise.", shouldDisplay: false)

  @OptionGroup var course: CourseOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    guard Terminal.isInteractive else {
      let home = try Home.load(course, progress)
      let title = StyledLine("Unroll · " + home.courseTitle)
      for line in [title, []] + HomeView(home: home, width: 80, now: Clock.now).lines {
        Output.standardOutput(line.plain)
      }
      return
    }
    var notice: StyledLine = []
    while let action = try choose(notice: notice) {
      do {
        notice = try perform(action)
      } catch {
        guard let failure = Failure(error) else { throw error }
        notice = StyledLine(failure.message, Style(.wrong))
      }
    }
  }

  private enum Action {
    case quiz
    case lesson(String)
    case exercise(CourseOutline.Exercise)
    case stats
  }

  /// Shows the screen until a key says what to do; nil to leave.
  private func choose(notice: StyledLine) throws -> Action? {
    let home = try Home.load(course, progress)
    return try Terminal.run { terminal in
      var screen = Screen(usesColor: output.usesColor)
      var offset = 0
      var redrawsAll = true
      while true {
        let size = Terminal.size
        let page = Page(
          title: StyledLine("Unroll", Style(.accent)), status: StyledLine(home.courseTitle, .dim),
          body: HomeView(home: home, width: size.columns, now: Clock.now).lines, notice: notice,
          keys: keys(home))
        screen.draw(page.frame(size: size, offset: &offset), size: size, redrawsAll: redrawsAll)
        redrawsAll = false
        switch terminal.nextEvent() {
        case .key(.enter), .key(.character(" ")): return .quiz
        case .key(.character("l")): if let lesson = home.nextLesson { return .lesson(lesson.id) }
        case .key(.character("e")): if let exercise = home.nextExercise { return .exercise(exercise) }
        case .key(.character("s")): return .stats
        case .key(.character("q")), .key(.escape), .key(.control("d")), .end: return nil
        case .key(.up): offset -= 1
        case .key(.down): offset += 1
        case .resize: redrawsAll = true
        case .key, .timeout: break
        }
      }
    }
  }

  private func keys(_ home: Home) -> [Page.KeyHint] {
    var keys: [Page.KeyHint] = [.init("Enter", "quiz")]
    if home.nextLesson != nil { keys.append(.init("l", "lesson")) }
    if home.nextExercise != nil { keys.append(.init("e", "exercise")) }
    return keys + [.init("s", "stats"), .init("q", "leave")]
  }

  /// Runs a command as it would be typed, with this command's options; gives what to say about it afterwards.
  private func perform(_ action: Action) throws -> StyledLine {
    var arguments: [String]
    switch action {
    case .quiz: arguments = ["quiz"]
    case .lesson(let id): arguments = ["lesson", id]
    case .exercise(let outline):
      let exercise = try Workbench(course: course).exercise(outline.id)
      guard try Workbench.showTask(of: exercise, usesColor: output.usesColor) else { return [] }
      let file = try Workbench.writeStarter(of: exercise, in: exercise.defaultLanguage)
      return StyledLine(
        "Wrote ./\(file). When you have edited it: unroll grade \(exercise.id)", Style(.correct))
    case .stats: arguments = ["stats"]
    }
    if let folder = course.folder { arguments += ["--course", folder] }
    if let file = progress.file { arguments += ["--progress", file] }
    if output.noColor { arguments.append("--no-color") }
    var command = try Unroll.parseAsRoot(arguments)
    let printed = Output.linesPrinted
    try command.run()
    // What was printed below the screen is read before the screen comes back.
    guard Output.linesPrinted > printed else { return [] }
    Output.standardOutput("\nAny key leads back.")
    try Terminal.waitForKey()
    return []
  }
}
