extension Tensor {
  /// A scalar of a vector. O(1).
  @inlinable
  public subscript(i: Int) -> Double {
    get { storage[offset(i)] }
    set { storage[offset(i)] = newValue }
  }

  /// A scalar of a matrix. O(1).
  @inlinable
  public subscript(i: Int, j: Int) -> Double {
    get { storage[offset(i, j)] }
    set { storage[offset(i, j)] = newValue }
  }

  /// A scalar of a tensor of three axes, such as `[T, B, D]`. O(1).
  @inlinable
  public subscript(i: Int, j: Int, k: Int) -> Double {
    get { storage[offset(i, j, k)] }
    set { storage[offset(i, j, k)] = newValue }
  }

  /// What stands at one position of the first axis: `x[row: t]` of `[T, B, D]` is `[B, D]`. A copy; O(its size).
  public subscript(row index: Int) -> Tensor {
    get { Tensor(unchecked: Array(shape.dropFirst()), Array(storage[rowRange(index)])) }
    set {
      let range = rowRange(index)
      if newValue.shape != Array(shape.dropFirst()) {
        shapeMismatch(
          "x[row: \(index)] = value", ("x", shape), ("value", newValue.shape), "value must be a row of x")
      }
      newValue.storage.withUnsafeBufferPointer { source in
        storage.withUnsafeMutableBufferPointer { target in
          for i in 0..<source.count { target[range.lowerBound + i] = source[i] }
        }
      }
    }
  }

  /// The part of one axis in a range: `x.sliced(axis: 1, 0..<3)` of `[B, 4]` is `[B, 3]`. A negative axis counts from
  /// the last. A copy; O(its size).
  public func sliced(axis: Int, _ range: Range<Int>) -> Tensor {
    let axis = resolved(axis, "sliced(axis:_:)")
    if range.lowerBound < 0 || range.upperBound > shape[axis] {
      shapeMismatch(
        "sliced(axis: \(axis), \(range))", ("self", shape), "the range does not lie in 0..<\(shape[axis])")
    }
    let inner = scalarCount(of: shape[(axis + 1)...])
    let stride = shape[axis] * inner
    var result: [Double] = []
    result.reserveCapacity(scalarCount(of: shape[..<axis]) * range.count * inner)
    for start in Swift.stride(from: 0, to: storage.count, by: Swift.max(stride, 1)) {
      result += storage[(start + range.lowerBound * inner)..<(start + range.upperBound * inner)]
    }
    var sizes = shape
    sizes[axis] = range.count
    return Tensor(unchecked: sizes, result)
  }

  @inlinable
  func offset(_ i: Int) -> Int {
    guard shape.count == 1, 0 <= i, i < shape[0] else { indexMismatch([i], shape) }
    return i
  }

  @inlinable
  func offset(_ i: Int, _ j: Int) -> Int {
    guard shape.count == 2, 0 <= i, i < shape[0], 0 <= j, j < shape[1] else { indexMismatch([i, j], shape) }
    return i &* shape[1] &+ j
  }

  @inlinable
  func offset(_ i: Int, _ j: Int, _ k: Int) -> Int {
    guard shape.count == 3, 0 <= i, i < shape[0], 0 <= j, j < shape[1], 0 <= k, k < shape[2] else {
      indexMismatch([i, j, k], shape)
    }
    return (i &* shape[1] &+ j) &* shape[2] &+ k
  }

  /// Where a row's scalars lie.
  @usableFromInline
  func rowRange(_ index: Int) -> Range<Int> {
    guard let rows = shape.first, 0 <= index, index < rows else {
      shapeMismatch("x[row: \(index)]", ("x", shape), "a row's index runs from 0 to the first size - 1")
    }
    let size = storage.count / rows
    return (index * size)..<((index + 1) * size)
  }

  /// An axis from 0 up; -1 is the last.
  func resolved(_ axis: Int, _ operation: String) -> Int {
    let resolved = axis < 0 ? axis + rank : axis
    if resolved < 0 || resolved >= rank {
      shapeMismatch(operation, ("self", shape), "there is no axis \(axis)")
    }
    return resolved
  }
}
