import Tensors

/// Norm-wise comparison: ‖a − b‖ ≤ tolerance · max(‖b‖, 0.01 · √n · scale).
///
/// Element-wise relative error fails right code on tiny entries; the floor is there because some right gradients are
/// exactly zero. NaN never passes.
struct Comparison {
  /// ‖a − b‖ over the norm it is held against; NaN where either side has one.
  var relativeError: Double

  enum Tolerance {
    static let forward = 1e-10
    static let numeric = 1e-5
    static let agreement = 1e-6
    static let gradient = 1e-9
    static let sameMistake = 1e-9
    static let separation = 1e-3
  }

  init(_ got: some Sequence<Double>, _ expected: some Collection<Double>, scale: Double) {
    var difference = 0.0
    var norm = 0.0
    for (a, b) in zip(got, expected) {
      difference += (a - b) * (a - b)
      norm += b * b
    }
    let floor = 0.01 * Double(expected.count).squareRoot() * scale
    // No elements, no difference.
    relativeError = expected.isEmpty ? 0 : difference.squareRoot() / max(norm.squareRoot(), floor)
  }

  init(_ got: Tensor, _ expected: Tensor, scale: Double) {
    self.init(got.scalars, expected.scalars, scale: scale)
    if got.shape != expected.shape { relativeError = .infinity }
  }

  func passes(_ tolerance: Double) -> Bool { relativeError.isFinite && relativeError <= tolerance }
}
