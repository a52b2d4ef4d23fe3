import Tensors

/// Softmax and cross-entropy in one: how many nats the model is surprised by the right class, on average.
///
///     p_nv = exp(z_nv) / Σ_u exp(z_nu)        loss = -(1/M) Σ_n m_n log p_n,target(n)        M = Σ_n m_n
///
/// N examples, V classes. A mask of 1 counts an example, 0 leaves it out; if none counts, the loss is 0.
///
/// J. S. Bridle, Probabilistic Interpretation of Feedforward Classification Network Outputs, with Relationships to
/// Statistical Pattern Recognition, in Neurocomputing (NATO ASI Series F 68), Springer, 1990.
package enum SoftmaxCrossEntropy {
  /// What the way back needs of the way there.
  package struct Cache: Sendable {
    /// p, `[N, V]`
    package var probabilities: Tensor
    /// m / M, `[N]`; zeros if no example counts
    package var weights: Tensor
    package var targets: Tensor
  }

  /// - Parameters:
  ///   - logits: z, `[N, V]`
  ///   - targets: the right class of every example as a whole number, `[N]`; not looked at where the mask is 0
  ///   - mask: m, `[N]`
  package static func forward(
    logits: Tensor, targets: Tensor, mask: Tensor
  ) -> (loss: Double, cache: Cache) {
    logits.requireRank(2, named: "logits", form: "[N, V]", of: "softmax-cross-entropy")
    targets.requireShape([logits.shape[0]], named: "targets", of: "softmax-cross-entropy")
    mask.requireShape([logits.shape[0]], named: "mask", of: "softmax-cross-entropy")

    // Softmax does not change when all logits move together; with the largest at 0 no exponential overflows.
    let shifted = logits - logits.max(axis: 1, keepingDimensions: true)
    let exponentials = exp(shifted)
    let sums = exponentials.sum(axis: 1, keepingDimensions: true)
    let normalizers = log(sums)
    let total = mask.sum()
    let weights = total == 0 ? mask : mask / total

    var loss = 0.0
    for n in 0..<targets.count where weights[n] != 0 {
      // log p = z - log Σ exp z; the logarithm of p itself would be -∞ as soon as p underflows.
      loss -= weights[n] * (shifted[n, Int(targets[n])] - normalizers[n, 0])
    }
    return (loss, Cache(probabilities: exponentials / sums, weights: weights, targets: targets))
  }

  /// The slope of the loss by the logits is what was predicted less what is right.
  ///
  ///     dz_nv = dloss · (m_n / M) · (p_nv - [v = target(n)])        [N, V]
  package static func backward(dloss: Double, cache: Cache) -> Tensor {
    var dlogits = cache.probabilities
    for n in 0..<cache.targets.count where cache.weights[n] != 0 {
      dlogits[n, Int(cache.targets[n])] -= 1
    }
    let weights = cache.weights.reshaped(to: [-1, 1])
    // An example that is left out has the gradient 0 even where its logits are infinite.
    return (dlogits * (dloss * weights)).replacing(with: 0, where: weights .== 0)
  }

  /// The layer as the grader sees it.
  static let layer = Layer(
    name: "softmax-cross-entropy", inputs: ["logits": "N V", "targets": "N", "mask": "N"],
    outputs: ["loss": ""],
    differentiable: ["logits"],
    forward: { [Tensor(forward(logits: $0[0], targets: $0[1], mask: $0[2]).loss)] },
    backward: { inputs, cotangents in
      let cache = forward(logits: inputs[0], targets: inputs[1], mask: inputs[2]).cache
      return [backward(dloss: cotangents[0].scalar, cache: cache)]
    })
}
