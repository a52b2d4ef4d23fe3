extension Tensor {
  /// The results of a function on every scalar. O(count).
  @inlinable
  public func map(_ transform: (Double) -> Double) -> Tensor {
    var result = self
    result.update(transform)
    return result
  }

  /// Replaces every scalar by the function's result on it. O(count), in place.
  @inlinable
  public mutating func update(_ transform: (Double) -> Double) {
    storage.withUnsafeMutableBufferPointer { scalars in
      for i in 0..<scalars.count { scalars[i] = transform(scalars[i]) }
    }
  }

  /// The results of a function on the scalars of two tensors, broadcast as NumPy does.
  @inline(__always)
  static func combined(
    _ left: Tensor, _ right: Tensor, _ name: @autoclosure () -> String,
    _ operation: (Double, Double) -> Double
  ) -> Tensor {
    guard let plan = Broadcast(left.shape, right.shape) else {
      shapeMismatch(
        name(), ("the left side", left.shape), ("the right side", right.shape), "the shapes do not broadcast")
    }
    let total = scalarCount(of: plan.shape)
    let storage = [Double](unsafeUninitializedCapacity: total) { result, initialised in
      initialised = total
      left.storage.withUnsafeBufferPointer { l in
        right.storage.withUnsafeBufferPointer { r in
          guard let result = result.baseAddress, let l = l.baseAddress, let r = r.baseAddress else { return }
          plan.fill(result, l, r, operation)
        }
      }
    }
    return Tensor(unchecked: plan.shape, storage)
  }

  /// The same into the left operand, whose shape must be that of the result.
  @inline(__always)
  static func combine(
    _ left: inout Tensor, _ right: Tensor, _ name: @autoclosure () -> String,
    _ operation: (Double, Double) -> Double
  ) {
    guard let plan = Broadcast(left.shape, right.shape), plan.shape == left.shape else {
      shapeMismatch(
        name(), ("the left side", left.shape), ("the right side", right.shape),
        "the right side does not broadcast to the left")
    }
    left.storage.withUnsafeMutableBufferPointer { l in
      right.storage.withUnsafeBufferPointer { r in
        guard let l = l.baseAddress, let r = r.baseAddress else { return }
        plan.fill(l, l, r, operation)
      }
    }
  }
}
