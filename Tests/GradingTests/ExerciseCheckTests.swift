import Curriculum
import Testing

@testable import Grading

@Suite("Proving an exercise", .enabled(if: Fixture.hasNumPy, "needs python3 with NumPy"))
struct ExerciseCheckTests {
  private let check: ExerciseCheck = {
    var limits = Limits.standard
    limits.wallSeconds = 2
    return ExerciseCheck(grader: Grader(workshop: Fixture.workshop, limits: limits))
  }()

  private static let stub =
    "def rnn_step_forward(*a):\n    raise NotImplementedError\nrnn_step_backward = rnn_step_forward\n"

  private func file(_ name: String, _ text: String) -> Exercise.SourceFile {
    Exercise.SourceFile(path: name, text: text)
  }

  private func mistake(_ id: String, _ text: String) -> Exercise.Mistake {
    Exercise.Mistake(id: id, message: id, lesson: nil, files: [.python: file("mistakes/\(id).py", text)])
  }

  /// In Python alone, with two mistakes that can be told apart.
  private func exercise(solution: String = Fixture.python, reference: Exercise.ReferenceSource? = nil)
    -> Exercise
  {
    var exercise = Fixture.rnnStep(mistakes: [
      mistake("sign", Fixture.python.replacing("da = dh", with: "da = -dh")),
      mistake("mean", Fixture.python.replacing("sum(axis=0)", with: "mean(axis=0)")),
    ])
    exercise.solutions = [.python: file("solution.py", solution)]
    exercise.starters = [.python: file("starter.py", Self.stub)]
    if let reference { exercise.reference = reference }
    return exercise
  }

  private func errors(_ exercise: Exercise) -> [String] {
    check.diagnostics(for: exercise, seed: 3).filter { $0.severity == .error }.map {
      "\($0.path):\($0.position.line): \($0.message)"
    }
  }

  /// A folder with a page of these lines.
  private func page(_ lines: String...) throws -> String {
    let folder = try Storage.makeScratch()
    try Storage.write(lines.joined(separator: "\n").utf8, to: "\(folder)/exercise.md")
    return folder
  }

  @Test("A good exercise is proven, each fault of a bad one found") func proof() {
    #expect(
      check.diagnostics(for: exercise(), seed: 3).map(\.message)
        == ["there is neither solution nor starter in swift"])
    #expect(errors(exercise(reference: .solution)).isEmpty)

    var bad = exercise(solution: Fixture.python.replacing("2)", with: "3)"))
    bad.starters = [.python: file("starter.py", Fixture.python)]
    bad.mistakes += [
      mistake("none", Fixture.python),
      mistake("twin", Fixture.python.replacing("da = dh", with: "da = 0 - dh")),
      mistake("near", Fixture.python.replacing("da = dh", with: "da = 1.0001 * dh")),
    ]
    #expect(
      check.diagnostics(for: bad, seed: 3).filter { $0.severity == .error }.map { "\($0.path): \($0.code)" }
        == [
          "solution.py: solution-fails", "starter.py: starter-passes", "mistakes/none.py: mistake-passes",
          "mistakes/twin.py: mistake-not-recognised", "mistakes/near.py: probes-cannot-tell",
        ])
  }

  @Test("Where reading has found an error, no program is run") func known() {
    var bad = exercise(solution: "def")
    bad.path = "exercises/rnn"
    func found(_ path: String, _ severity: Diagnostic.Severity) -> Int {
      let diagnostic = Diagnostic(
        path: path, position: .init(line: 1, column: 1), severity: severity, code: "c", message: "m")
      return check.diagnostics(for: bad, seed: 3, known: [diagnostic]).count
    }
    #expect(found("exercises/rnn/exercise.md", .error) == 0)
    #expect(found("exercises/rnn/exercise.md", .warning) > 0)
    #expect(found("exercises/rnn-sequence/exercise.md", .error) > 0)
  }

  @Test("A reference that is none is shown on its line, with the layers there are") func references() throws {
    let folder = try page("---", "title: x", "reference:  rnn.stepp", "starter_fails: nonsense", "---")
    defer { Storage.remove(folder) }
    var unknown = exercise(reference: .layer("rnn.stepp"))
    unknown.path = folder
    let found = check.diagnostics(for: unknown, seed: 3)
    #expect(
      found.map(\.message) == [
        "the exercise refers to `rnn.stepp`, which is no layer of the reference; give one of the layers `dense`, "
          + "`rnn.sequence`, `rnn.step`, `softmax-cross-entropy`, or `solution`"
      ])
    #expect(found.map { "\($0.path) \($0.position)" } == ["\(folder)/exercise.md 3:13"])
    #expect(found.first?.excerpt == "reference:  rnn.stepp")

    unknown.reference = .layer("dense")
    unknown.starterFails = "nonsense"
    let two = check.diagnostics(for: unknown, seed: 3)
    #expect(two.map(\.position.line) == [3, 4])
    #expect(two.first?.message.hasPrefix("the exercise does not fit its reference `dense`: ") == true)
    #expect(
      two.last?.message.hasPrefix(
        "a starter does not fail at `nonsense`; give the check at which it does, one of `not-implemented`")
        == true)
    #expect(two.last?.message.contains("`dWh`") == true)
  }

  @Test(
    "A declared check is one of those that a grading has", arguments: ["dWh", "rnn_step_backward: dWh", "h"])
  func starterFails(reason: String) {
    var declared = exercise()
    declared.starterFails = reason
    declared.starters = [
      .python: file(
        "starter.py",
        Fixture.python.replacing(
          reason == "h" ? "np.tanh" : "h_prev.T @ da",
          with: "2 *" + (reason == "h" ? "np.tanh" : " h_prev.T @ da")))
    ]
    #expect(errors(declared).isEmpty)
  }

  @Test("A reference that is not its own derivative is told so, where numbers show it") func ownDerivative()
    throws
  {
    let wrong = exercise(
      solution: Fixture.python.replacing("da.sum(axis=0)", with: "2 * da.sum(axis=0)"), reference: .solution)
    let found = errors(wrong)
    #expect(found.count == 1)
    let message = try #require(found.first)
    #expect(
      message.hasPrefix(
        "solution.py:1: the solution's backward is not the derivative of its own forward: db got "))
    let words = message.split(separator: " ").map { $0.filter { $0 != "," } }
    let got = try #require(words.firstIndex(of: "got").flatMap { Double(words[$0 + 1]) })
    let numeric = try #require(words.firstIndex(of: "numeric").flatMap { Double(words[$0 + 1]) })
    #expect(abs(got - 2 * numeric) < 1e-2 * abs(got))
  }

  @Test(
    "A solution that is no reference says why, once",
    arguments: [
      (
        Fixture.python + "\ndef broken(:\n",
        "solution.py:11: the solution must pass, and is the reference: SyntaxError: "
      ),
      (
        Fixture.python.replacing("    h = np", with: "    while True: pass\n    h = np"),
        "solution.py:1: the solution must pass, and is the reference: it was stopped after 2 seconds in "
          + "rnn_step_forward: the time limit"
      ),
      (
        Fixture.python.replacing("return h, (", with: "return h.T, ("),
        "exercises/rnn-step/exercise.md:1: the exercise's solution and its declaration differ: h is [H, B], declared [B, H]"
      ),
    ] as [(String, String)])
  func causes(text: String, expected: String) {
    let found = errors(exercise(solution: text, reference: .solution))
    #expect(found.count == 1 && found[0].hasPrefix(expected), "\(found)")
  }
}
