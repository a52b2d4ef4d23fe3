import Foundation
import Tensors
import Testing

@testable import Reference

/// Values and gradients beside PyTorch's, made by `Vectors/make_vectors.py`.
@Suite("Every layer agrees with PyTorch")
struct PyTorchTests {
  struct Vectors: Decodable {
    var cases: [Case]
  }

  struct Case: Decodable {
    var name: String
    var inputs: [Values]
    var cotangents: [Values]
    var outputs: [Values]
    var gradients: [Values]
  }

  struct Values: Decodable {
    var shape: [Int]
    var scalars: [Double]
    var tensor: Tensor { Tensor(shape: shape, scalars: scalars) }
  }

  @Test("values and gradients, to 1e-10 norm-wise", arguments: Catalogue.layers.keys.sorted())
  func agreement(name: String) throws {
    let layer = try #require(Catalogue.layers[name])
    let url = try #require(Bundle.module.url(forResource: "Vectors/\(name)", withExtension: "json"))
    let vectors = try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: url))
    #expect(vectors.cases.count >= 5)
    for vector in vectors.cases {
      let inputs = vector.inputs.map(\.tensor)
      let outputs = layer.forward(inputs)
      #expect(relativeError(outputs, vector.outputs.map(\.tensor)) <= 1e-10, "\(name), \(vector.name)")
      let backward = try #require(layer.backward)
      let gradients = backward(inputs, vector.cotangents.map(\.tensor))
      for (index, input) in layer.differentiable.enumerated() {
        #expect(
          relativeError(gradients[index], vector.gradients[index].tensor) <= 1e-10,
          "\(name), \(vector.name): d\(input)")
      }
    }
  }
}
