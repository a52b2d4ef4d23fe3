import ArgumentParser
import Curriculum
import Markdown
import Practice

struct ExercisesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exercises", abstract: "List the exercises and how far you are, or show one's task.",
    discussion: """
      EXAMPLE
        unroll exercises
        unroll exercises rnn-step
      """)

  @Argument(help: "Show the task of this exercise.")
  var id: String?

  @OptionGroup var course: CourseOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    if let id { return try show(try Workbench(course: course).exercise(id)) }
    let course = try Study.load(course)
    guard !course.exercises.isEmpty else {
      Output.standardOutput("\(course.root) has no exercises.".sanitisedForTerminal)
      return
    }
    let known = try Study.store(progress, for: .showing).exerciseProgress()
    let idWidth = course.exercises.map { DisplayWidth.of($0.id) }.max() ?? 0
    for unit in course.units where !unit.exercises.isEmpty {
      Output.standardOutput(StyledLine(unit.title, Style(.heading)).ansi(color: output.usesColor))
      for exercise in unit.exercises {
        let line = row(exercise, known[exercise.id], idWidth: idWidth)
        Output.standardOutput(
          line.truncated(to: max(40, Terminal.size.columns)).ansi(color: output.usesColor))
      }
    }
    Output.standardOutput("\nBegin with: unroll start \(next(course, known)?.id ?? course.exercises[0].id)")
  }

  private func show(_ exercise: Exercise) throws {
    guard Terminal.isInteractive else {
      let page = ExercisePage(exercise: exercise, width: 80, usesColor: output.usesColor)
      return Output.standardOutput(page.task)
    }
    guard try Workbench.showTask(of: exercise, usesColor: output.usesColor) else { return }
    let file = try Workbench.writeStarter(of: exercise, in: exercise.defaultLanguage)
    Output.standardOutput("Wrote ./\(file). When you have edited it: unroll grade \(exercise.id)")
  }

  private func next(_ course: Course, _ known: [String: ExerciseProgress]) -> Exercise? {
    course.exercises.first { known[$0.id]?.firstPassed == nil }
  }

  private func row(_ exercise: Exercise, _ progress: ExerciseProgress?, idWidth: Int) -> StyledLine {
    let isPassed = progress?.firstPassed != nil
    let mark = isPassed ? StyledLine("✓ ", Style(.correct)) : progress?.attempts ?? 0 > 0 ? "~ " : "  "
    let id = StyledLine(exercise.id, Style(.accent)).padded(to: idWidth + 2)
    let stars =
      exercise.difficulty.map { String(repeating: "•", count: $0).padding(to: 5) + "  " } ?? "       "
    var line = mark + id + StyledLine(stars, .dim) + StyledLine(exercise.title)
    guard let progress, progress.attempts > 0 || progress.hintsShown > 0 else { return line }
    var details: [String] = []
    if progress.attempts > 0 { details.append(Duration.count(progress.attempts, "attempt")) }
    if !isPassed, let best = progress.bestShare { details.append("best \(Int((best * 100).rounded())) %") }
    if progress.hintsShown > 0 { details.append(Duration.count(progress.hintsShown, "hint")) }
    line.append("  " + details.joined(separator: ", "), .dim)
    return line
  }
}
