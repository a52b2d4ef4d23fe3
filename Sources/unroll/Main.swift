import ArgumentParser
import Curriculum
import Glibc
import Markdown

/// Parses, runs, and turns every ending into the exit codes of the command's contract.
@main
enum Main {
  static func main() {
    Interruption.install()
    do {
      try refuseUnknownCommand()
      var command = try Unroll.parseAsRoot()
      try command.run()
    } catch {
      finish(after: error)
    }
  }

  /// A first word that is no command. argument-parser would take it for an argument of the home screen.
  private static func refuseUnknownCommand() throws {
    guard let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-"), word != "help" else {
      return
    }
    let names = Unroll.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard !names.contains(word) else { return }
    let hint =
      Suggestion.nearest(to: word, among: names).map { "Did you mean \($0)?" } ?? "See: unroll --help"
    throw Failure(.usage, "there is no command \"\(word.sanitisedForTerminal)\". \(hint)")
  }

  private static func finish(after error: any Error) -> Never {
    if let failure = Failure(error) {
      if !failure.message.isEmpty { Output.standardError("unroll: \(failure.message)") }
      exit(failure.code.rawValue)
    }
    if let code = error as? ExitCode { exit(code.rawValue) }
    let code = Unroll.exitCode(for: error)
    let message = Unroll.fullMessage(for: error)
    if code == .success {
      if !message.isEmpty { Output.standardOutput(message) }
      exit(0)
    }
    if !message.isEmpty { Output.standardError(message) }
    // argument-parser says 64 (EX_USAGE) where the contract says 2; what it doesn't know is our own fault.
    exit(code == .validationFailure ? Failure.Code.usage.rawValue : Failure.Code.fault.rawValue)
  }
}

struct Unroll: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unroll",
    abstract: "Interview preparation for deep learning on sequences: lessons, quizzes, graded exercises.",
    discussion: """
      Without a command it shows what is due, the next lesson and the next exercise.

      EXAMPLE
        unroll quiz lstm          practise one topic
        unroll start rnn-step     write ./rnn-step.py, then: unroll grade rnn-step
        unroll inspect notes.md   see which questions a Markdown file holds
      """,
    version: "0.1.0",
    subcommands: [HomeCommand.self],
    groupedSubcommands: [
      CommandGroup(name: "LEARNING", subcommands: [QuizCommand.self, LessonCommand.self, StatsCommand.self]),
      CommandGroup(
        name: "EXERCISES",
        subcommands: [
          ExercisesCommand.self, StartCommand.self, GradeCommand.self, HintCommand.self,
          SolutionCommand.self, ResetCommand.self,
        ]),
      CommandGroup(name: "TEACHING", subcommands: [InspectCommand.self, CheckCommand.self]),
      CommandGroup(name: "THE TOOL", subcommands: [DoctorCommand.self]),
    ],
    defaultSubcommand: HomeCommand.self)
}
