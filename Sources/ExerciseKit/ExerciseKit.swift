@_exported import Glibc
@_exported import Tensors

// What a learner's file imports: `Tensor` with its functions, the C library's mathematics, and `notImplemented()`.
// The rest of this module answers the grader's calls; `Wire.swift` documents the protocol for any language.

/// Marks a function that is still to be written. The grader reports it as such, and goes on with the others.
public func notImplemented(_ function: String = #function) -> Never {
  Answering.notImplemented(function)
}
