/// How two shapes meet under NumPy's rules, as nested loops over both flat arrays.
///
/// Shapes are compared from the last axis; a missing axis and an axis of size 1 repeat. Neighbouring axes along which
/// both operands run on evenly are merged, so that a bias added to `[T, B, H]` is one loop of length H inside one of T·B.
struct Broadcast {
  private(set) var shape: [Int]
  /// Loop lengths, outermost first; the last is the inner loop.
  private(set) var sizes: [Int] = []
  /// How far an operand moves per step of each loop; 0 where it repeats.
  private(set) var leftSteps: [Int] = []
  private(set) var rightSteps: [Int] = []

  /// The number of scalars in the result.
  var total: Int { scalarCount(of: shape) }

  /// Nil when an axis has two sizes that differ and neither is 1.
  init?(_ left: [Int], _ right: [Int]) {
    let rank = max(left.count, right.count)
    shape = Array(repeating: 0, count: rank)
    var leftStep = 1
    var rightStep = 1
    // Innermost axis first; the lists are turned round at the end.
    for axis in (0..<rank).reversed() {
      let l = axis - (rank - left.count) >= 0 ? left[axis - (rank - left.count)] : 1
      let r = axis - (rank - right.count) >= 0 ? right[axis - (rank - right.count)] : 1
      guard l == r || l == 1 || r == 1 else { return nil }
      let size = l == 1 ? r : l
      shape[axis] = size
      if size != 1 {
        append(size, left: l == 1 ? 0 : leftStep, right: r == 1 ? 0 : rightStep)
      }
      leftStep *= l
      rightStep *= r
    }
    sizes.reverse()
    leftSteps.reverse()
    rightSteps.reverse()
  }

  private mutating func append(_ size: Int, left: Int, right: Int) {
    if let inner = sizes.last, let l = leftSteps.last, let r = rightSteps.last, left == l * inner,
      right == r * inner
    {
      sizes[sizes.count - 1] = inner * size
    } else {
      sizes.append(size)
      leftSteps.append(left)
      rightSteps.append(right)
    }
  }

  /// Calls `run` with the offsets of result, left and right at the start of every inner loop.
  @inline(__always)
  func forEachRun(_ run: (_ result: Int, _ left: Int, _ right: Int) -> Void) {
    if sizes.contains(0) { return }
    var position = Array(repeating: 0, count: max(sizes.count - 1, 0))
    var (result, left, right) = (0, 0, 0)
    let length = sizes.last ?? 1
    while true {
      run(result, left, right)
      result += length
      var axis = position.count - 1
      while axis >= 0 {
        position[axis] += 1
        left += leftSteps[axis]
        right += rightSteps[axis]
        if position[axis] < sizes[axis] { break }
        left -= leftSteps[axis] * sizes[axis]
        right -= rightSteps[axis] * sizes[axis]
        position[axis] = 0
        axis -= 1
      }
      if axis < 0 { return }
    }
  }

  /// Fills `result` with `operation` of the operands; `result` may be `left` itself.
  @inline(__always)
  func fill(
    _ result: UnsafeMutablePointer<Double>, _ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>,
    _ operation: (Double, Double) -> Double
  ) {
    let length = sizes.last ?? 1
    switch (leftSteps.last ?? 1, rightSteps.last ?? 1) {
    case (0, _):
      forEachRun { o, l, r in
        let value = left[l]
        for i in 0..<length { result[o + i] = operation(value, right[r + i]) }
      }
    case (_, 0):
      forEachRun { o, l, r in
        let value = right[r]
        for i in 0..<length { result[o + i] = operation(left[l + i], value) }
      }
    default:
      forEachRun { o, l, r in
        for i in 0..<length { result[o + i] = operation(left[l + i], right[r + i]) }
      }
    }
  }
}
