extension Tensor {
  /// The same scalars in another shape of as many. One size may be -1 and is found from the others. O(1).
  public func reshaped(to shape: [Int]) -> Tensor {
    var sizes = shape
    if let open = sizes.firstIndex(of: -1) {
      sizes[open] = 1
      let others = scalarCount(of: sizes)
      sizes[open] = others == 0 ? 0 : count / others
    }
    if sizes.contains(where: { $0 < 0 }) || scalarCount(of: sizes) != count {
      shapeMismatch(
        "reshaped(to:)", ("self", self.shape), ("the result", shape), "the numbers of scalars differ")
    }
    return Tensor(unchecked: sizes, storage)
  }

  /// The axes in reverse order; of a matrix, the transpose. A copy; O(count).
  public func transposed() -> Tensor { permuted(Array((0..<rank).reversed())) }

  /// The axes in a new order: `x.permuted([0, 2, 1])` of `[B, T, d]` is `[B, d, T]`. A copy; O(count).
  public func permuted(_ axes: [Int]) -> Tensor {
    let order = axes.map { $0 < 0 ? $0 + rank : $0 }
    if order.sorted() != Array(0..<rank) {
      shapeMismatch("permuted(\(axes))", ("self", shape), "every axis must be named once")
    }
    var strides = Array(repeating: 1, count: rank)
    for axis in (0..<rank).dropLast().reversed() { strides[axis] = strides[axis + 1] * shape[axis + 1] }
    let sizes = order.map { shape[$0] }
    let steps = order.map { strides[$0] }

    let length = sizes.last ?? 1
    let step = steps.last ?? 1
    let total = count
    let result = [Double](unsafeUninitializedCapacity: total) { result, initialised in
      initialised = total
      if total == 0 { return }
      storage.withUnsafeBufferPointer { scalars in
        var position = Array(repeating: 0, count: Swift.max(rank - 1, 0))
        var source = 0
        for start in stride(from: 0, to: total, by: length) {
          for i in 0..<length { result[start + i] = scalars[source + i * step] }
          for axis in position.indices.reversed() {
            position[axis] += 1
            source += steps[axis]
            if position[axis] < sizes[axis] { break }
            source -= steps[axis] * sizes[axis]
            position[axis] = 0
          }
        }
      }
    }
    return Tensor(unchecked: sizes, result)
  }

  /// Equal parts along an axis, such as the four gates of an LSTM: `a.split(into: 4, axis: -1)`. Copies; O(count).
  public func split(into parts: Int, axis: Int = 0) -> [Tensor] {
    let axis = resolved(axis, "split(into:axis:)")
    if parts < 1 || shape[axis] % parts != 0 {
      shapeMismatch(
        "split(into: \(parts), axis: \(axis))", ("self", shape), "\(shape[axis]) is no multiple of \(parts)")
    }
    let size = shape[axis] / parts
    return (0..<parts).map { sliced(axis: axis, ($0 * size)..<(($0 + 1) * size)) }
  }
}

/// Tensors one after another along an axis, all other sizes being equal. O(count of the result).
public func concatenated(_ tensors: [Tensor], axis: Int = 0) -> Tensor {
  guard let first = tensors.first else { return Tensor(zeros: [0]) }
  let axis = first.resolved(axis, "concatenated(_:axis:)")
  var sizes = first.shape
  sizes[axis] = 0
  for (index, tensor) in tensors.enumerated() {
    var expected = first.shape
    if tensor.rank == first.rank { expected[axis] = tensor.shape[axis] }
    if tensor.shape != expected {
      shapeMismatch(
        "concatenated(_:axis: \(axis))", ("tensor 0", first.shape), ("tensor \(index)", tensor.shape),
        "they may differ in axis \(axis) only")
    }
    sizes[axis] += tensor.shape[axis]
  }
  var result: [Double] = []
  result.reserveCapacity(scalarCount(of: sizes))
  for outer in 0..<scalarCount(of: sizes[..<axis]) {
    for tensor in tensors {
      let run = scalarCount(of: tensor.shape[axis...])
      result += tensor.storage[(outer * run)..<((outer + 1) * run)]
    }
  }
  return Tensor(unchecked: sizes, result)
}

/// Tensors of one shape along a new axis: T hidden states `[B, H]` become `[T, B, H]`. O(count of the result).
public func stacked(_ tensors: [Tensor], axis: Int = 0) -> Tensor {
  guard let first = tensors.first else { return Tensor(zeros: [0]) }
  let position = axis < 0 ? axis + first.rank + 1 : axis
  if position < 0 || position > first.rank {
    shapeMismatch(
      "stacked(_:axis: \(axis))", ("tensor 0", first.shape), "there is no place \(axis) for a new axis")
  }
  for (index, tensor) in tensors.enumerated() where tensor.shape != first.shape {
    shapeMismatch(
      "stacked(_:axis: \(axis))", ("tensor 0", first.shape), ("tensor \(index)", tensor.shape),
      "all must have the same shape")
  }
  var sizes = first.shape
  sizes.insert(1, at: position)
  return concatenated(tensors.map { Tensor(unchecked: sizes, $0.storage) }, axis: position)
}
