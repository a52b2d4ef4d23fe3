import ArgumentParser
import Glibc

struct CourseOptions: ParsableArguments {
  @Option(
    name: .customLong("course"),
    help: ArgumentHelp(
      "The course: a folder with content/ (and exercises/), or any folder of .md and .txt files.",
      discussion: "Default: UNROLL_COURSE, or the shipped course.", valueName: "dir"))
  var folder: String?

  /// The folder that was asked for, or the shipped one.
  func path() throws -> String {
    if let folder = folder ?? Environment["UNROLL_COURSE"] { return folder }
    if let shipped = Installation.course { return shipped }
    throw Failure(
      .unusableCourse,
      "the shipped course was not found beside \(Installation.executable); name one with --course DIR or UNROLL_COURSE"
    )
  }
}

struct ProgressOptions: ParsableArguments {
  @Option(
    name: .customLong("progress"),
    help: ArgumentHelp(
      "Where progress is kept.", discussion: "Default: $XDG_DATA_HOME/unroll/progress.sqlite.",
      valueName: "file"))
  var file: String?

  var path: String { file ?? Directories.progress }

  func validate() throws {
    if file == "" { throw ValidationError("--progress takes the path of a file.") }
  }
}

struct OutputOptions: ParsableArguments {
  @Flag(name: .customLong("no-color"), help: "No colours (also: NO_COLOR).")
  var noColor = false

  /// https://no-color.org: any value that isn't empty.
  var usesColor: Bool {
    !noColor && (Environment["NO_COLOR"] ?? "").isEmpty && isatty(STDOUT_FILENO) != 0
      && Environment["TERM"] != "dumb"
  }
}

struct SeedOption: ParsableArguments {
  @Option(help: ArgumentHelp("Where chance plays a part: the same seed, the same run.", valueName: "n"))
  var seed: UInt64?

  /// The seed to use, drawn by the system unless one was given. JSON numbers stay exact below 2^53.
  var value: UInt64 { seed ?? UInt64.random(in: 0..<(1 << 53)) }
}
