import Glibc

// A wrong shape stops the program. What did not fit is written to standard error first, because optimised code keeps no
// text in a trap.

/// Stops the program, saying which operation and argument does not fit and why.
@usableFromInline @inline(never)
func shapeMismatch(_ operation: String, _ operand: (name: String, shape: [Int]), _ reason: String) -> Never {
  stop("\(operation): \(operand.name) has shape \(operand.shape): \(reason)")
}

/// Stops the program, saying which two arguments of an operation do not fit and why.
@usableFromInline @inline(never)
func shapeMismatch(
  _ operation: String, _ one: (name: String, shape: [Int]), _ other: (name: String, shape: [Int]),
  _ reason: String
) -> Never {
  stop("\(operation): \(one.name) has shape \(one.shape), \(other.name) has shape \(other.shape): \(reason)")
}

/// Stops the program, saying which position lies outside which shape.
@usableFromInline @inline(never)
func indexMismatch(_ indices: [Int], _ shape: [Int]) -> Never {
  let reason =
    indices.count == shape.count
    ? "an index runs from 0 to its axis's size - 1"
    : "\(indices.count) \(indices.count == 1 ? "index" : "indices") for \(shape.count) axes"
  stop("x[\(indices.map(String.init).joined(separator: ", "))]: x has shape \(shape): \(reason)")
}

private func stop(_ message: String) -> Never {
  // What the program printed before is part of the story, and a trap would lose it.
  fflush(nil)
  var line = "Tensors: \(message)\n"
  line.withUTF8 { bytes in
    // Nothing is left to be done when standard error takes no more.
    _ = write(STDERR_FILENO, bytes.baseAddress, bytes.count)
  }
  preconditionFailure()
}

extension Tensor {
  /// Stops the program unless the tensor has the expected shape; the message names the argument.
  ///
  ///     wh.requireShape([hidden, hidden], named: "wh", of: "rnnForward")
  @inlinable
  public func requireShape(_ expected: [Int], named name: String, of operation: String = #function) {
    if shape != expected {
      shapeMismatch(operation, (name, shape), "\(name) must have shape \(expected)")
    }
  }

  /// Stops the program unless the tensor has that many axes; `form` says which, such as `[T, B, D]`.
  @inlinable
  public func requireRank(
    _ rank: Int, named name: String, form: String, of operation: String = #function
  ) {
    if shape.count != rank {
      shapeMismatch(operation, (name, shape), "\(name) must have the form \(form)")
    }
  }
}
