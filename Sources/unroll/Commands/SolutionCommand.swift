import ArgumentParser
import Curriculum

struct SolutionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solution", abstract: "Show an exercise's solution once you have passed it.",
    discussion: """
      Before that it asks for --anyway, and remembers that you looked.

      EXAMPLE
        unroll solution rnn-step --language swift
      """)

  @Argument(help: "The exercise's id.")
  var id: String

  @Option(name: .shortAndLong, help: "swift or python.")
  var language: Exercise.Language?

  @Flag(help: "Show it though the exercise isn't passed yet.")
  var anyway = false

  @OptionGroup var course: CourseOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let exercise = try Workbench(course: course).exercise(id)
    let language = try language ?? exercise.defaultLanguage
    guard let solution = exercise.solutions[language] else {
      throw Failure(.usage, "\(id) has no solution in \(language.title)")
    }
    let store = try Study.store(progress, for: .saving)
    let known = try store.exerciseProgress()[id]
    guard known?.firstPassed != nil || anyway else {
      throw Failure(
        .usage,
        "\(id) isn't passed yet. A hint helps more: unroll hint \(id). To look all the same, add --anyway.")
    }
    if known?.firstPassed == nil, store.access == .readWrite {
      try store.recordSolution(of: id, at: Clock.now)
    }
    let page = ExercisePage(
      exercise: exercise, width: min(Terminal.size.columns, 120), usesColor: output.usesColor)
    Output.standardOutput(page.code(solution.text, language))
  }
}
