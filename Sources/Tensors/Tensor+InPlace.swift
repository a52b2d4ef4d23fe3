// One position of the first axis at a time, in place: what the inside of a loop over time needs. None of these
// allocates, as long as the tensor does not share its storage. Each takes O(size of a row).

extension Tensor {
  /// Replaces a row by its hyperbolic tangent: `self[row: t] = tanh(self[row: t])`.
  public mutating func formTanh(row t: Int) {
    let range = rowRange(t)
    storage.withUnsafeMutableBufferPointer { Tensors.formTanh(.init(rebasing: $0[range])) }
  }

  /// Replaces a row by a function of it and of the same row of a tensor of the same shape:
  /// `da.updateRow(t, with: h) { da, h in da * (1 - h * h) }`.
  @inlinable
  public mutating func updateRow(_ t: Int, with other: Tensor, _ combine: (Double, Double) -> Double) {
    if shape != other.shape {
      shapeMismatch(
        "updateRow(_:with:_:)", ("self", shape), ("other", other.shape), "the shapes must be equal")
    }
    let range = rowRange(t)
    storage.withUnsafeMutableBufferPointer { scalars in
      other.storage.withUnsafeBufferPointer { others in
        for i in range { scalars[i] = combine(scalars[i], others[i]) }
      }
    }
  }
}
