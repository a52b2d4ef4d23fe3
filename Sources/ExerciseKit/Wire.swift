import Tensors

/// # The protocol between the grader and a submission
///
/// The grader starts one process per submission. Calls arrive on file descriptor 3, replies leave on 4; standard
/// output and error belong to the program. The process answers one call after the other, in order, and ends when
/// descriptor 3 ends. A language is a template that starts a program and a loop that answers.
///
/// Everything is little-endian. A *message* is a `u64` length in bytes and a body of that length; the body is made of
///
/// - `u64`;
/// - *text*: a `u64` count of bytes, UTF-8, then zeros up to the next multiple of 8;
/// - *tensor*: a `u64` element type, a `u64` rank, a `u64` size for each axis, then the scalars, row-major `f64`.
///   A scalar is a tensor of rank 0. Arguments are always of element type 0.
///
/// | message | body |
/// | --- | --- |
/// | call | text: name of the function in snake case · u64 *cache* · u64 *keep* · u64 count · tensors |
/// | results | u64 0 · u64 count · tensors · u64 count · for each argument that the function changed: u64 index |
/// | anything else | u64 status · text: message · text: place such as `rnn-step.py:12`, may be empty |
///
/// - *cache*: 0, or the number of a cache that is passed as the last argument, and forgotten by that.
/// - *keep*: 0 for a function without a cache; else its last result is a cache, not sent back: 1 drops it, any
///   other number keeps it under that number.
/// - Element types: 0 float64, 1 float32, 2 float16, 3 integers, 4 booleans. The scalars are sent as f64 all the same.
/// - Status: 1 not implemented (the process may end after it), 2 the function raised an error, 3 there is no such
///   function, 4 the program could not be loaded (sent in reply to every call).
package enum Wire {
  package struct Call: Sendable, Equatable {
    package var function: String
    package var cache: UInt64
    package var keep: UInt64
    package var arguments: [Tensor]

    package init(function: String, cache: UInt64 = 0, keep: UInt64 = 0, arguments: [Tensor]) {
      self.function = function
      self.cache = cache
      self.keep = keep
      self.arguments = arguments
    }
  }

  /// The number that says "there is a cache, and nobody wants it".
  package static let dropped: UInt64 = 1

  package enum Element: UInt64, Sendable {
    case float64, float32, float16, integer, boolean
  }

  package struct Value: Sendable, Equatable {
    package var element: Element
    package var tensor: Tensor

    package init(_ tensor: Tensor, element: Element = .float64) {
      self.tensor = tensor
      self.element = element
    }
  }

  package enum Reply: Sendable, Equatable {
    /// With the arguments that were changed in place, by index; for a call with a cache, indices past its own
    /// arguments mean those of the call that kept the cache.
    case results([Value], changedArguments: [Int])
    case notImplemented(String)
    case raised(String, place: String)
    case missing(String)
    case notLoaded(String, place: String)
  }
}
