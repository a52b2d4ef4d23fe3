import Tensors

/// A layer as the grader sees it: named tensors in, named tensors out, and the way back.
///
/// A scalar is a tensor of shape `[]`. Gradients are given for the real inputs, in input order, under the input's
/// name (the gradient of `Wx` is `dWx`).
package struct Layer: Sendable {
  /// Such as `rnn.step`; what an exercise's `reference:` names.
  package var name: String
  package var inputs: [String]
  package var outputs: [String]
  /// The inputs that have a gradient, in input order.
  package var differentiable: [String]
  /// From the inputs in their order to the outputs in theirs.
  package var forward: @Sendable ([Tensor]) -> [Tensor]
  /// From the inputs and the cotangents of the outputs to the gradients of `differentiable`.
  package var backward: (@Sendable (_ inputs: [Tensor], _ cotangents: [Tensor]) -> [Tensor])?

  package init(
    name: String, inputs: [String], outputs: [String], differentiable: [String] = [],
    forward: @escaping @Sendable ([Tensor]) -> [Tensor],
    backward: (@Sendable (_ inputs: [Tensor], _ cotangents: [Tensor]) -> [Tensor])? = nil
  ) {
    self.name = name
    self.inputs = inputs
    self.outputs = outputs
    self.differentiable = differentiable
    self.forward = forward
    self.backward = backward
  }
}
