import ArgumentParser
import Curriculum
import Glibc
import Markdown
import Practice

struct QuizCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quiz", abstract: "Practise what is due and some new questions.",
    discussion: """
      Topics are ids of units, lessons or questions, or topic names of lessons. Every answer is saved before the \
      next question is shown. Without a terminal it reads one answer per line.

      EXAMPLE
        unroll quiz                       what the schedule says
        unroll quiz rnn --new 5           one topic, at most five new questions today
        unroll quiz --course notes/       any folder of Q&A Markdown
      """)

  @Argument(help: ArgumentHelp("What to practise; everything by default.", valueName: "topic"))
  var topics: [String] = []

  @Option(help: ArgumentHelp("How many new questions a day.", valueName: "n"))
  var new: Int?

  @Flag(help: "Everything of the topics, due or not.")
  var all = false

  @Flag(help: "First take back in what was suspended, of the topics or of everything.")
  var unsuspend = false

  @OptionGroup var course: CourseOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var seed: SeedOption

  func validate() throws {
    if let new, new < 0 { throw ValidationError("--new takes a number from 0 on.") }
  }

  func run() throws {
    let study = try Study.open(course, progress, for: .saving)
    guard !study.deck.cards.isEmpty else {
      throw Failure(
        .unusableCourse, "nothing in \(study.course.root) can be asked; `unroll inspect` shows what is read")
    }
    var settings = StudySettings.local
    if let new { settings.newPerDay = new }
    if all { settings.scope = .everything }
    settings.topics = try TopicFilter(topics, in: study.deck)
    try study.sync()
    if unsuspend {
      let count = try study.unsuspend(settings.topics)
      Output.standardError("unroll: \(Duration.count(count, "suspended card")) taken back in")
    }
    let session = try ReviewSession(
      deck: study.deck, store: study.store, settings: settings, seed: seed.value, at: Clock.now)
    if !session.savesAnswers {
      Output.standardError("unroll: \(progress.path) can't be written to; your answers will not be saved")
    }
    if case .finished = session.phase {
      Output.standardOutput(
        "Nothing is due, and there is no new card left for today. For more: --new N, or --all for everything."
      )
    }
    let summary = try Terminal.isInteractive ? onTerminal(session, study.course) : onLines(session)
    for line in SummaryView(summary: summary, now: Clock.now).lines {
      Output.standardOutput(line.ansi(color: output.usesColor))
    }
  }

  private func onLines(_ session: ReviewSession) throws(StoreError) -> Summary {
    var quiz = QuizLines(
      session: session, renderer: TerminalRenderer(width: 80, color: output.usesColor),
      usesColor: output.usesColor)
    return try quiz.run(isPerson: isatty(STDIN_FILENO) != 0)
  }

  private func onTerminal(_ session: ReviewSession, _ course: Course) throws -> Summary {
    if case .finished = session.phase { return session.summary }
    return try Terminal.run { terminal in
      let titles = Dictionary(
        course.lessons.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
      var quiz = QuizScreen(
        session: session, titles: titles, usesColor: output.usesColor, clock: Clock.milliseconds)
      var screen = Screen(usesColor: output.usesColor)
      var redrawsAll = true
      while !quiz.isOver {
        let size = Terminal.size
        screen.draw(quiz.frame(size: size, now: Clock.now), size: size, redrawsAll: redrawsAll)
        redrawsAll = false
        switch terminal.nextEvent(timeoutMilliseconds: quiz.timeout(now: Clock.now)) {
        case .key(let key): quiz.take(key, size: size, now: Clock.now, clock: Clock.milliseconds)
        case .timeout: quiz.tick(now: Clock.now, clock: Clock.milliseconds)
        case .resize: redrawsAll = true
        case .end: return quiz.session.summary
        }
      }
      return quiz.session.summary
    }
  }
}
