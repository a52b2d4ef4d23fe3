import ArgumentParser
import Curriculum

struct ResetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset", abstract: "Begin an exercise anew; what you wrote is kept beside it.",
    discussion: """
      EXAMPLE
        unroll reset rnn-step     ./rnn-step.py becomes ./rnn-step.1.bak.py, and the starter takes its place
      """)

  @Argument(help: "The exercise's id.")
  var id: String

  @Option(name: .shortAndLong, help: "swift or python; by default the one that is here.")
  var language: Exercise.Language?

  @OptionGroup var course: CourseOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let workbench = try Workbench(course: course)
    let exercise = try workbench.exercise(id)
    let (file, language) = try workbench.file(of: exercise, language: language)
    guard let starter = exercise.starters[language] else {
      throw Failure(.usage, "\(id) has no starter in \(language.title)")
    }
    do throws(TextFile.Problem) {
      let backup = try TextFile.moveAside(file)
      try TextFile.create(file, starter.text)
      Output.standardOutput("\(file) is the starter again; what you wrote is in \(backup).")
    } catch {
      throw Failure(.fault, "\(file): \(error.reason)")
    }
  }
}
