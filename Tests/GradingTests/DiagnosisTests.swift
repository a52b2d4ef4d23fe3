import Curriculum
import Testing

@testable import Grading

@Suite("Diagnosis", .enabled(if: Fixture.hasNumPy, "needs python3 with NumPy"))
struct DiagnosisTests {
  private static func mistake(_ id: String, _ old: String, _ new: String) -> Exercise.Mistake {
    Exercise.Mistake(
      id: id, message: "You made \(id).", lesson: "the-rnn-cell",
      files: [
        .python: Exercise.SourceFile(
          path: "mistakes/\(id).py", text: Fixture.python.replacing(old, with: new))
      ])
  }

  private static let mistakes = [
    mistake("uses-new-state", "h_prev.T @ da", "h.T @ da"),
    mistake("not-transposed", "da @ Wh.T", "da @ Wh"),
    mistake("no-tanh", "np.tanh(x @ Wx + h_prev @ Wh + b)", "x @ Wx + h_prev @ Wh + b"),
    mistake("raises", "x, h_prev, Wx, Wh, h = cache", "x, h_prev = cache"),
  ]
  private let exercise = Fixture.rnnStep(mistakes: mistakes)

  @Test("Each known mistake is recognised as itself, however it is written", arguments: mistakes)
  func recognised(mistake: Exercise.Mistake) throws {
    let text = try #require(mistake.files[.python]?.text)
    let rewritten = "# mine\n" + text.replacing("da.sum(axis=0)", with: "np.einsum('bh->h', da)")
    let report = Fixture.grade(rewritten, exercise)
    #expect(
      report.diagnosis == [
        GradingReport.Diagnosis(
          id: mistake.id, message: "You made \(mistake.id).", lesson: "the-rnn-cell", line: nil)
      ])
  }

  @Test("Two mistakes in different tensors are both found") func pair() {
    let text = Fixture.python.replacing("h_prev.T @ da", with: "h.T @ da").replacing(
      "da @ Wh.T", with: "da @ Wh")
    #expect(Fixture.grade(text, exercise).diagnosis.map(\.id) == ["uses-new-state", "not-transposed"])
  }

  @Test("An unknown mistake is not guessed at") func unknown() {
    let text = Fixture.python.replacing("h ** 2", with: "h ** 2 + 0.01 * h")
    let report = Fixture.grade(text, exercise)
    #expect(report.verdict == .failed)
    #expect(report.diagnosis.isEmpty)
  }

  @Test(
    "A relation that holds everywhere is named without declaration",
    arguments: [
      ("da.sum(axis=0)", "da.mean(axis=0)", "general-factor", "All of db is 1/B times what it should be."),
      (
        "h_prev.T @ da", "(h_prev.T @ da).T", "general-transposed",
        "dWh is the transpose of what it should be."
      ),
      ("h_prev.T @ da", "0 * Wh", "general-zeros", "All of dWh is 0."),
      ("da @ Wx.T", "-2 * da @ Wx.T / 2", "general-sign", "The sign of dx is wrong; its size is right."),
    ])
  func general(old: String, new: String, id: String, message: String) {
    let report = Fixture.grade(Fixture.python.replacing(old, with: new))
    #expect(report.diagnosis.map(\.id) == [id])
    #expect(report.diagnosis.map(\.message) == [message])
  }

  @Test("A spoilt cache is not trusted") func spoiltCache() throws {
    let bank = MistakeBank(exercise: exercise, workshop: Fixture.workshop, limits: .standard)
    let file = try #require(exercise.mistakes[0].files[.python])
    let first = try #require(try bank.answers(file, .python))
    for name in Storage.names(in: "\(Fixture.workshop.cache)/answers") {
      try Storage.write([1, 2, 3], to: "\(Fixture.workshop.cache)/answers/\(name)")
    }
    let again = try #require(try bank.answers(file, .python))
    #expect(try first.distances(to: again, exercise).values.allSatisfy { $0 == 0 })
  }
}

@Suite("Sequences", .enabled(if: Fixture.hasNumPy, "needs python3 with NumPy"))
struct SequenceTests {
  private let right = """
    import numpy as np

    def rnn_forward(x, h0, Wx, Wh, b):
        h, states = h0, []
        for step in x:
            h = np.tanh(step @ Wx + h @ Wh + b)
            states.append(h)
        return np.stack(states), (x, h0, Wx, Wh, states)

    def rnn_backward(dh, cache):
        x, h0, Wx, Wh, states = cache
        carry = np.zeros_like(h0)
        dx, dWx, dWh, db = np.zeros_like(x), np.zeros_like(Wx), np.zeros_like(Wh), np.zeros(Wh.shape[0])
        for t in reversed(range(len(x))):
            da = (dh[t] + carry) * (1 - states[t] ** 2)
            previous = states[t - 1] if t > 0 else h0
            dx[t] = da @ Wx.T
            dWx += x[t].T @ da
            dWh += previous.T @ da
            db += da.sum(axis=0)
            carry = da @ Wh.T
        return dx, carry, dWx, dWh, db

    """

  @Test("A right one passes") func passes() {
    #expect(Fixture.grade(right, Fixture.rnnSequence()).verdict == .passed)
  }

  @Test(
    "The time map tells the recurrence, the cell, the accumulation and the upstream apart",
    arguments: [
      ("carry = da @ Wh.T", "carry = np.zeros_like(h0)", "below", "carried from step to step"),
      ("(1 - states[t] ** 2)", "1", "from the diagonal down", "look at the cell"),
      ("dWx += x[t].T @ da", "dWx = x[t].T @ da", "nowhere", "summed over time"),
      ("dh[t] + carry", "(dh[t] if t == len(x) - 1 else 0) + carry", "all but the last row", "upstream"),
    ])
  func timeMap(old: String, new: String, pattern: String, meaning: String) throws {
    let report = Fixture.grade(right.replacing(old, with: new), Fixture.rnnSequence())
    let map = try #require(report.timeMap)
    let steps = map.indices
    let expected = steps.map { k in
      steps.map { t in
        switch pattern {
        case "below": t < k
        case "from the diagonal down": t <= k
        case "nowhere": false
        default: t <= k && k < steps.count - 1
        }
      }
    }
    #expect(map == expected)
    let first = report.checks.first { $0.status == .failed }
    #expect(first?.message?.contains(meaning) == true, "\(first?.message ?? "")")
  }

  @Test("A wrong step is named") func step() throws {
    let report = Fixture.grade(
      right.replacing("if t > 0 else h0", with: "if t > 0 else states[0]"), Fixture.rnnSequence())
    #expect(report.names(.failed) == ["rnn_backward: dWh"])
    let lost = Fixture.grade(
      right.replacing("dx[t] = da", with: "dx[t] = (t != 1) * da"), Fixture.rnnSequence())
    let check = try #require(lost.checks.first { $0.tensor == "dx" })
    #expect(check.place?.timeStep == 1)
    #expect(check.message?.hasPrefix("wrong at time step 1: got 0 at [1, ") == true)
  }

  @Test("A sequence of one step is tried") func oneStep() {
    let report = Fixture.grade(
      right.replacing("    carry = np.zeros_like(h0)\n", with: "    carry = 0\n").replacing(
        "return dx, carry", with: "return dx, (carry if len(x) > 1 else np.zeros(1))"), Fixture.rnnSequence())
    #expect(report.names(.failed) == ["rnn_backward: dh0"])
    #expect(report.message("rnn_backward: dh0")?.contains("T = 1") == true)
  }
}
