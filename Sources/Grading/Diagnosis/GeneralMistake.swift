import Tensors

/// Relations between a wrong tensor and the right one that need no declaration. Each must hold on every probe where
/// the tensor is wrong, and in every element: nothing is guessed.
enum GeneralMistake {
  case zeros
  case factor(String)
  case transposed
  case blocksPermuted([String])

  static func recognise(_ wrongs: [Wrong]) -> GeneralMistake? {
    guard let first = wrongs.first else { return nil }
    if wrongs.allSatisfy({ $0.got.scalars.allSatisfy { $0 == 0 } }) { return .zeros }
    if wrongs.allSatisfy({ holds($0, transposed($0.expected)) }),
      first.expected.shape.suffix(2).max() ?? 0 > 1
    {
      return .transposed
    }
    if let order = first.blockOrder, wrongs.allSatisfy({ $0.blockOrder == order }) {
      return .blocksPermuted(order)
    }
    for (name, factor) in factors(of: first) {
      if wrongs.allSatisfy({ wrong in factor(wrong).map { holds(wrong, wrong.expected * $0) } ?? false }) {
        return .factor(name)
      }
    }
    return nil
  }

  var id: String {
    switch self {
    case .zeros: "general-zeros"
    case .factor("-1"): "general-sign"
    case .factor: "general-factor"
    case .transposed: "general-transposed"
    case .blocksPermuted: "general-blocks-permuted"
    }
  }

  func message(_ tensor: String) -> String {
    switch self {
    case .zeros: "All of \(tensor) is 0."
    case .factor("-1"): "The sign of \(tensor) is wrong; its size is right."
    case .factor(let factor): "All of \(tensor) is \(factor) times what it should be."
    case .transposed: "\(tensor) is the transpose of what it should be."
    case .blocksPermuted(let order):
      "The blocks of \(tensor) stand in the order \(order.joined(separator: ", "))."
    }
  }

  private static func factors(of wrong: Wrong) -> [(String, (Wrong) -> Double?)] {
    var factors: [(String, (Wrong) -> Double?)] = [
      ("-1", { _ in -1 }), ("2", { _ in 2 }), ("1/2", { _ in 0.5 }),
    ]
    for name in wrong.probe.sizes.keys.sorted() {
      func size(_ wrong: Wrong) -> Double? { wrong.probe.sizes[name].map(Double.init) }
      factors += [
        ("1/\(name)", { size($0).map { 1 / $0 } }), (name, size),
        ("√\(name)", { size($0).map { $0.squareRoot() } }),
        ("1/√\(name)", { size($0).map { 1 / $0.squareRoot() } }),
      ]
    }
    return factors
  }

  private static func holds(_ wrong: Wrong, _ candidate: Tensor?) -> Bool {
    guard let candidate else { return false }
    return Comparison(wrong.got, candidate, scale: wrong.probe.scale).passes(Comparison.Tolerance.sameMistake)
  }

  /// Of the last two axes, where they are equally long (else the shape already says it).
  private static func transposed(_ tensor: Tensor) -> Tensor? {
    let rank = tensor.shape.count
    guard rank >= 2, tensor.shape[rank - 1] == tensor.shape[rank - 2] else { return nil }
    return tensor.permuted(Array(0..<rank - 2) + [rank - 1, rank - 2])
  }
}
