import ArgumentParser
import Practice

struct HintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hint", abstract: "Show the next hint of an exercise.",
    discussion: """
      Hints lead from the idea to the line; each call shows one more, with those before it.

      EXAMPLE
        unroll hint rnn-step
      """)

  @Argument(help: "The exercise's id.")
  var id: String

  @Flag(help: "All of them at once.")
  var all = false

  @OptionGroup var course: CourseOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let exercise = try Workbench(course: course).exercise(id)
    guard !exercise.hints.isEmpty else { throw Failure(.unusableCourse, "\(id) has no hints") }
    // A progress file in trouble is no reason to keep a hint back: then they begin anew each time.
    var store: Store?
    do {
      store = try Study.store(progress, for: .saving)
    } catch {
      Output.standardError("unroll: \(Failure(error)?.message ?? "\(error)") Hints begin anew; see --all.")
    }
    let shown = (try? store?.exerciseProgress()[id]?.hintsShown) ?? 0
    let next = all ? exercise.hints.count - 1 : min(shown, exercise.hints.count - 1)
    if shown < exercise.hints.count {
      do {
        try store?.recordHint(next, of: id, at: Clock.now)
      } catch {
        Output.standardError("unroll: which hints you have seen was not saved: \(error)")
      }
    }
    let page = ExercisePage(
      exercise: exercise, width: min(Terminal.size.columns, 100), usesColor: output.usesColor)
    Output.standardOutput(page.hints(upTo: next))
    if all || shown >= exercise.hints.count {
      Output.standardOutput("\nThat was the last one. The solution: unroll solution \(id) --anyway")
    }
  }
}
