import Glibc
import Tensors
import Testing

@testable import Reference

@Suite("Softmax and cross-entropy")
struct SoftmaxCrossEntropyTests {
  @Test("agree with the formula as it reads", arguments: 1...6 as ClosedRange<UInt64>)
  func loops(seed: UInt64) {
    let inputs = Probes.inputs(of: "softmax-cross-entropy", seed: seed)
    let (logits, targets, mask) = (inputs[0], inputs[1], inputs[2])
    var loss = 0.0
    for n in 0..<targets.count where mask[n] == 1 {
      var sum = 0.0
      for v in 0..<logits.shape[1] { sum += Glibc.exp(logits[n, v]) }
      loss -= Glibc.log(Glibc.exp(logits[n, Int(targets[n])]) / sum) / mask.sum()
    }
    let layer = SoftmaxCrossEntropy.forward(logits: logits, targets: targets, mask: mask)
    #expect(Swift.abs(layer.loss - loss) <= 1e-14 * max(loss, 1))
  }

  @Test("are exact and finite where exponentials overflow")
  func extremes() {
    let logits: Tensor = [[1e4, 0], [1e4, 0], [-1e4, -1e4]]
    let (loss, cache) = SoftmaxCrossEntropy.forward(logits: logits, targets: [0, 1, 0], mask: [1, 1, 1])
    #expect(Swift.abs(loss - (0 + 1e4 + Glibc.log(2)) / 3) <= 1e-12)
    #expect(SoftmaxCrossEntropy.backward(dloss: 6, cache: cache) == [[0, 0], [2, -2], [-1, 1]])
  }

  @Test("are 0 without an example that counts, and look at no masked target")
  func masked() {
    let (loss, cache) = SoftmaxCrossEntropy.forward(
      logits: Tensor([[1, 2], [3, .infinity]]), targets: [-1, 99], mask: [0, 0])
    #expect(loss == 0)
    #expect(SoftmaxCrossEntropy.backward(dloss: 1, cache: cache) == [[0, 0], [0, 0]])
    let half = SoftmaxCrossEntropy.forward(logits: [[0, 0], [3, 4]], targets: [1, 99], mask: [1, 0])
    #expect(Swift.abs(half.loss - Glibc.log(2)) <= 1e-15)
    #expect(SoftmaxCrossEntropy.backward(dloss: 1, cache: half.cache) == [[0.5, -0.5], [0, 0]])
  }
}
