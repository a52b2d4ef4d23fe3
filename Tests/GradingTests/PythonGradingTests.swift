import Curriculum
import Foundation
import Testing

@testable import Grading

@Suite("A Python submission", .enabled(if: Fixture.hasNumPy, "needs python3 with NumPy"))
struct PythonGradingTests {
  @Test("that is right passes with full score") func right() {
    let report = Fixture.grade(Fixture.python)
    #expect(report.verdict == .passed)
    #expect(report.score == 7 && report.maxScore == 7)
    #expect(
      report.checks.map(\.name) == [
        "rnn_step_forward: inputs unchanged", "rnn_step_forward: same call, same result",
        "rnn_step_forward: no state between calls", "rnn_step_forward: h",
        "rnn_step_forward: stable at extreme inputs", "rnn_step_backward: inputs unchanged",
        "rnn_step_backward: same call, same result", "rnn_step_backward: no state between calls",
        "rnn_step_backward: dx", "rnn_step_backward: dh_prev", "rnn_step_backward: dWx",
        "rnn_step_backward: dWh",
        "rnn_step_backward: db",
      ])
    #expect(report.checks.allSatisfy { $0.status == .passed })
    #expect(report.smallestCase == nil && report.diagnosis.isEmpty && report.problem == nil)
    #expect(Fixture.grade(Fixture.python, full: true).verdict == .passed)
  }

  @Test(
    "The smallest case fails when it is pasted below the submission, wrong shapes and types included",
    arguments: [
      ("sum(axis=0)", "sum(axis=0, keepdims=True)"), ("Wh.T", "Wh"),
      ("sum(axis=0)", "sum(axis=0).astype('f')"),
    ])
  func smallestCaseFails(right: String, wrong: String) throws {
    let text = Fixture.python.replacing(right, with: wrong)
    let code = try #require(Fixture.grade(text).smallestCase?.code)
    #expect(try Self.python(text + "\n" + code) != 0)
    #expect(try Self.python(Fixture.python + "\n" + code) == 0)
  }

  /// The exit code of a program.
  private static func python(_ program: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test("passes for any seed", arguments: [0, 1, 2, 3, UInt64.max]) func anySeed(seed: UInt64) {
    #expect(Fixture.grade(Fixture.python, seed: seed).verdict == .passed)
    #expect(
      Fixture.grade(Fixture.python.replacing("sum(axis=0)", with: "mean(axis=0)"), seed: seed).verdict
        == .failed)
  }

  @Test("gives the same JSON for the same seed, and other numbers for another") func reproducible() throws {
    let wrong = Fixture.python.replacing("Wh.T", with: "Wh")
    func json(_ seed: UInt64) throws -> String { try Fixture.grade(wrong, seed: seed).lasting.json() }
    let first = try json(5)
    #expect(try json(5) == first)
    #expect(try json(6) != first)
    #expect(first.hasPrefix(#"{"checks":[{"block":null,"expected":null,"function":"rnn_step_forward","#))
    #expect(first.contains(#""confinement":"limits-only","diagnosis":[]"#))
  }

  @Test("with a wrong backward is told which tensor, where, and that the forward is right")
  func wrongBackward() throws {
    let report = Fixture.grade(Fixture.python.replacing("h_prev.T @ da, da", with: "-(h_prev.T @ da), da"))
    #expect(report.verdict == .failed)
    #expect(report.names(.failed) == ["rnn_step_backward: dWh"])
    #expect(report.score == 5)
    let check = try #require(report.checks.first { $0.tensor == "dWh" })
    let place = try #require(check.place)
    let numeric = try #require(place.numeric)
    #expect(abs(place.got + place.expected) < 1e-12)
    #expect(abs(numeric - place.expected) < 1e-6)
    #expect(check.message?.hasSuffix("The sign of dWh is wrong; its size is right.") == true)
    #expect(report.diagnosis.map(\.id) == ["general-sign"])
    let smallest = try #require(report.smallestCase)
    #expect(smallest.dimensions.map(\.size) == [1, 1, 1])
    #expect(smallest.code.hasPrefix("import numpy as np\nx = np.array([["))
  }

  @Test("that differentiates its own wrong forward is told to look at the forward") func anotherFunction() {
    let report = Fixture.grade(
      """
      import numpy as np

      def rnn_step_forward(x, h_prev, Wx, Wh, b):
          return x @ Wx + h_prev @ Wh + b, (x, h_prev, Wx, Wh)

      def rnn_step_backward(da, cache):
          x, h_prev, Wx, Wh = cache
          return da @ Wx.T, da @ Wh.T, x.T @ da, h_prev.T @ da, da.sum(axis=0)
      """)
    #expect(report.verdict == .failed)
    #expect(report.message("rnn_step_backward: dx")?.contains("your own forward") == true)
    #expect(report.names(.failed).contains("rnn_step_forward: h"))
  }

  @Test("whose forward is off by a constant loses the forward's points only") func constant() {
    let report = Fixture.grade(
      Fixture.python.replacing("return h, (x", with: "return h + 0.5, (x"))
    #expect(report.names(.failed) == ["rnn_step_forward: h", "rnn_step_forward: stable at extreme inputs"])
    #expect(report.score == 6)
  }

  @Test("with a forward without tanh and a backward for the true function keeps the backward's points")
  func rightForTheTrueFunction() {
    let report = Fixture.grade(
      Fixture.python.replacing("return h, (x", with: "return x @ Wx + h_prev @ Wh + b, (x"))
    #expect(report.names(.failed).first == "rnn_step_forward: h")
    #expect(report.score == 6)
  }

  @Test("wrong in both is sent to the forward first") func bothWrong() {
    let report = Fixture.grade(
      Fixture.python.replacing("+ h_prev @ Wh + b", with: "+ b").replacing("h ** 2", with: "h ** 4"))
    #expect(report.message("rnn_step_backward: dx")?.contains("the forward comes first") == true)
  }

  @Test("wrong at one size only is told the size") func squeeze() {
    let report = Fixture.grade(Fixture.python.replacing("return h, (x", with: "return h.squeeze(), (x"))
    #expect(report.verdict == .failed)
    #expect(
      report.message("rnn_step_forward: h")?.contains("the values are right, only the shape is not") == true)
    #expect(report.message("rnn_step_forward: h")?.contains("B = 1") == true)
  }

  @Test("whose db keeps an axis is told exactly that") func keptAxis() {
    let report = Fixture.grade(
      Fixture.python.replacing("da.sum(axis=0)", with: "da.sum(axis=0, keepdims=True)"))
    #expect(report.names(.failed) == ["rnn_step_backward: db"])
    #expect(report.message("rnn_step_backward: db")?.contains("only the shape is not") == true)
    #expect(report.smallestCase != nil)
  }

  @Test("may change a cotangent, with a remark, but no input") func mutation() {
    let cotangent = Fixture.grade(
      Fixture.python.replacing("da = dh * (1 - h ** 2)", with: "dh *= 1 - h ** 2; da = dh"))
    #expect(cotangent.verdict == .passed)
    #expect(cotangent.names(.remark) == ["rnn_step_backward: inputs unchanged"])
    let input = Fixture.grade(
      Fixture.python.replacing("h = np.tanh(x @ Wx", with: "Wx *= 1.0000001; h = np.tanh(x @ Wx"))
    #expect(input.verdict == .failed)
    #expect(input.message("rnn_step_forward: inputs unchanged") == "changes Wx in place; work on a copy")
  }

  @Test("that carries state from call to call fails for that") func state() {
    let report = Fixture.grade(
      "calls = 0\n"
        + Fixture.python.replacing(
          "h = np.tanh(", with: "global calls; calls += 1; h = 1e-12 * calls + np.tanh("))
    #expect(report.names(.failed).first == "rnn_step_forward: same call, same result")
    let sizes = Fixture.grade(
      "seen = []\n"
        + Fixture.python.replacing(
          "h = np.tanh(", with: "seen.append(x.shape[0]); h = 1e-12 * len(set(seen)) + np.tanh("))
    #expect(sizes.names(.failed).contains("rnn_step_forward: no state between calls"))
  }

  @Test("in float32 is told so") func float32() {
    let outside = Fixture.grade(
      Fixture.python.replacing("return h, (x", with: "return h.astype(np.float32), (x"))
    #expect(outside.message("rnn_step_forward: h") == "is made of float32, expected float64")
    let inside = Fixture.grade(
      Fixture.python.replacing("return h, (x", with: "return h.astype(np.float32).astype(float), (x"))
    #expect(inside.message("rnn_step_forward: h")?.contains("float32?") == true)
  }

  @Test("that overflows at extreme inputs fails for that alone") func extreme() {
    let report = Fixture.grade(
      Fixture.python.replacing(
        "h = np.tanh(x @ Wx + h_prev @ Wh + b)",
        with: "a = x @ Wx + h_prev @ Wh + b; h = (np.exp(a) - np.exp(-a)) / (np.exp(a) + np.exp(-a))"))
    #expect(report.names(.failed) == ["rnn_step_forward: stable at extreme inputs"])
  }

  @Test("with NaN, zeros or a last-moment None never passes", arguments: ["np.nan * dh", "0 * dh", "None"])
  func neverPasses(expression: String) {
    let report = Fixture.grade(Fixture.python.replacing("da = dh * (1 - h ** 2)", with: "da = \(expression)"))
    #expect(report.verdict == .failed)
    #expect(report.score <= 1)
  }

  @Test(
    "that cannot be loaded shows its own line",
    arguments: [
      ("def rnn_step_forward(:\n", "SyntaxError: invalid syntax at rnn-step.py:1"),
      (
        "\n\nimport nothing_of_that_name\n",
        "ModuleNotFoundError: No module named 'nothing_of_that_name' at rnn-step.py:3"
      ),
    ])
  func notLoaded(text: String, message: String) {
    let report = Fixture.grade(text)
    #expect(report.verdict == .failed)
    #expect(report.names(.failed) == ["loads"])
    #expect(report.message("loads") == message)
    #expect(report.names(.skipped).count == 6 && report.maxScore == 7)
  }

  @Test("that raises shows its own line and the sizes") func raises() {
    let report = Fixture.grade(
      Fixture.python.replacing("    x, h_prev, Wx, Wh, h = cache", with: "    x, h_prev = cache"))
    let message = report.message("rnn_step_backward: runs")
    #expect(message?.hasPrefix("ValueError: too many values to unpack (expected 2") == true)
    #expect(message?.contains(") at rnn-step.py:7, with B = ") == true)
    #expect(report.names(.passed).contains("rnn_step_forward: h"))
  }

  @Test("with a missing function, too few results or no cache is told what is expected") func contract() {
    let missing = Fixture.grade(Fixture.pythonForward)
    #expect(
      missing.message("rnn_step_backward: exists") == "there is no function `rnn_step_backward(dh, cache)`")
    let few = Fixture.grade(Fixture.python.replacing(", da.sum(axis=0)", with: ""))
    #expect(
      few.message("rnn_step_backward: results") == "gives 4 results, expected 5: dx, dh_prev, dWx, dWh, db")
    let bare = Fixture.grade(Fixture.python.replacing("return h, (x, h_prev, Wx, Wh, h)", with: "return h"))
    #expect(
      bare.message("rnn_step_forward: runs")?.contains("expected a tuple: the outputs, then the cache")
        == true)
  }

  @Test("not written yet fails as not implemented, function by function") func starter() {
    let stub = "def rnn_step_backward(dh, cache):\n    raise NotImplementedError\n"
    let report = Fixture.grade(Fixture.pythonForward + stub)
    #expect(report.names(.failed) == ["rnn_step_backward: implemented"])
    #expect(report.score == 1)
    #expect(report.names(.passed).contains("rnn_step_forward: h"))
  }

  @Test("keeps what it prints out of the protocol, and in the report") func printing() {
    let report = Fixture.grade(Fixture.python.replacing("    da = ", with: "    print('hé')\n    da = "))
    #expect(report.verdict == .passed)
    #expect(report.output.hasPrefix("hé\nhé\n"))
  }
}
