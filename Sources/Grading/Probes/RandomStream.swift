#if canImport(Glibc)
  import Glibc
#endif

/// SplitMix64 (Steele, Lea & Flood 2014). Every use has a stream of its own, named by what it is for, so that adding
/// a draw in one place changes no number in another, and a seed gives the same bytes for ever.
struct RandomStream {
  private var state: UInt64
  private var spareGaussian: Double?

  /// `path` names the stream: exercise, function, case, tensor. FNV-1a folds it into the seed.
  init(seed: UInt64, _ path: String...) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in path.joined(separator: "/").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    state = seed ^ hash
    state = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// In [0, 1), 53 bits.
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  mutating func uniform(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }

  mutating func integer(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.upperBound - range.lowerBound + 1))
  }

  /// Box and Muller.
  mutating func gaussian() -> Double {
    if let spare = spareGaussian {
      spareGaussian = nil
      return spare
    }
    let radius = sqrt(-2 * log(1 - uniform()))
    let angle = 2 * Double.pi * uniform()
    spareGaussian = radius * sin(angle)
    return radius * cos(angle)
  }
}
