import Glibc
import Tensors
import Testing

@Suite("Elementwise operations")
struct ElementwiseTests {
  static let operations:
    [(
      name: String, onTensors: @Sendable (Tensor, Tensor) -> Tensor,
      onNumbers: @Sendable (Double, Double) -> Double
    )] = [
      ("+", { $0 + $1 }, { $0 + $1 }),
      ("-", { $0 - $1 }, { $0 - $1 }),
      ("*", { $0 * $1 }, { $0 * $1 }),
      ("/", { $0 / $1 }, { $0 / $1 }),
      ("maximum", { maximum($0, $1) }, { Swift.max($0, $1) }),
      ("minimum", { minimum($0, $1) }, { Swift.min($0, $1) }),
      (".>", { $0 .> $1 }, { $0 > $1 ? 1 : 0 }),
      (".<=", { $0 .<= $1 }, { $0 <= $1 ? 1 : 0 }),
    ]

  @Test("broadcast as naive loops do", arguments: 0..<150 as Range<UInt64>)
  func broadcasting(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let shape = random.shape(rank: 0...4, sizes: seed % 10 == 0 ? 0...3 : 1...4)
    // Either side may be the one that repeats, and both at once.
    let a = random.uniform(random.compatible(with: shape))
    let b = random.uniform(random.compatible(with: shape))
    let rank = max(a.rank, b.rank)
    let padded = [a.shape, b.shape].map { Array(repeating: 1, count: rank - $0.count) + $0 }
    let expected = zip(padded[0], padded[1]).map { $0 == 1 ? $1 : $0 }
    for operation in Self.operations {
      let result = operation.onTensors(a, b)
      let naive = positions(in: expected).map {
        operation.onNumbers(a.broadcastScalar(at: $0), b.broadcastScalar(at: $0))
      }
      #expect(result == Tensor(shape: expected, scalars: naive), "\(a.shape) \(operation.name) \(b.shape)")
    }
  }

  @Test("in place give what they give out of place", arguments: 0..<40 as Range<UInt64>)
  func inPlace(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let a = random.uniform(random.shape(rank: 0...4, sizes: 1...4))
    let b = random.uniform(random.compatible(with: a.shape))
    var results = [a, a, a, a]
    results[0] += b
    results[1] -= b
    results[2] *= b
    results[3] /= b
    #expect(results == [a + b, a - b, a * b, a / b])
    var squared = a
    squared *= squared
    #expect(squared == a * a)
  }

  @Test("take numbers on either side")
  func numbers() {
    let x: Tensor = [1, 2, 4]
    #expect(x + 1 == [2, 3, 5])
    #expect(1 + x == [2, 3, 5])
    #expect(x - 1 == [0, 1, 3])
    #expect(1 - x == [0, -1, -3])
    #expect(x * 2.5 == [2.5, 5, 10])
    #expect(2.5 * x == [2.5, 5, 10])
    #expect(x / 2 == [0.5, 1, 2])
    #expect(4 / x == [4, 2, 1])
    #expect(-x == [-1, -2, -4])
    #expect(1 - x * x == [0, -3, -15])
    var y = x
    y += 1
    y -= 3
    y *= 4
    y /= 2
    #expect(y == [-2, 0, 4])
  }

  @Test("apply the functions of numbers to every scalar")
  func functions() {
    let x: Tensor = [[-800, -1.5, -0.0], [0.25, 1, 800]]
    let positive: Tensor = [0, 0.25, 1e300]
    #expect(exp(x) == x.map { Glibc.exp($0) })
    #expect(log(positive) == positive.map { Glibc.log($0) })
    #expect(sqrt(positive) == positive.map { $0.squareRoot() })
    #expect(abs(x) == [[800, 1.5, 0], [0.25, 1, 800]])
    #expect(relu(x) == [[0, 0, 0], [0.25, 1, 800]])
  }

  @Test("sigmoid is exact at its ends and symmetric")
  func logistic() {
    #expect(sigmoid([-1e4, -1000, 0, 1000, 1e4] as Tensor) == [0, 0, 0.5, 1, 1])
    #expect(Swift.abs(sigmoid(-700.0) / Glibc.exp(-700) - 1) < 1e-15)
    #expect(sigmoid(Double.nan).isNaN)
    for x in stride(from: -30.0, through: 30, by: 0.37) {
      #expect(Swift.abs(sigmoid(x) + sigmoid(-x) - 1) <= 2.3e-16)
      #expect(Swift.abs(sigmoid(x) - (1 + Glibc.tanh(x / 2)) / 2) <= 2.3e-16)
    }
  }

  @Test("keep NaN")
  func notANumber() {
    let x: Tensor = Tensor([Double.nan, 1])
    #expect(relu(x)[0].isNaN)
    #expect(tanh(x)[0].isNaN)
    #expect(maximum(x, [2, 2])[0].isNaN)
    #expect(maximum([2, 2], x)[0].isNaN)
    #expect(minimum(x, [2, 2])[0].isNaN)
    #expect(x.max().isNaN)
    #expect(x.max(axis: 0).scalar.isNaN)
    #expect(x.sum().isNaN)
    #expect(x != x)
  }

  @Test("choose by a mask, which hides what is not chosen")
  func masks() {
    let x: Tensor = [[1, 2], [3, 4]]
    #expect((x .> 2) == [[0, 0], [1, 1]])
    #expect((x .== 2) == [[0, 1], [0, 0]])
    #expect(x.replacing(with: -1, where: x .>= 3) == [[1, 2], [-1, -1]])
    #expect(x.replacing(with: 0, where: [1, 0]) == [[0, 2], [0, 4]])
    #expect(x.replacing(with: [10, 20] as Tensor, where: [[1, 0], [0, 1]]) == [[10, 2], [3, 20]])
    let hidden = Tensor([Double.nan, 1])
    #expect(x.replacing(with: hidden, where: [0, 1]) == [[1, 1], [3, 1]])
    #expect(hidden.replacing(with: 0, where: [1, 0]) == [0, 1])
    #expect(hidden.replacing(with: [5, 6] as Tensor, where: [1, 0]) == [5, 1])
  }
}
