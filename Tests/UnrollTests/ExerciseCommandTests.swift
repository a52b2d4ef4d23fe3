import Foundation
import Testing

/// An exercise from start to pass, on the course that is shipped.
@Suite("Exercises on the command line", .serialized)
struct ExerciseCommandTests {
  private let data: TemporaryFolder
  private let work: TemporaryFolder

  init() throws {
    data = try TemporaryFolder()
    work = try TemporaryFolder()
  }

  private func unroll(_ arguments: String..., environment: [String: String] = [:]) throws
    -> BuiltProgram.Result
  {
    try BuiltProgram.run(
      arguments,
      environment: ["XDG_DATA_HOME": data.path, "UNROLL_COURSE": BuiltProgram.packageRoot].merging(
        environment
      ) { $1 },
      folder: work.path)
  }

  private func exercise(_ file: String) -> String {
    BuiltProgram.packageRoot + "/exercises/recurrent-networks/rnn-step/" + file
  }

  private static let hasNumPy =
    (try? Process.run(URL(fileURLWithPath: "/usr/bin/env"), arguments: ["python3", "-c", "import numpy"]))
    .map { process in
      process.waitUntilExit()
      return process.terminationStatus == 0
    } ?? false

  @Test("start writes the starter, and never over a file")
  func start() throws {
    #expect(try unroll("start", "rnn-step").code == 0)
    let file = work.path + "/rnn-step.py"
    #expect(
      try String(contentsOfFile: file, encoding: .utf8)
        == String(contentsOfFile: exercise("starter.py"), encoding: .utf8))
    try "mine\n".write(toFile: file, atomically: false, encoding: .utf8)
    #expect(try unroll("exercises", "rnn-step").output.contains("Return `h`"))
    let again = try unroll("start", "rnn-step")
    #expect(again.code == 2)
    #expect(again.errors.contains("is here already"))
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine\n")
  }

  @Test("reset brings the starter back and keeps what was written")
  func reset() throws {
    try work.write("first\n", to: "rnn-step.py")
    #expect(try unroll("reset", "rnn-step").code == 0)
    try work.write("second\n", to: "rnn-step.py")
    #expect(try unroll("reset", "rnn-step").code == 0)
    #expect(try String(contentsOfFile: work.path + "/rnn-step.1.bak.py", encoding: .utf8) == "first\n")
    #expect(try String(contentsOfFile: work.path + "/rnn-step.2.bak.py", encoding: .utf8) == "second\n")
    #expect(
      try String(contentsOfFile: work.path + "/rnn-step.py", encoding: .utf8)
        == String(contentsOfFile: exercise("starter.py"), encoding: .utf8))
  }

  @Test("Hints come one more at each call; the solution waits for a pass or a word")
  func hintsAndSolution() throws {
    let first = try unroll("hint", "rnn-step").output
    #expect(first.contains("Hint 1 of 3") && !first.contains("Hint 2 of 3"))
    let second = try unroll("hint", "rnn-step").output
    #expect(second.hasPrefix(first.trimmingCharacters(in: .newlines)) && second.contains("Hint 2 of 3"))
    #expect(try unroll("solution", "rnn-step").code == 2)
    let solution = try unroll("solution", "rnn-step", "--anyway")
    #expect(solution.code == 0)
    #expect(
      try solution.output.trimmingCharacters(in: .newlines)
        == String(contentsOfFile: exercise("solution.py"), encoding: .utf8).trimmingCharacters(in: .newlines))
  }

  @Test(
    "grade: the starter fails, a mistake is named, the solution passes and is remembered",
    .enabled(if: hasNumPy))
  func grade() throws {
    #expect(try unroll("start", "rnn-step").code == 0)
    let starter = try unroll("grade", "rnn-step")
    #expect(starter.code == 1)
    #expect(starter.output.contains("not implemented"))

    let mistake = try unroll(
      "grade", exercise("mistakes/tanh-derivative-missing.py"), "--exercise", "rnn-step", "--seed", "5")
    #expect(mistake.code == 1)
    #expect(mistake.output.contains("What it probably is"))
    #expect(mistake.output.contains("unroll lesson the-rnn-cell"))

    try FileManager.default.removeItem(atPath: work.path + "/rnn-step.py")
    try FileManager.default.copyItem(atPath: exercise("solution.py"), toPath: work.path + "/rnn-step.py")
    #expect(try unroll("grade").code == 0)
    #expect(try unroll("exercises").output.contains("✓ rnn-step"))
    #expect(try unroll("solution", "rnn-step").code == 0)
  }

  @Test("grade --json: the same seed gives the same bytes but for the resources", .enabled(if: hasNumPy))
  func json() throws {
    // As text: the order of keys and the digits of numbers count as well.
    func report() throws -> String {
      let result = try unroll(
        "grade", exercise("mistakes/tanh-derivative-missing.py"), "--exercise", "rnn-step", "--seed", "5",
        "--json")
      #expect(result.code == 1)
      let resources = try #require(result.output.firstMatch(of: /"resources":\{[^}]*\}/))
      return result.output.replacing(resources.output, with: "")
    }
    let text = try report()
    #expect(try report() == text)
    let first = try #require(
      JSONSerialization.jsonObject(with: Data(text.replacing(/,(?=,)/, with: "").utf8)) as? NSDictionary)
    #expect(first["verdict"] as? String == "failed")
    #expect(((first["diagnosis"] as? [[String: Any]])?.first)?["id"] as? String == "tanh-derivative-missing")
  }

  @Test("A backward that changes what the forward was given fails", .enabled(if: hasNumPy))
  func changedThroughTheCache() throws {
    let solution = try String(contentsOfFile: exercise("solution.py"), encoding: .utf8)
    let file = try work.write(
      solution + """

        exact_forward, exact_backward = rnn_step_forward, rnn_step_backward
        def rnn_step_forward(x, *others):
            h, cache = exact_forward(x, *others)
            return h, (x, cache)
        def rnn_step_backward(dh, cache):
            x, cache = cache
            gradients = exact_backward(dh, cache)
            x += 1
            return gradients

        """, to: "rnn-step.py")
    let report = try unroll("grade", file)
    #expect(report.code == 1)
    #expect(report.output.contains("changes x in place, which the forward was given"))
  }

  @Test(
    "check of one file of an exercise proves the exercise; of nothing of a course it says so",
    .enabled(if: hasNumPy))
  func checkFile() throws {
    let one = try unroll("check", exercise("solution.py"))
    #expect(one.code == 0)
    #expect(one.output.contains("1 exercise"))
    #expect(try unroll("check", BuiltProgram.packageRoot + "/README.md").code == 2)
  }

  @Test("A wrong gradient of the initial state alone is not laid on the weights", .enabled(if: hasNumPy))
  func initialState() throws {
    let solution = try String(
      contentsOfFile: BuiltProgram.packageRoot + "/exercises/recurrent-networks/rnn-sequence/solution.py",
      encoding: .utf8)
    let file = try work.write(
      solution + """

        exact_backward = rnn_backward
        def rnn_backward(dh, cache):
            dx, dh0, *weights = exact_backward(dh, cache)
            return (dx, 0 * dh0, *weights)

        """, to: "rnn-sequence.py")
    let report = try unroll("grade", file).output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(report.contains("All of dh0 is 0. By time: the gradients of the inputs are right at every step"))
    #expect(report.contains("from the first step to the initial state"))
    #expect(!report.contains("weights' gradients are summed"))
  }

  @Test(
    "A submission that runs on is stopped with 4; no interpreter is our trouble, 5", .enabled(if: hasNumPy))
  func stoppedAndMissing() throws {
    let file = try work.write("while True:\n    pass\n", to: "rnn-step.py")
    let stopped = try unroll("grade", file)
    #expect(stopped.code == 4)
    let missing = try unroll(
      "grade", file, environment: ["PATH": "/nonexistent", "XDG_CACHE_HOME": work.path + "/none"])
    #expect(missing.code == 5)
    #expect((missing.output + missing.errors).contains("python3"))
  }
}
