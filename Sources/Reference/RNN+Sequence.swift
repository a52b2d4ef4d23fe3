import Tensors

extension RNN {
  /// What the way back through a sequence needs of the way there.
  package struct SequenceCache: Sendable {
    package var x: Tensor
    package var h0: Tensor
    package var parameters: Parameters
    package var h: Tensor
  }

  /// The gradients of a sequence, each in the shape of what it is the gradient of.
  package struct SequenceGradients: Sendable, Equatable {
    package var dx: Tensor
    package var dh0: Tensor
    package var dWx: Tensor
    package var dWh: Tensor
    package var db: Tensor
  }

  /// All steps of a sequence.
  ///
  ///     a_t = x_t W_x + b + h_{t-1} W_h        h_t = tanh(a_t)        t = 1 … T
  ///
  /// The inputs' part needs no earlier step, so it is one product of T·B rows; only `h_{t-1} W_h` waits for its turn,
  /// and is added in place. One array `[T, B, H]` is first the inputs' part, then the states.
  ///
  /// - Parameters:
  ///   - x: the inputs, `[T, B, D]`
  ///   - h0: the state before the first step, `[B, H]`
  package static func forward(
    x: Tensor, h0: Tensor, parameters: Parameters
  ) -> (h: Tensor, cache: SequenceCache) {
    x.requireRank(3, named: "x", form: "[T, B, D]", of: "rnn.sequence")
    h0.requireRank(2, named: "h0", form: "[B, H]", of: "rnn.sequence")
    h0.requireShape([x.shape[1], h0.shape[1]], named: "h0", of: "rnn.sequence")
    parameters.requireShapes(inputs: x.shape[2], hidden: h0.shape[1], of: "rnn.sequence")

    var h = matmul(x, parameters.wx)
    h += parameters.b
    for t in 0..<x.shape[0] {
      if t == 0 {
        h.addProduct(h0, parameters.wh, toRow: 0)
      } else {
        h.addProduct(ofRow: t - 1, parameters.wh, toRow: t)
      }
      h.formTanh(row: t)
    }
    return (h, SequenceCache(x: x, h0: h0, parameters: parameters, h: h))
  }

  /// Backpropagation through time, over the whole sequence.
  ///
  ///     da_t = (dh_t + da_{t+1} W_hᵀ) ⊙ (1 - h_t²)        t = T … 1, da_{T+1} = 0
  ///     dh_0 = da_1 W_hᵀ                                   dx_t = da_t W_xᵀ
  ///     dW_x = Σ_t x_tᵀ da_t      dW_h = Σ_t h_{t-1}ᵀ da_t      db = Σ_t Σ_B da_t
  ///
  /// `dh_t` is what reaches `h_t` from outside, `da_{t+1} W_hᵀ` what comes back from the step after it. The factor
  /// `W_hᵀ diag(1 - h²)`, once per step, is why gradients vanish or explode. Only the first line runs step by step; a sum
  /// over t of products is one product over T·B rows.
  ///
  /// P. J. Werbos, Backpropagation Through Time: What It Does and How to Do It, Proc. IEEE 78(10), 1990;
  /// R. Pascanu, T. Mikolov, Y. Bengio, On the Difficulty of Training Recurrent Neural Networks, ICML 2013.
  ///
  /// - Parameter dh: the cotangent of every state, `[T, B, H]`
  package static func backward(dh: Tensor, cache: SequenceCache) -> SequenceGradients {
    dh.requireShape(cache.h.shape, named: "dh", of: "rnn.sequence backward")
    let steps = dh.shape[0]
    let (wx, wh) = (cache.parameters.wx, cache.parameters.wh)

    var da = dh
    for t in (0..<steps).reversed() {
      if t + 1 < steps { da.addProduct(ofRow: t + 1, wh, transposingB: true, toRow: t) }
      da.updateRow(t, with: cache.h) { da, h in da * (1 - h * h) }
    }

    var dWh = cache.h.summedProducts(with: da, lag: 1)
    var dh0 = Tensor(zeros: cache.h0.shape)
    if steps > 0 {
      // The first step had h_0 before it, which no other step has seen.
      let first = da[row: 0]
      dWh += matmul(cache.h0, first, transposingA: true)
      dh0 = matmul(first, wh, transposingB: true)
    }
    return SequenceGradients(
      dx: matmul(da, wx, transposingB: true), dh0: dh0, dWx: cache.x.summedProducts(with: da), dWh: dWh,
      db: da.sum(axes: [0, 1]))
  }

  /// The sequence as the grader sees it.
  static let sequenceLayer = Layer(
    name: "rnn.sequence", inputs: ["x": "T B D", "h0": "B H", "Wx": "D H", "Wh": "H H", "b": "H"],
    outputs: ["h": "T B H"],
    differentiable: ["x", "h0", "Wx", "Wh", "b"],
    forward: { [forward($0).h] },
    backward: { inputs, cotangents in
      let gradients = backward(dh: cotangents[0], cache: forward(inputs).cache)
      return [gradients.dx, gradients.dh0, gradients.dWx, gradients.dWh, gradients.db]
    })

  private static func forward(_ inputs: [Tensor]) -> (h: Tensor, cache: SequenceCache) {
    forward(x: inputs[0], h0: inputs[1], parameters: Parameters(wx: inputs[2], wh: inputs[3], b: inputs[4]))
  }
}
