import Foundation
import Grading

/// Where the measuring is done: a temporary folder, the programs, and the materials, each made when first needed.
final class Bench {
  let isQuick: Bool
  /// Everything that is written goes here, and is removed at the end.
  let folder: String
  /// The folder of this executable, and of `unroll`.
  private let programs: String

  lazy var course = Result { try SampleCourse.write(to: folder + "/course", exercisesFrom: package) }
  lazy var progress = Result {
    try SampleProgress.write(to: folder + "/progress.sqlite", course: try course.get().folder)
  }
  lazy var texts = SampleTexts.find(near: programs)

  init(isQuick: Bool) throws {
    self.isQuick = isQuick
    let unique = "unroll-benchmarks-\(ProcessInfo.processInfo.processIdentifier)"
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(unique).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    programs = executable.deletingLastPathComponent().path
  }

  func cleanUp() { try? FileManager.default.removeItem(atPath: folder) }

  func repeats(_ count: Int) -> Int { isQuick ? max(3, count / 8) : count }

  /// This program, to be measured as a process of its own.
  var itself: Program { Program(executable: programs + "/benchmarks") }

  /// `unroll` from the same build, with a home of its own.
  func unroll(_ arguments: String...) throws -> Program {
    let executable = programs + "/unroll"
    guard FileManager.default.isExecutableFile(atPath: executable) else {
      throw Unavailable("unroll isn't beside benchmarks: swift build -c release")
    }
    return Program(
      executable: executable, arguments: arguments,
      environment: ["HOME": folder, "XDG_DATA_HOME": folder + "/data", "XDG_CACHE_HOME": folder + "/cache"])
  }

  /// The package that this was built in; nil for an installed program.
  lazy var package: String? = SampleTexts.folders(above: programs).first {
    FileManager.default.fileExists(atPath: $0 + "/Package.swift")
      && FileManager.default.fileExists(atPath: $0 + "/exercises")
  }

  /// As `unroll`, started by `unroll(_:)`, has it.
  var workshop: Workshop {
    Workshop(
      cache: folder + "/cache/unroll", kitSources: package.map { $0 + "/Sources" },
      searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
  }
}

/// Why something can't be measured here.
struct Unavailable: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}
