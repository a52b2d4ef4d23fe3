import ArgumentParser
import Curriculum
import Glibc
import Grading
import Practice

struct GradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade", abstract: "Grade an exercise: where it is wrong, and why.",
    discussion: """
      Takes an exercise's id and looks for ./ID.py or ./ID.swift, or takes a file. The submission runs in a process \
      of its own, with limits. Exit code: 0 passed, 1 failed, 4 stopped at a limit or crashed, 5 inconclusive.

      EXAMPLE
        unroll grade rnn-step
        unroll grade work/mine.py --exercise rnn-step --json
      """)

  @Argument(
    help: ArgumentHelp(
      "An exercise's id, or a file; by default the one exercise file in this folder.",
      valueName: "id|file"))
  var subject: String?

  @Option(help: ArgumentHelp("The exercise, where the file's name doesn't say it.", valueName: "id"))
  var exercise: String?

  @Option(name: .shortAndLong, help: "swift or python, where both files are here.")
  var language: Exercise.Language?

  @Flag(help: "Differentiate element by element.")
  var full = false

  @Flag(help: "One JSON document on standard output.")
  var json = false

  @OptionGroup var course: CourseOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var seed: SeedOption

  /// Larger than anything a person writes for an exercise.
  private static let sizeLimit = 1_000_000

  func run() throws {
    let workbench = try Workbench(course: course)
    let (path, exercise, language) = try target(workbench)
    let bytes: [UInt8]
    do {
      bytes = try TextFile.read(path, limit: Self.sizeLimit)
    } catch {
      throw Failure(.usage, "\(path.sanitisedForTerminal): \(error.reason)")
    }
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
      throw Failure(.usage, "\(path.sanitisedForTerminal) is not UTF-8 text")
    }
    let submission = Submission(text: text, fileName: Path.lastComponent(of: path), language: language)
    let seed = seed.value
    // The first Swift submission waits for the kit, and an endless loop for its limit.
    let isWatched = isatty(STDERR_FILENO) != 0
    if isWatched { Output.emit("grading …", to: STDERR_FILENO) }
    let report = Workbench.grader.grade(submission, of: exercise, seed: seed, full: full)
    if isWatched { Output.emit("\r\u{1B}[K", to: STDERR_FILENO) }
    remember(report)
    if json {
      Output.standardOutput(try report.json())
    } else {
      let view = GradeView(report: report, exercise: exercise, width: min(Terminal.size.columns, 100))
      for line in view.lines { Output.standardOutput(line.ansi(color: output.usesColor)) }
    }
    if let problem = report.problem, json { Output.standardError("unroll: \(problem.sanitisedForTerminal)") }
    if report.verdict.exitCode != 0 { throw ExitCode(report.verdict.exitCode) }
  }

  private func target(_ workbench: Workbench) throws -> (path: String, Exercise, Exercise.Language) {
    guard let subject else { return try onlyFileHere(workbench) }
    let isFile = subject.contains("/") || Exercise.Language(fileName: subject) != nil
    guard isFile else {
      let found = try workbench.exercise(exercise ?? subject)
      let (path, language) = try workbench.file(of: found, language: language)
      return (path, found, language)
    }
    guard let language = language ?? Exercise.Language(fileName: subject) else {
      throw Failure(
        .usage, "\(subject.sanitisedForTerminal) is neither .py nor .swift; say which with --language")
    }
    let stem = Path.lastComponent(of: subject).split(separator: ".").first.map(String.init) ?? ""
    if exercise == nil, !workbench.course.exercises.contains(where: { $0.id == stem }) {
      throw Failure(
        .usage,
        "\(subject.sanitisedForTerminal) is named after no exercise; say which it is with --exercise ID")
    }
    return (subject, try workbench.exercise(exercise ?? stem), language)
  }

  private func onlyFileHere(_ workbench: Workbench) throws -> (path: String, Exercise, Exercise.Language) {
    let candidates = workbench.course.exercises.flatMap { exercise in
      (language.map { [$0] } ?? Exercise.Language.allCases)
        .map { (path: "\(exercise.id).\($0.fileExtension)", exercise, $0) }
    }
    let present = candidates.filter { Path.kind(of: $0.path) != nil && (exercise ?? $0.1.id) == $0.1.id }
    guard let only = present.first, present.count == 1 else {
      let what =
        present.isEmpty
        ? "no exercise file is here" : "several are here: \(present.map(\.path).joined(separator: ", "))"
      throw Failure(.usage, "\(what); name one: unroll grade ID")
    }
    return only
  }

  /// Keeps the attempt; a progress file that can't be written to doesn't undo a verdict.
  private func remember(_ report: GradingReport) {
    guard report.verdict != .error else { return }
    do {
      let store = try Study.store(progress, for: .saving)
      try store.record(
        Attempt(
          exercise: report.exercise, at: Clock.now, language: report.language,
          verdict: report.verdict.rawValue,
          score: report.score, maxScore: report.maxScore, seed: report.seed,
          milliseconds: Int(report.resources.wallSeconds * 1000)))
    } catch {
      Output.standardError("unroll: the attempt was not saved: \(Failure(error)?.message ?? "\(error)")")
    }
  }
}

extension Exercise.Language {
  init?(fileName: String) {
    guard let language = Self.allCases.first(where: { fileName.hasSuffix("." + $0.fileExtension) }) else {
      return nil
    }
    self = language
  }
}
