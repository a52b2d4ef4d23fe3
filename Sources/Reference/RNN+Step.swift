import Tensors

extension RNN {
  /// What one step's way back needs of its way there.
  package struct StepCache: Sendable {
    package var x: Tensor
    package var hPrev: Tensor
    package var parameters: Parameters
    package var h: Tensor
  }

  /// The gradients of one step, each in the shape of what it is the gradient of.
  package struct StepGradients: Sendable, Equatable {
    package var dx: Tensor
    package var dhPrev: Tensor
    package var dWx: Tensor
    package var dWh: Tensor
    package var db: Tensor
  }

  /// One step.
  ///
  ///     a = x W_x + h_prev W_h + b      [B, H]
  ///     h = tanh(a)                     [B, H]
  ///
  /// - Parameters:
  ///   - x: the input, `[B, D]`
  ///   - hPrev: the state before, `[B, H]`
  package static func stepForward(
    x: Tensor, hPrev: Tensor, parameters: Parameters
  ) -> (h: Tensor, cache: StepCache) {
    x.requireRank(2, named: "x", form: "[B, D]", of: "rnn.step")
    hPrev.requireRank(2, named: "h_prev", form: "[B, H]", of: "rnn.step")
    hPrev.requireShape([x.shape[0], hPrev.shape[1]], named: "h_prev", of: "rnn.step")
    parameters.requireShapes(inputs: x.shape[1], hidden: hPrev.shape[1], of: "rnn.step")

    let h = tanh(matmul(x, parameters.wx) + matmul(hPrev, parameters.wh) + parameters.b)
    return (h, StepCache(x: x, hPrev: hPrev, parameters: parameters, h: h))
  }

  /// The way back through one step, by the chain rule.
  ///
  ///     da = dh ⊙ (1 - h²)              tanh' written with its own result
  ///     dx = da W_xᵀ                    dh_prev = da W_hᵀ
  ///     dW_x = xᵀ da                    dW_h = h_prevᵀ da
  ///     db = Σ over the batch of da
  package static func stepBackward(dh: Tensor, cache: StepCache) -> StepGradients {
    dh.requireShape(cache.h.shape, named: "dh", of: "rnn.step backward")
    let da = dh * (1 - cache.h * cache.h)
    return StepGradients(
      dx: matmul(da, cache.parameters.wx, transposingB: true),
      dhPrev: matmul(da, cache.parameters.wh, transposingB: true),
      dWx: matmul(cache.x, da, transposingA: true),
      dWh: matmul(cache.hPrev, da, transposingA: true),
      db: da.sum(axis: 0))
  }

  /// The step as the grader sees it.
  static let stepLayer = Layer(
    name: "rnn.step", inputs: ["x": "B D", "h_prev": "B H", "Wx": "D H", "Wh": "H H", "b": "H"],
    outputs: ["h": "B H"],
    differentiable: ["x", "h_prev", "Wx", "Wh", "b"],
    forward: { [stepForward($0).h] },
    backward: { inputs, cotangents in
      let gradients = stepBackward(dh: cotangents[0], cache: stepForward(inputs).cache)
      return [gradients.dx, gradients.dhPrev, gradients.dWx, gradients.dWh, gradients.db]
    })

  private static func stepForward(_ inputs: [Tensor]) -> (h: Tensor, cache: StepCache) {
    stepForward(
      x: inputs[0], hPrev: inputs[1], parameters: Parameters(wx: inputs[2], wh: inputs[3], b: inputs[4]))
  }
}
