import Curriculum
import Testing

@testable import Grading

@Suite("Exercises beyond layers", .enabled(if: Fixture.hasNumPy, "needs python3 with NumPy"))
struct DeclarationTests {
  private static let attention = """
    import numpy as np

    def pool_forward(x, mask, heads):
        assert isinstance(heads, float)
        weights = mask / np.maximum(mask.sum(axis=1, keepdims=True), 1)
        return np.einsum('bt,btd->bd', weights, x) * heads, np.float64(x.sum()), (weights, heads, x.shape)

    def pool_backward(dy, dtotal, cache):
        weights, heads, shape = cache
        return np.einsum('bt,bd->btd', weights, dy) * heads + dtotal * np.ones(shape)

    """

  /// Masks, a scalar that is a dimension, a scalar output, a constraint between sizes, the author's own solution as
  /// reference.
  private let exercise = Fixture.exercise(
    id: "pool", reference: .solution,
    dimensions: [("B", 1...3), ("T", 1...5), ("D", 2...6), ("heads", 1...3)],
    constraints: ["D % heads == 0"],
    functions: [
      Exercise.Function(
        name: "pool_forward",
        inputs: [
          Fixture.parameter("x", "B", "T", "D"), Fixture.parameter("mask", "B", "T", kind: .mask),
          Fixture.parameter("heads", kind: .integer),
        ], outputs: [Fixture.parameter("y", "B", "D"), Fixture.parameter("total")], blocks: [:],
        gradientOf: nil),
      Exercise.Function(
        name: "pool_backward", inputs: [], outputs: [], blocks: [:], gradientOf: "pool_forward"),
    ], solutions: [.python: attention])

  @Test("The author's solution is a reference like any other") func solution() {
    #expect(Fixture.grade(Self.attention, exercise).verdict == .passed)
    let wrong = Fixture.grade(Self.attention.replacing("* heads + dtotal", with: "* heads + 0"), exercise)
    #expect(wrong.names(.failed) == ["pool_backward: dx"])
    #expect(wrong.smallestCase?.dimensions.map(\.name) == ["B", "T", "D", "heads"])
  }

  @Test("A row that is masked altogether is tried") func maskedRow() {
    let report = Fixture.grade(
      Self.attention.replacing(
        "np.maximum(mask.sum(axis=1, keepdims=True), 1)", with: "mask.sum(axis=1, keepdims=True)"), exercise)
    #expect(report.message("pool_forward: y")?.hasPrefix("holds nan") == true)
  }

  @Test("Swift gets scalars as Double and gives them so", .enabled(if: Fixture.hasSwift, "needs swiftc"))
  func swiftScalars() {
    let report = Fixture.grade(
      """
      import ExerciseKit

      func poolForward(x: Tensor, mask: Tensor, heads: Double)
        -> (y: Tensor, total: Double, cache: (Tensor, Double, [Int]))
      {
        let count = mask.sum(axis: 1, keepingDimensions: true)
        let weights = mask / Tensor(shape: count.shape, scalars: count.scalars.map { max($0, 1) })
        let column = weights.reshaped(to: weights.shape + [1])
        return ((column * x).sum(axis: 1) * heads, x.sum(), (weights, heads, x.shape))
      }

      func poolBackward(dy: Tensor, dtotal: Double, cache: (Tensor, Double, [Int])) -> Tensor {
        let (weights, heads, shape) = cache
        let column = weights.reshaped(to: weights.shape + [1])
        return column * dy.reshaped(to: [dy.shape[0], 1, dy.shape[1]]) * heads + dtotal * Tensor(ones: shape)
      }
      """, exercise, language: .swift)
    #expect(report.verdict == .passed, "\(report.checks)")
  }

  @Test("A function without gradient is graded on values alone") func valuesOnly() {
    let double = Fixture.exercise(
      id: "double", reference: .solution, dimensions: [("N", 1...5)],
      functions: [
        Exercise.Function(
          name: "double", inputs: [Fixture.parameter("v", "N"), Fixture.parameter("eps", kind: .positive)],
          outputs: [Fixture.parameter("w", "N")], blocks: [:], gradientOf: nil)
      ], solutions: [.python: "def double(v, eps):\n    return 2 * v + eps\n"])
    #expect(Fixture.grade("def double(v, eps):\n    return v + v + eps\n", double).verdict == .passed)
    #expect(
      Fixture.grade("def double(v, eps):\n    return v + v\n", double).names(.failed).first == "double: w")
  }

  @Test("Blocks are named, and blocks in another order recognised") func blocks() {
    let gates = Fixture.exercise(
      id: "gates", reference: .solution, dimensions: [("N", 2...4), ("H", 2...4)],
      functions: [
        Exercise.Function(
          name: "gates", inputs: [Fixture.parameter("x", "N", "H")],
          outputs: [Fixture.parameter("y", "N", "3H")],
          blocks: ["3H": ["r", "z", "n"]], gradientOf: nil)
      ],
      solutions: [
        .python:
          "import numpy as np\ndef gates(x):\n    return np.concatenate([x, np.tanh(x), x * x], axis=1)\n"
      ])
    let one = Fixture.grade(
      "import numpy as np\ndef gates(x):\n    return np.concatenate([x, np.sin(x), x * x], axis=1)\n", gates)
    #expect(one.checks.first { $0.tensor == "y" }?.place?.block == "z")
    #expect(one.message("gates: y")?.hasPrefix("wrong in block z: got ") == true)
    let order = Fixture.grade(
      "import numpy as np\ndef gates(x):\n    return np.concatenate([np.tanh(x), x, x * x], axis=1)\n", gates)
    #expect(
      order.message("gates: y")?.hasPrefix(
        "wrong in the order of its blocks: they come as z, r, n, expected r, z, n: got ") == true)
    #expect(order.diagnosis.map(\.id) == ["general-blocks-permuted"])
  }

  @Test("What the author got wrong is the author's to hear") func authorsFaults() {
    var unknown = Fixture.rnnStep()
    unknown.reference = .layer("rnn.stepp")
    #expect(
      Fixture.grade(Fixture.python, unknown).problem
        == "the exercise refers to `rnn.stepp`, which is no layer of the reference")
    var impossible = Fixture.rnnStep()
    impossible.constraints = ["B > 10"]
    #expect(Fixture.grade(Fixture.python, impossible).verdict == .error)
    var missing = exercise
    missing.solutions = [:]
    #expect(Fixture.grade(Self.attention, missing).verdict == .error)
    missing.functions = []
    #expect(Fixture.grade(Self.attention, missing).verdict == .error)
  }

  @Test("A cache that cannot be written costs time, not the verdict") func noCache() {
    var workshop = Fixture.workshop
    workshop.cache = "/proc/nowhere"
    let wrong = Submission(
      text: Fixture.python.replacing("Wh.T", with: "Wh"), fileName: "rnn-step.py", language: .python)
    #expect(Grader(workshop: workshop).grade(wrong, of: Fixture.rnnStep(), seed: 1).verdict == .failed)
  }
}
