import Tensors
import Testing

@testable import Reference

@Suite("Every layer's way back")
struct GradientTests {
  static let seeds: ClosedRange<UInt64> = 0...6

  @Test(
    "agrees with numeric differentiation of its way there", arguments: Catalogue.layers.keys.sorted(), seeds)
  func numeric(name: String, seed: UInt64) throws {
    let layer = try #require(Catalogue.layers[name])
    let backward = try #require(layer.backward)
    let inputs = Probes.inputs(of: name, seed: seed)
    let cotangents = Probes.cotangents(of: layer.forward(inputs), seed: seed)
    let gradients = backward(inputs, cotangents)
    #expect(gradients.count == layer.differentiable.count)
    for (gradient, input) in zip(gradients, layer.differentiable) {
      let index = try #require(layer.inputs.firstIndex { $0.name == input })
      let numeric = numericGradient(of: layer, at: inputs, input: index, cotangents: cotangents)
      #expect(relativeError(gradient, numeric) <= 1e-9, "d\(input)")
    }
  }

  @Test("is linear in the cotangents", arguments: Catalogue.layers.keys.sorted(), seeds)
  func linear(name: String, seed: UInt64) throws {
    let layer = try #require(Catalogue.layers[name])
    let backward = try #require(layer.backward)
    let inputs = Probes.inputs(of: name, seed: seed)
    let outputs = layer.forward(inputs)
    let (u, v) = (Probes.cotangents(of: outputs, seed: seed), Probes.cotangents(of: outputs, seed: seed + 99))
    let together = backward(inputs, zip(u, v).map { 2.0 * $0 - 0.5 * $1 })
    let apart = zip(backward(inputs, u), backward(inputs, v)).map { 2.0 * $0 - 0.5 * $1 }
    #expect(relativeError(together, apart) <= 1e-13)
  }

  /// Central differences at two step sizes, extrapolated (Richardson): what is left of the error is of order h⁴.
  private func numericGradient(
    of layer: Layer, at inputs: [Tensor], input: Int, cotangents: [Tensor]
  ) -> Tensor {
    func loss(_ index: Int, _ step: Double) -> Double {
      var moved = inputs
      moved[input].scalars[index] += step
      return zip(layer.forward(moved), cotangents).reduce(0) { $0 + ($1.0 * $1.1).sum() }
    }
    func difference(_ index: Int, _ step: Double) -> Double {
      (loss(index, step) - loss(index, -step)) / (2 * step)
    }
    let h = 1e-3
    let scalars = inputs[input].scalars.indices.map { (4 * difference($0, h / 2) - difference($0, h)) / 3 }
    return Tensor(shape: inputs[input].shape, scalars: scalars)
  }
}
