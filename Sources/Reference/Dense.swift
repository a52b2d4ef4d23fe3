import Tensors

/// The dense (fully connected, affine) layer.
///
///     y = x W + b
///
/// N examples, D inputs, M outputs; row vectors.
package enum Dense {
  /// What the way back needs of the way there.
  package struct Cache: Sendable {
    package var x: Tensor
    package var w: Tensor
  }

  /// Each in the shape of what it is the gradient of.
  package struct Gradients: Sendable, Equatable {
    package var dx: Tensor
    package var dW: Tensor
    package var db: Tensor
  }

  /// - Parameters:
  ///   - x: `[N, D]`
  ///   - w: `[D, M]`
  ///   - b: `[M]`
  /// - Returns: y, `[N, M]`
  package static func forward(x: Tensor, w: Tensor, b: Tensor) -> (y: Tensor, cache: Cache) {
    x.requireRank(2, named: "x", form: "[N, D]", of: "dense")
    w.requireRank(2, named: "W", form: "[D, M]", of: "dense")
    w.requireShape([x.shape[1], w.shape[1]], named: "W", of: "dense")
    b.requireShape([w.shape[1]], named: "b", of: "dense")
    var y = matmul(x, w)
    y += b
    return (y, Cache(x: x, w: w))
  }

  /// A linear map goes back by its transpose; b was added to every row, so its gradient is the sum of all rows.
  ///
  ///     dx = dy Wᵀ        dW = xᵀ dy        db = Σ over the examples of dy
  package static func backward(dy: Tensor, cache: Cache) -> Gradients {
    dy.requireShape([cache.x.shape[0], cache.w.shape[1]], named: "dy", of: "dense backward")
    return Gradients(
      dx: matmul(dy, cache.w, transposingB: true), dW: matmul(cache.x, dy, transposingA: true),
      db: dy.sum(axis: 0))
  }

  /// The layer as the grader sees it.
  static let layer = Layer(
    name: "dense", inputs: ["x": "N D", "W": "D M", "b": "M"], outputs: ["y": "N M"],
    differentiable: ["x", "W", "b"],
    forward: { [forward(x: $0[0], w: $0[1], b: $0[2]).y] },
    backward: { inputs, cotangents in
      let cache = forward(x: inputs[0], w: inputs[1], b: inputs[2]).cache
      let gradients = backward(dy: cotangents[0], cache: cache)
      return [gradients.dx, gradients.dW, gradients.db]
    })
}
