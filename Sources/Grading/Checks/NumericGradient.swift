import ExerciseKit
import Tensors

/// Numeric differentiation of the learner's own forward: φ(x) = Σ ⟨cotangent, output⟩ along a direction, central
/// differences at two steps, combined by Richardson's extrapolation.
struct NumericGradient {
  var unit: Unit
  var probe: Probe
  var session: LearnerSession

  /// Unit directions make these steps lengths; the differences are held against the realised x⁺ − x⁻.
  private static let steps = [2e-5, 1e-5]

  struct Derivative {
    /// At the two steps.
    var values: [Double]
    /// The realised directions, to hold a gradient against.
    var directions: [[Double]]

    var extrapolated: Double { (4 * values[1] - values[0]) / 3 }

    func predicted(by gradient: Tensor) -> Double {
      let products = directions.map { direction in
        zip(gradient.scalars, direction).reduce(0) { $0 + $1.0 * $1.1 }
      }
      return (4 * products[1] - products[0]) / 3
    }
  }

  /// S for some inputs at once: nil where differentiation could not tell. `gradients` are the learner's.
  func answers(_ wanted: [(input: Int, gradient: Tensor)], seed: UInt64) -> [Bool?] {
    let directions = wanted.flatMap { input, gradient in
      (0..<3).map { draw in
        (input: input, direction: direction(gradient.count, seed: seed, "\(input)/\(draw)"))
      }
    }
    let derivatives = derivatives(directions)
    return wanted.indices.map { i in
      let three = derivatives[(3 * i)..<(3 * i + 3)].compactMap { $0 }
      guard three.count == 3 else { return nil }
      let scale = min(probe.scale, 1)
      let agreement = Comparison(three.map { $0.values[0] }, three.map { $0.values[1] }, scale: scale)
      guard agreement.passes(Comparison.Tolerance.agreement) else { return nil }
      let predicted = three.map { $0.predicted(by: wanted[i].gradient) }
      return Comparison(predicted, three.map(\.extrapolated), scale: scale).passes(
        Comparison.Tolerance.numeric)
    }
  }

  /// The whole gradient of an input, element by element; nil where the forward gives no usable answer.
  func elements(of input: Int) -> Tensor? {
    let count = probe.inputs[input].count
    let basis = (0..<count).map { i in
      var direction = [Double](repeating: 0, count: count)
      direction[i] = 1
      return (input: input, direction: direction)
    }
    let scalars = derivatives(basis).compactMap { $0?.extrapolated }
    return scalars.count == count ? Tensor(shape: probe.inputs[input].shape, scalars: scalars) : nil
  }

  private func direction(_ count: Int, seed: UInt64, _ label: String) -> [Double] {
    var random = RandomStream(seed: seed, unit.forward.name, probe.name, "direction", label)
    let gaussian = (0..<count).map { _ in random.gaussian() }
    let norm = gaussian.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return norm > 0 ? gaussian.map { $0 / norm } : gaussian
  }

  private func derivatives(_ wanted: [(input: Int, direction: [Double])]) -> [Derivative?] {
    var calls: [Wire.Call] = []
    var realised: [[[Double]]] = []
    for (input, direction) in wanted {
      let x = probe.inputs[input]
      realised.append(
        NumericGradient.steps.map { step in
          let plus = zip(x.scalars, direction).map { $0 + step * $1 }
          let minus = zip(x.scalars, direction).map { $0 - step * $1 }
          for moved in [plus, minus] {
            var inputs = probe.inputs
            inputs[input] = Tensor(shape: x.shape, scalars: moved)
            calls.append(unit.forwardCall(inputs))
          }
          return zip(plus, minus).map { ($0 - $1) / (2 * step) }
        })
    }
    let values = session.call(calls).map(objective)
    return wanted.indices.map { i in
      let four = values[(4 * i)..<(4 * i + 4)].compactMap { $0 }
      guard four.count == 4 else { return nil }
      return Derivative(
        values: zip(NumericGradient.steps, [four[0] - four[1], four[2] - four[3]]).map { $1 / (2 * $0) },
        directions: realised[i])
    }
  }

  private func objective(_ outcome: LearnerSession.Outcome) -> Double? {
    guard let outputs = outcome.tensors, outputs.map(\.shape) == probe.cotangents.map(\.shape) else {
      return nil
    }
    var sum = 0.0
    for (output, cotangent) in zip(outputs, probe.cotangents) {
      for (a, b) in zip(output.scalars, cotangent.scalars) { sum += a * b }
    }
    return sum
  }
}
