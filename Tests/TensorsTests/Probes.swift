import Tensors

/// SplitMix64, so that every run of the tests sees the same numbers.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func uniform(_ shape: [Int], in range: ClosedRange<Double> = -2...2) -> Tensor {
    Tensor(zeros: shape).map { _ in Double.random(in: range, using: &self) }
  }

  mutating func shape(rank: ClosedRange<Int>, sizes: ClosedRange<Int>) -> [Int] {
    (0..<Int.random(in: rank, using: &self)).map { _ in Int.random(in: sizes, using: &self) }
  }

  /// A shape that broadcasts with the given one: axes left out at the front, others set to 1.
  mutating func compatible(with shape: [Int]) -> [Int] {
    shape.dropFirst(Int.random(in: 0...shape.count, using: &self)).map { Bool.random(using: &self) ? $0 : 1 }
  }
}

/// All positions in a shape, in row-major order.
func positions(in shape: [Int]) -> [[Int]] {
  shape.reduce([[]]) { partial, size in partial.flatMap { p in (0..<size).map { p + [$0] } } }
}

extension Tensor {
  /// The scalar at a position of any rank; extra leading positions are dropped and axes of size 1 repeat.
  func broadcastScalar(at position: [Int]) -> Double {
    var offset = 0
    for (size, index) in zip(shape, position.suffix(rank)) {
      offset = offset * size + (size == 1 ? 0 : index)
    }
    return scalars[offset]
  }
}
