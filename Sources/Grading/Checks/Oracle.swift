import Curriculum
import ExerciseKit
import Reference
import Tensors

/// Where the expected values come from: a layer of the reference, or the author's own solution in a process.
enum Oracle {
  case layer(Layer)
  case solution(LearnerSession)

  struct Expected: Sendable {
    var outputs: [Tensor]
    var gradients: [Tensor]
  }

  /// Checks that the layer fits the declaration before anything is computed with it.
  static func layer(named name: String, for unit: Unit) throws(GradingProblem) -> Oracle {
    guard let layer = Catalogue.layers[name] else { throw .unknownLayer(name) }
    if let difference = layer.difference(from: unit) { throw .layerDoesNotFit(name, difference) }
    return .layer(layer)
  }

  func expected(_ unit: Unit, _ probes: [Probe]) throws(GradingProblem) -> [Expected] {
    switch self {
    case .layer(let layer):
      return probes.map { probe in
        let outputs = layer.forward(probe.inputs)
        guard unit.backward != nil, let backward = layer.backward, !probe.extreme else {
          return Expected(outputs: outputs, gradients: [])
        }
        let gradients = backward(probe.inputs, probe.cotangents)
        let wanted = unit.differentiable.compactMap {
          layer.differentiable.firstIndex(of: layer.inputs[$0].name)
        }
        return Expected(outputs: outputs, gradients: wanted.map { gradients[$0] })
      }
    case .solution(let session):
      var expected: [Expected] = []
      let runs = Run.runs(of: unit, on: probes, session)
      if let problem = session.problem { throw problem }
      for (probe, run) in zip(probes, runs) {
        guard let outputs = run.forward.tensors, outputs.count == unit.forward.outputs.count else {
          throw .solutionFails(
            "\(unit.forward.name) \(run.forward.failure ?? "gives too few results") (\(probe.name))")
        }
        try Oracle.compareShapes(outputs, unit.forward.outputs, probe)
        var gradients: [Tensor] = []
        if let backward = unit.backward, !probe.extreme {
          guard let tensors = run.backward?.tensors, tensors.count == backward.outputs.count else {
            throw .solutionFails("\(backward.name) \(run.backward?.failure ?? "gives too few results")")
          }
          try Oracle.compareShapes(tensors, backward.outputs, probe)
          gradients = tensors
        }
        expected.append(Expected(outputs: outputs, gradients: gradients))
      }
      return expected
    }
  }

  private static func compareShapes(
    _ tensors: [Tensor], _ parameters: [Exercise.Parameter], _ probe: Probe
  ) throws(GradingProblem) {
    for (tensor, parameter) in zip(tensors, parameters) {
      let declared = parameter.shape.map { $0.value(probe.sizes) }
      guard tensor.shape != declared else { continue }
      let got = tensor.shape.map { probe.name(ofSize: $0) }.joined(separator: ", ")
      let names = parameter.shape.map(\.description).joined(separator: ", ")
      throw .shapeDiffers("\(parameter.name) is [\(got)], declared [\(names)]")
    }
  }
}

extension LearnerSession {
  /// Why the author's solution, running here, gave no answers.
  fileprivate var problem: GradingProblem? {
    if let launchFailure { return .cannotLaunch(launchFailure) }
    if let loadFailure {
      let place = loadFailure.place.isEmpty ? "" : " at \(loadFailure.place)"
      return .solutionFails(loadFailure.message + place)
    }
    guard let stop else { return nil }
    if stop.reason == .ended(code: PythonHarness.noNumPy) { return .noNumPy("python3") }
    let printed = String(decoding: output, as: UTF8.self)
    return .solutionFails(
      "it \(stop.reason.description(of: stop.function, file: "solution", output: printed))")
  }
}

/// What a submission answered on one probe.
struct Run {
  var forward: LearnerSession.Outcome
  /// Nil where there is no gradient to ask for.
  var backward: LearnerSession.Outcome?

  /// The forwards alone.
  static func forwards(of unit: Unit, on probes: [Probe], _ session: LearnerSession) -> [Run] {
    session.call(probes.map { unit.forwardCall($0.inputs) }).map { Run(forward: $0, backward: nil) }
  }

  /// One backward per forward, each with fresh arguments, all in one batch.
  static func runs(of unit: Unit, on probes: [Probe], _ session: LearnerSession) -> [Run] {
    var calls: [Wire.Call] = []
    for probe in probes { calls += unit.calls(probe, session) }
    var outcomes = session.call(calls)[...]
    return probes.map { probe in
      let forward = outcomes.removeFirst()
      guard unit.asksBackward(probe) else { return Run(forward: forward, backward: nil) }
      let backward = outcomes.removeFirst()
      // Without a forward there was no cache: what the backward said of that is of no interest.
      let usable = forward.tensors != nil || backward == .notImplemented || backward == .missing
      return Run(forward: forward, backward: usable ? backward : .unanswered)
    }
  }
}

extension Unit {
  func asksBackward(_ probe: Probe) -> Bool { backward != nil && !probe.extreme }

  fileprivate func calls(_ probe: Probe, _ session: LearnerSession) -> [Wire.Call] {
    guard let backward, asksBackward(probe) else { return [forwardCall(probe.inputs)] }
    let cache = session.newCache()
    return [
      Wire.Call(function: forward.name, keep: cache, arguments: probe.inputs),
      Wire.Call(function: backward.name, cache: cache, arguments: probe.cotangents),
    ]
  }

  /// A call of the forward whose cache nobody wants.
  func forwardCall(_ inputs: [Tensor]) -> Wire.Call {
    Wire.Call(function: forward.name, keep: backward == nil ? 0 : Wire.dropped, arguments: inputs)
  }
}

extension LearnerSession.Outcome {
  var tensors: [Tensor]? {
    if case .results(let values, _) = self { return values.map(\.tensor) }
    return nil
  }

  /// In words, to follow a function's name.
  var failure: String? {
    switch self {
    case .results: nil
    case .notImplemented: "is not implemented yet"
    case .raised(let message, let place): "raised \(message)\(place.isEmpty ? "" : " at \(place)")"
    case .missing: "is missing"
    case .unanswered: "gave no answer"
    }
  }
}
