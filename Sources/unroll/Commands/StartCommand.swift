import ArgumentParser
import Curriculum

struct StartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Write an exercise's starter into this folder.",
    discussion: """
      Nothing is ever overwritten.

      EXAMPLE
        unroll start rnn-step                     writes ./rnn-step.py
        unroll start rnn-step --language swift    writes ./rnn-step.swift
      """)

  @Argument(help: "The exercise's id; `unroll exercises` lists them.")
  var id: String

  @Option(name: .shortAndLong, help: "swift or python.")
  var language: Exercise.Language?

  @OptionGroup var course: CourseOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let exercise = try Workbench(course: course).exercise(id)
    let language = try language ?? exercise.defaultLanguage
    let file = try Workbench.writeStarter(of: exercise, in: language)
    Output.standardOutput(
      "Wrote ./\(file). The task: unroll exercises \(id). When you have edited the file: unroll grade \(id)")
    // So that the first verdict comes as fast as the others.
    if let problem = Workbench.grader.warmUp(language) { Output.standardError("unroll: \(problem)") }
  }
}
