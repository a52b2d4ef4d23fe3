import Tensors

/// The vanilla recurrent layer: a state that is mixed with every input and squashed by a tanh.
///
///     h_t = tanh(x_t W_x + h_{t-1} W_h + b)
///
/// B examples, D inputs, H hidden units, T steps; row vectors, time first.
///
/// J. L. Elman, Finding Structure in Time, Cognitive Science 14(2), 1990.
package enum RNN {
  /// The weights, shared by all steps.
  package struct Parameters: Sendable, Equatable {
    /// Input to hidden, `[D, H]`.
    package var wx: Tensor
    /// Hidden to hidden, `[H, H]`.
    package var wh: Tensor
    /// `[H]`.
    package var b: Tensor

    package init(wx: Tensor, wh: Tensor, b: Tensor) {
      self.wx = wx
      self.wh = wh
      self.b = b
    }

    /// Stops with both shapes unless the weights fit each other and the sizes of the data.
    func requireShapes(inputs: Int, hidden: Int, of operation: String) {
      wx.requireShape([inputs, hidden], named: "Wx", of: operation)
      wh.requireShape([hidden, hidden], named: "Wh", of: operation)
      b.requireShape([hidden], named: "b", of: operation)
    }
  }
}
