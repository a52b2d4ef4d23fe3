import Curriculum
import Testing

@testable import Grading

@Suite("A Swift submission", .enabled(if: Fixture.hasSwift, "needs swiftc"), .serialized)
struct SwiftGradingTests {
  private func grade(_ text: String) -> GradingReport { Fixture.grade(text, language: .swift) }

  @Test("that is right passes") func right() {
    let report = grade(Fixture.swift)
    #expect(report.verdict == .passed, "\(report.problem ?? "") \(report.checks)")
    #expect(report.score == 7)
  }

  @Test("that is wrong is told where, in its own language") func wrong() throws {
    let report = grade(Fixture.swift.replacing("cache.wh.transposed()", with: "cache.wh"))
    #expect(report.names(.failed) == ["rnn_step_backward: dh_prev"])
    let code = try #require(report.smallestCase?.code)
    #expect(code.hasPrefix("let x = Tensor(shape: [1, 1], scalars: ["))
    #expect(code.contains("let (dx, dhPrev, dWx, dWh, db) = rnnStepBackward(dh: dh, cache: cache)\n"))
  }

  @Test("that does not compile shows the compiler's message at its own line, and no path") func compileError()
  {
    let report = grade(Fixture.swift.replacing("let da = dh * (1", with: "let da = dhh * (1"))
    #expect(report.verdict == .failed)
    let message = report.message("compiles") ?? ""
    #expect(message.hasPrefix("rnn-step.swift:12:12: error: cannot find 'dhh' in scope"))
    #expect(!message.contains("/tmp") && !message.contains("unroll-shim"))
    #expect(report.names(.skipped).count == 6)
  }

  @Test(
    "without a function, or with another signature, is told the one expected",
    arguments: [
      Fixture.swiftForward,
      Fixture.swift.replacing("rnnStepBackward(dh: Tensor", with: "rnnStepBackward(dH dh: Tensor"),
      Fixture.swift.replacing("func rnnStepBackward", with: "private func rnnStepBackward"),
    ])
  func signature(text: String) {
    let report = grade(text)
    #expect(report.verdict == .failed)
    #expect(
      report.message("rnn_step_backward: compiles") == """
        the function `rnnStepBackward(dh:cache:)` is missing or has another signature; expected:
          func rnnStepBackward(dh: Tensor, cache: Cache) -> (dx: Tensor, dhPrev: Tensor, dWx: Tensor, dWh: Tensor, db: Tensor)
        """)
  }

  @Test("not written yet fails as not implemented, and what is written counts") func starter() {
    let stub = """
      func rnnStepBackward(dh: Tensor, cache: Cache)
        -> (dx: Tensor, dhPrev: Tensor, dWx: Tensor, dWh: Tensor, db: Tensor)
      { notImplemented() }
      """
    let report = grade(Fixture.swiftForward + stub)
    #expect(report.verdict == .failed)
    #expect(report.names(.failed) == ["rnn_step_backward: implemented"])
    #expect(report.score == 1)
  }

  @Test("that crashes is stopped, with its line and the shapes") func crash() {
    let shapes = grade(
      Fixture.swift.replacing("matmul(cache.x.transposed(), da)", with: "matmul(cache.x, da)"))
    #expect(shapes.verdict == .stopped)
    #expect(
      shapes.problem?.hasPrefix("the program crashed in rnnStepBackward at rnn-step.swift:15: matmul") == true
    )
    #expect(shapes.output.hasPrefix("Tensors: matmul(a, b): a has shape [") && !shapes.output.contains("0x"))
    let trap = grade(Fixture.swift.replacing("let da = ", with: "_ = [1][dh.shape.count]\n  let da = "))
    #expect(trap.problem?.hasPrefix("the program crashed in rnnStepBackward at rnn-step.swift:12") == true)
    // The forward is asked once more without the backward: its checks and its points stand.
    #expect(trap.verdict == .stopped && trap.score == 1)
    #expect(
      trap.names(.passed) == [
        "rnn_step_forward: inputs unchanged", "rnn_step_forward: same call, same result",
        "rnn_step_forward: no state between calls", "rnn_step_forward: h",
        "rnn_step_forward: stable at extreme inputs",
      ])
    #expect(trap.names(.skipped).count == 5)
  }

  @Test("whose cache types differ is told both") func cacheTypes() {
    let report = grade(
      Fixture.swift.replacing("cache: Cache)\n", with: "cache: Tensor)\n").replacing(
        "cache.h * cache.h", with: "cache"
      )
      .replacing("cache.wx.transposed()", with: "cache").replacing("cache.wh.transposed()", with: "cache")
      .replacing("cache.x.transposed()", with: "cache").replacing("cache.hPrev.transposed()", with: "cache"))
    #expect(
      report.message("rnn_step_backward: runs")?.hasPrefix(
        "the forward returns a cache of type Cache, the backward takes Tensor") == true)
  }

  @Test("prints into the report; an endless loop is stopped") func printing() {
    let report = grade(Fixture.swift.replacing("let da = ", with: "print(\"here\")\n  let da = "))
    #expect(report.verdict == .passed)
    #expect(report.output.hasPrefix("here\nhere\n"))
    var limits = Limits.standard
    limits.wallSeconds = 1
    let endless = Fixture.grade(
      Fixture.swift.replacing("let da = ", with: "while true { usleep(1000) }\n  let da = "),
      language: .swift, limits: limits)
    #expect(endless.verdict == .stopped)
  }

  @Test("needs a compiler: without one the verdict names what to install") func noCompiler() {
    var workshop = Fixture.workshop
    workshop.searchPath = "/nowhere"
    #expect(Grader(workshop: workshop).warmUp(.swift) == .noSwift)
    for (language, word) in [(Exercise.Language.swift, "swiftc"), (.python, "python3")] {
      let report = Grader(workshop: workshop).grade(
        Submission(text: "", fileName: "a", language: language), of: Fixture.rnnStep(), seed: 1)
      #expect(report.verdict == .error && report.verdict.exitCode == 5)
      #expect(report.problem?.contains(word) == true && report.problem?.contains("install") == true)
    }
  }
}
