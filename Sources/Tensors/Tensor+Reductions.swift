extension Tensor {
  /// The sum of all scalars.
  public func sum() -> Double { storage.withUnsafeBufferPointer { total($0[...]) } }

  /// The mean of all scalars; NaN if there are none.
  public func mean() -> Double { sum() / Double(count) }

  /// The largest scalar; NaN if any is NaN. There must be one.
  public func max() -> Double {
    guard let first = storage.first else { shapeMismatch("max()", ("self", shape), "there is no scalar") }
    return storage.reduce(first, larger)
  }

  /// The sums along an axis, which is dropped or kept with size 1. A negative axis counts from the last. O(count).
  public func sum(axis: Int, keepingDimensions: Bool = false) -> Tensor {
    let (outer, length, inner) = split(at: axis, "sum(axis:)")
    return reduced(axis, keepingDimensions, outer * inner) { result in
      storage.withUnsafeBufferPointer { scalars in
        for o in 0..<outer {
          let start = o * length * inner
          if inner == 1 {
            result[o] = total(scalars[start..<(start + length)])
          } else {
            for j in 0..<length {
              for i in 0..<inner { result[o * inner + i] += scalars[start + j * inner + i] }
            }
          }
        }
      }
    }
  }

  /// The sums over several axes.
  public func sum(axes: [Int], keepingDimensions: Bool = false) -> Tensor {
    let axes = Set(axes.map { resolved($0, "sum(axes:)") }).sorted()
    var result = self
    // From the last axis to the first, so that dropping one does not move those still to come.
    for axis in axes.reversed() { result = result.sum(axis: axis, keepingDimensions: keepingDimensions) }
    return result
  }

  /// The means along an axis, which is dropped or kept with size 1. O(count).
  public func mean(axis: Int, keepingDimensions: Bool = false) -> Tensor {
    let length = shape[resolved(axis, "mean(axis:)")]
    return sum(axis: axis, keepingDimensions: keepingDimensions) / Double(length)
  }

  /// The largest scalars along an axis, which is dropped or kept with size 1; NaN where any is NaN. O(count).
  public func max(axis: Int, keepingDimensions: Bool = false) -> Tensor {
    let (outer, length, inner) = split(at: axis, "max(axis:)")
    if length == 0 { shapeMismatch("max(axis: \(axis))", ("self", shape), "the axis is empty") }
    return reduced(axis, keepingDimensions, outer * inner) { result in
      storage.withUnsafeBufferPointer { scalars in
        for o in 0..<outer {
          let start = o * length * inner
          for i in 0..<inner { result[o * inner + i] = scalars[start + i] }
          for j in 1..<length {
            for i in 0..<inner {
              result[o * inner + i] = larger(result[o * inner + i], scalars[start + j * inner + i])
            }
          }
        }
      }
    }
  }

  /// Where the largest scalar along an axis stands, as a whole number; the first of equals. The axis is dropped.
  public func argmax(axis: Int) -> Tensor {
    let (outer, length, inner) = split(at: axis, "argmax(axis:)")
    if length == 0 { shapeMismatch("argmax(axis: \(axis))", ("self", shape), "the axis is empty") }
    return reduced(axis, false, outer * inner) { result in
      for o in 0..<outer {
        for i in 0..<inner {
          let first = o * length * inner + i
          var best = 0
          for j in 1..<length where storage[first + j * inner] > storage[first + best * inner] { best = j }
          result[o * inner + i] = Double(best)
        }
      }
    }
  }

  /// The sizes before, of, and after an axis.
  private func split(at axis: Int, _ operation: String) -> (outer: Int, length: Int, inner: Int) {
    let axis = resolved(axis, operation)
    return (scalarCount(of: shape[..<axis]), shape[axis], scalarCount(of: shape[(axis + 1)...]))
  }

  private func reduced(
    _ axis: Int, _ keepingDimensions: Bool, _ total: Int, _ fill: (UnsafeMutableBufferPointer<Double>) -> Void
  ) -> Tensor {
    var sizes = shape
    let axis = resolved(axis, "reduction")
    if keepingDimensions { sizes[axis] = 1 } else { sizes.remove(at: axis) }
    var result = Tensor(zeros: sizes)
    result.storage.withUnsafeMutableBufferPointer { fill($0) }
    return result
  }
}

/// A sum with eight accumulators: a strict one cannot use the vector units, and its error grows faster.
private func total(_ scalars: Slice<UnsafeBufferPointer<Double>>) -> Double {
  let scalars = UnsafeBufferPointer(rebasing: scalars)
  var lanes = SIMD8<Double>()
  var i = 0
  while i + 8 <= scalars.count {
    lanes += SIMD8(
      scalars[i], scalars[i + 1], scalars[i + 2], scalars[i + 3], scalars[i + 4], scalars[i + 5],
      scalars[i + 6],
      scalars[i + 7])
    i += 8
  }
  var rest = 0.0
  while i < scalars.count {
    rest += scalars[i]
    i += 1
  }
  return lanes.sum() + rest
}
