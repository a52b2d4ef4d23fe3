import Glibc
import Tensors

@testable import Reference

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

  /// Normally distributed scalars, by Box and Muller.
  mutating func normal(_ shape: [Int], scale: Double = 1) -> Tensor {
    Tensor(zeros: shape).map { _ in
      let radius = (-2 * log(Double.random(in: Double.leastNonzeroMagnitude...1, using: &self))).squareRoot()
      return scale * radius * cos(2 * .pi * Double.random(in: 0..<1, using: &self))
    }
  }
}

/// Random inputs for every layer of the catalogue, in odd shapes.
enum Probes {
  static func inputs(of layer: String, seed: UInt64) -> [Tensor] {
    var random = SeededGenerator(seed: seed)
    // The first is the smallest there is; among the others every size is 1 now and then.
    let n = Int(seed)
    let (t, b, d, h) = seed == 0 ? (1, 1, 1, 1) : (1 + n % 5, 1 + n % 3, 1 + 3 * n % 5, 2 + n % 4)
    switch layer {
    case "rnn.step":
      return [random.normal([b, d]), random.normal([b, h])] + weights(d, h, &random)
    case "rnn.sequence":
      return [random.normal([t, b, d]), random.normal([b, h])] + weights(d, h, &random)
    case "dense":
      return [random.normal([b, d]), random.normal([d, h]), random.normal([h])]
    case "softmax-cross-entropy":
      let targets = Tensor((0..<t).map { _ in Double(Int.random(in: 0..<h, using: &random)) })
      // The first example always counts; a mask of nothing but zeros has no gradient to speak of.
      let mask = Tensor((0..<t).map { $0 == 0 || Bool.random(using: &random) ? 1 : 0 })
      return [random.normal([t, h]), targets, mask]
    default:
      return []
    }
  }

  static func cotangents(of outputs: [Tensor], seed: UInt64) -> [Tensor] {
    var random = SeededGenerator(seed: seed &+ 1000)
    return outputs.map { random.normal($0.shape) }
  }

  private static func weights(_ d: Int, _ h: Int, _ random: inout SeededGenerator) -> [Tensor] {
    [
      random.normal([d, h], scale: 1 / Double(d).squareRoot()),
      random.normal([h, h], scale: 1 / Double(h).squareRoot()), random.normal([h], scale: 0.5),
    ]
  }
}
