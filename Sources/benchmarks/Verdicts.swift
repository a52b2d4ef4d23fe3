import Foundation
import Grading

/// From a saved file to its verdict, as a learner waits for it: `unroll grade FILE --json`, spawn to exit.
enum Verdicts {
  static let benchmarks =
    exercises.flatMap { exercise in
      [
        Benchmark("verdict.python.\(exercise)") { bench in
          try python("verdict.python.\(exercise)", exercise, "solution.py", exitCode: 0, bench)
        },
        Benchmark("verdict.swift.\(exercise)") { bench in
          try swift("verdict.swift.\(exercise)", exercise, isChanged: true, bench)
        },
        Benchmark("verdict.swift-unchanged.\(exercise)") { bench in
          try swift("verdict.swift-unchanged.\(exercise)", exercise, isChanged: false, bench)
        },
      ]
    } + [
      Benchmark("verdict.python-mistake.rnn-step") { bench in
        let name = "verdict.python-mistake.rnn-step"
        let mistakes = try FileManager.default.contentsOfDirectory(
          atPath: try folder(of: "rnn-step", bench) + "/mistakes")
        guard let mistake = mistakes.filter({ $0.hasSuffix(".py") }).min() else {
          throw Unavailable("rnn-step has no mistake in Python")
        }
        return try python(name, "rnn-step", "mistakes/\(mistake)", exitCode: 1, bench)
      }
    ]

  private static let exercises = ["rnn-step", "rnn-sequence"]
  private static let installPython = "apt install python3-numpy"
  private static let installSwift = "a Swift toolchain: https://www.swift.org/install/linux"

  // MARK: Python

  private static func python(
    _ name: String, _ exercise: String, _ file: String, exitCode: Int32, _ bench: Bench
  ) throws -> Figure {
    let measures = "verdict for a Python submission (\(file)), fresh seed each"
    let finding = bench.workshop.findings().first { $0.name == "Python" }
    guard let finding, finding.isFine, let interpreter = finding.text.split(separator: ",").first else {
      return Figure(
        name, measures: measures, size: exercise, unit: "ms", result: nil, missing: finding?.text,
        beside: [Figure.Peer("python3 -c 'import numpy'", nil, install: installPython)])
    }
    let imports = Program(executable: String(interpreter), arguments: ["-c", "import numpy"])
    let submission = try folder(of: exercise, bench) + "/" + file
    var seed = 0
    let samples = try Sample.inTurns(
      bench.repeats(20),
      [
        {
          seed += 1
          let grading = try grade(submission, of: exercise, seed: seed, bench)
          return try grading.run(expecting: exitCode)
        },
        { try imports.run() },
      ])
    return Figure(
      name, measures: measures, size: exercise, unit: "ms", result: samples[0],
      beside: [Figure.Peer("python3 -c 'import numpy'", samples[1])],
      goal: .atMost(1.5, times: "python3 -c 'import numpy'", "at most 1.5 times what can't be avoided"))
  }

  // MARK: Swift

  private static func swift(
    _ name: String, _ exercise: String, isChanged: Bool, _ bench: Bench
  ) throws -> Figure {
    let state = isChanged ? "that was just changed" : "that was graded before"
    let measures = "verdict for a Swift submission \(state), fresh seed each"
    guard let swiftc = Program.find("swiftc") else {
      return Figure(
        name, measures: measures, size: exercise, unit: "ms", result: nil, missing: "there is no swiftc",
        beside: [Figure.Peer(library, nil, install: installSwift)])
    }
    let solution = try String(
      contentsOfFile: try folder(of: exercise, bench) + "/solution.swift", encoding: .utf8)
    let file = "\(bench.folder)/\(exercise).swift"
    var seed = 0
    func verdict() throws -> Double {
      seed += 1
      let comment = isChanged ? "\n// \(name), change \(seed)\n" : "\n"
      try (solution + comment).write(toFile: file, atomically: true, encoding: .utf8)
      return try grade(file, of: exercise, seed: seed, bench).run()
    }
    // Builds the kit, which happens once per machine.
    _ = try verdict()
    let samples = try Sample.inTurns(
      bench.repeats(12),
      [
        verdict,
        { try compile(file, with: swiftc, ["-emit-library"], bench).run() },
        { try compile(file, with: swiftc, ["-c"], bench).run() },
      ])
    return Figure(
      name, measures: measures, size: exercise, unit: "ms", result: samples[0],
      beside: [Figure.Peer(library, samples[1]), Figure.Peer(object, samples[2])],
      goal: .atMost(1.5, times: library, "at most 1.5 times what can't be avoided"))
  }

  private static let library = "swiftc -O -emit-library of the same file against the kit"
  private static let object = "swiftc -O -c of the same file against the kit"

  /// A compiler as it comes, on the learner's file alone, with the modules that it imports ready.
  private static func compile(
    _ file: String, with swiftc: String, _ kind: [String], _ bench: Bench
  ) throws -> Program {
    let cache = bench.workshop.cache
    let names = try FileManager.default.contentsOfDirectory(atPath: cache)
    guard let kit = names.first(where: { $0.hasPrefix("kit-") && !$0.contains(".") }) else {
      throw Unavailable("there is no kit in \(cache)")
    }
    let folder = "\(cache)/\(kit)"
    return Program(
      executable: swiftc,
      arguments: ["-O", "-parse-as-library", "-module-name", "Submission"] + kind
        + ["-I", folder, "-I", folder + "/COpenBLAS", "-L", folder, "-lExerciseKit"]
        + ["-module-cache-path", cache + "/modules", "-o", bench.folder + "/compiled", file])
  }

  // MARK: Both

  private static func folder(of exercise: String, _ bench: Bench) throws -> String {
    guard let package = bench.package else { throw Unavailable("the exercises are in the package only") }
    let exercises = package + "/exercises"
    let paths = FileManager.default.subpaths(atPath: exercises) ?? []
    guard let page = paths.first(where: { $0.hasSuffix("\(exercise)/exercise.md") }) else {
      throw Unavailable("there is no exercise \(exercise) in \(exercises)")
    }
    return exercises + "/" + (page as NSString).deletingLastPathComponent
  }

  private static func grade(
    _ file: String, of exercise: String, seed: Int, _ bench: Bench
  ) throws -> Program {
    guard let package = bench.package else { throw Unavailable("the exercises are in the package only") }
    return try bench.unroll(
      "grade", file, "--exercise", exercise, "--course", package, "--seed", "\(seed)", "--json")
  }
}
