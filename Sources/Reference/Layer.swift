import Tensors

/// A layer as the grader sees it: named tensors in, named tensors out, and the way back.
///
/// A scalar is a tensor of shape `[]`. Gradients are given for the real inputs, in input order, under the input's
/// name (the gradient of `Wx` is `dWx`).
package struct Layer: Sendable {
  /// Such as `rnn.step`; what an exercise's `reference:` names.
  package let name: String
  package let inputs: [Argument]
  package let outputs: [Argument]
  /// Names of the inputs that have a gradient, in input order.
  package let differentiable: [String]
  /// From the inputs in their order to the outputs in theirs.
  package let forward: @Sendable ([Tensor]) -> [Tensor]
  /// From the inputs and the cotangents of the outputs to the gradients of `differentiable`.
  package let backward: (@Sendable (_ inputs: [Tensor], _ cotangents: [Tensor]) -> [Tensor])?

  /// An input or output with the sizes of its axes, by the layer's own letters.
  package struct Argument: Sendable, Hashable {
    package var name: String
    package var axes: [Axis]
  }

  /// A whole multiple of a size: `4H`.
  package struct Axis: Sendable, Hashable, CustomStringConvertible {
    package var factor: Int
    package var size: String

    package var description: String { factor == 1 ? size : "\(factor)\(size)" }
  }

  /// Arguments are given as `["x": "B D", "Wx": "D 4H", "scale": ""]`.
  package init(
    name: String, inputs: KeyValuePairs<String, String>, outputs: KeyValuePairs<String, String>,
    differentiable: [String] = [], forward: @escaping @Sendable ([Tensor]) -> [Tensor],
    backward: (@Sendable (_ inputs: [Tensor], _ cotangents: [Tensor]) -> [Tensor])? = nil
  ) {
    self.name = name
    self.inputs = inputs.map { Argument(name: $0.key, axes: Self.axes($0.value)) }
    self.outputs = outputs.map { Argument(name: $0.key, axes: Self.axes($0.value)) }
    self.differentiable = differentiable
    self.forward = forward
    self.backward = backward
  }

  private static func axes(_ text: String) -> [Axis] {
    text.split(separator: " ").map { axis in
      let digits = axis.prefix { $0.isNumber }
      return Axis(factor: Int(digits) ?? 1, size: String(axis.dropFirst(digits.count)))
    }
  }
}
