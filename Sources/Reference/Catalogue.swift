/// Every layer that an exercise can name in its `reference:`.
package enum Catalogue {
  package static let layers: [String: Layer] = {
    let all = [Dense.layer, SoftmaxCrossEntropy.layer, RNN.stepLayer, RNN.sequenceLayer]
    return Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
  }()
}
