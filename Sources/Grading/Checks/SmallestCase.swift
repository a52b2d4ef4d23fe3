import Curriculum
import ExerciseKit
import Tensors

/// The smallest failing case, with numbers that can be done by hand.
enum SmallestCaseSearch {
  static func find(
    _ unit: Unit, of exercise: Exercise, oracle: Oracle, seed: UInt64, _ session: LearnerSession,
    language: Exercise.Language
  ) throws(GradingProblem) -> GradingReport.SmallestCase? {
    let maker = ProbeMaker(unit, of: exercise, seed: seed)
    let probes = maker.chooser.smallestFirst(limit: 60).map(maker.byHand)
    guard !probes.isEmpty, !session.isOver else { return nil }
    let expected = try oracle.expected(unit, probes)
    let runs = Run.runs(of: unit, on: probes, session)
    for (i, probe) in probes.enumerated() {
      if runs[i].forward == .unanswered { return nil }
      let shown: Shown
      if let j = wrong(runs[i].forward, expected[i].outputs, Comparison.Tolerance.forward, probe) {
        shown = Shown(backward: false, result: j, expected: expected[i].outputs[j])
      } else if let backward = runs[i].backward,
        let j = wrong(backward, expected[i].gradients, Comparison.Tolerance.gradient, probe)
      {
        shown = Shown(backward: true, result: j, expected: expected[i].gradients[j])
      } else {
        continue
      }
      return GradingReport.SmallestCase(
        dimensions: exercise.dimensions.map { ($0.name, probe.sizes[$0.name] ?? 1) },
        code: language == .python ? python(unit, probe, shown) : swift(unit, probe, shown))
    }
    return nil
  }

  /// The result that is shown, and what it should be.
  private struct Shown {
    var backward: Bool
    var result: Int
    var expected: Tensor
  }

  /// The first wrong result; 0 where there are no results to compare.
  private static func wrong(
    _ outcome: LearnerSession.Outcome, _ expected: [Tensor], _ tolerance: Double, _ probe: Probe
  ) -> Int? {
    guard let tensors = outcome.tensors, tensors.count == expected.count else { return 0 }
    return tensors.indices.first {
      !Comparison(tensors[$0], expected[$0], scale: probe.scale).passes(tolerance)
    }
  }

  private static func python(_ unit: Unit, _ probe: Probe, _ shown: Shown) -> String {
    var lines = ["import numpy as np"]
    lines += zip(unit.forward.inputs, probe.inputs).map { "\($0.name) = \(numpy($1))" }
    let forward = unit.forward
    let results = forward.outputs.map(\.name) + (forward.returnsCache ? ["cache"] : [])
    lines.append("\(results.joined(separator: ", ")) = \(forward.pythonCall)")
    var name = shown.backward ? "" : forward.outputs[shown.result].name
    if shown.backward, let backward = unit.backward {
      lines += zip(backward.inputs, probe.cotangents).map { "\($0.name) = \(numpy($1))" }
      lines.append("\(backward.outputs.map(\.name).joined(separator: ", ")) = \(backward.pythonCall)")
      name = backward.outputs[shown.result].name
    }
    lines.append("expected = \(numpy(shown.expected))")
    // `allclose` alone would broadcast a wrong shape away and take float32 for right.
    lines.append("assert np.shape(\(name)) == np.shape(expected) and np.asarray(\(name)).dtype == np.float64")
    lines.append("assert np.allclose(\(name), expected, rtol=1e-9, atol=1e-9), (\(name), expected)")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func swift(_ unit: Unit, _ probe: Probe, _ shown: Shown) -> String {
    func call(_ signature: Signature) -> String {
      let arguments =
        signature.inputs.map { "\(swiftName($0.name)): \(swiftName($0.name))" }
        + (signature.takesCache ? ["cache: cache"] : [])
      return "\(swiftName(signature.name))(\(arguments.joined(separator: ", ")))"
    }
    func pattern(_ names: [String]) -> String {
      names.count == 1 ? names[0] : "(\(names.joined(separator: ", ")))"
    }
    var lines = zip(unit.forward.inputs, probe.inputs).map { "let \(swiftName($0.name)) = \(literal($1))" }
    let forward = unit.forward
    let results = forward.outputs.map { swiftName($0.name) } + (forward.returnsCache ? ["cache"] : [])
    lines.append("let \(pattern(results)) = \(call(forward))")
    var name = shown.backward ? "" : swiftName(forward.outputs[shown.result].name)
    if shown.backward, let backward = unit.backward {
      lines += zip(backward.inputs, probe.cotangents).map { "let \(swiftName($0.name)) = \(literal($1))" }
      lines.append("let \(pattern(backward.outputs.map { swiftName($0.name) })) = \(call(backward))")
      name = swiftName(backward.outputs[shown.result].name)
    }
    lines.append("let expected = \(literal(shown.expected))")
    lines.append("print(\(name), \"expected\", expected)")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func numpy(_ tensor: Tensor) -> String {
    if tensor.shape.isEmpty { return "\(tensor.scalars[0])" }
    return "np.array(\(nested(tensor.scalars[...], tensor.shape[...])))"
  }

  private static func literal(_ tensor: Tensor) -> String {
    if tensor.shape.isEmpty { return "\(tensor.scalars[0])" }
    return "Tensor(shape: \(tensor.shape), scalars: \(tensor.scalars))"
  }

  private static func nested(_ scalars: ArraySlice<Double>, _ shape: ArraySlice<Int>) -> String {
    guard let size = shape.first else { return "\(scalars.first ?? 0)" }
    let part = size == 0 ? 0 : scalars.count / size
    let items = (0..<size).map { i -> String in
      let start = scalars.startIndex + i * part
      return nested(scalars[start..<start + part], shape.dropFirst())
    }
    return "[\(items.joined(separator: ", "))]"
  }
}
