import ExerciseKit
import Tensors

// The contract: what must hold before values mean anything.
extension Examination {
  /// Whether the values of a function may be judged at all.
  mutating func contract(
    _ signature: Signature, _ outcomes: [LearnerSession.Outcome],
    _ same: (LearnerSession.Outcome, LearnerSession.Outcome, LearnerSession.Outcome)
  ) -> Bool {
    if let failed = outcomes.firstIndex(where: { $0.tensors == nil }) {
      let (aspect, message) = failure(outcomes[failed], signature, probes[failed])
      let status: Check.Status = outcomes[failed] == .unanswered ? .skipped : .failed
      add(signature, aspect, status, message)
      return false
    }
    let counts = outcomes.compactMap { $0.tensors?.count }
    if let count = counts.first(where: { $0 != signature.outputs.count }) {
      let names = signature.outputs.map(\.name).joined(separator: ", ")
      let cache = signature.returnsCache ? ", then the cache" : ""
      add(
        signature, "results", .failed,
        "gives \(count) result\(count == 1 ? "" : "s"), expected \(signature.outputs.count): \(names)\(cache)"
      )
      return false
    }
    var holds = inputsUnchanged(signature, outcomes)
    let twice = sameBytes(same.0, same.1)
    let carried = !twice || sameBytes(same.0, same.2)
    add(
      signature, "same call, same result", twice ? .passed : .failed,
      twice ? nil : "two calls with the same arguments gave different results")
    add(
      signature, "no state between calls", carried ? .passed : .failed,
      carried
        ? nil : "the same call gives another result after other calls: something is carried from call to call"
    )
    holds = holds && twice && carried
    return holds
  }

  func failure(
    _ outcome: LearnerSession.Outcome, _ signature: Signature, _ probe: Probe
  ) -> (String, String) {
    let call = "`\(signature.pythonCall)`"
    return switch outcome {
    case .notImplemented: ("implemented", "\(call) is not implemented yet")
    case .missing: ("exists", "there is no function \(call)")
    case .raised(let message, let place):
      (
        "runs",
        "\(message)\(place.isEmpty ? "" : " at \(place)"), with \(probe.sizesInWords) (\(probe.name))"
      )
    case .results, .unanswered: ("runs", "not reached")
    }
  }

  /// A changed input is a failure; a changed cotangent is only worth a remark (55 % of right LSTM steps do it).
  mutating func inputsUnchanged(_ signature: Signature, _ outcomes: [LearnerSession.Outcome]) -> Bool {
    var changed: Set<Int> = []
    for case .results(_, let indices) in outcomes { changed.formUnion(indices) }
    let names = signature.inputs.indices.filter(changed.contains).map { signature.inputs[$0].name }
    let list = names.joined(separator: ", ")
    // A backward's further indices are the arguments of the forward before it, which the cache leads to.
    let earlier = unit.forward.inputs.indices.filter { changed.contains(signature.inputs.count + $0) }
    if signature.takesCache, !earlier.isEmpty {
      let list = earlier.map { unit.forward.inputs[$0].name }.joined(separator: ", ")
      add(
        signature, "inputs unchanged", .failed,
        "changes \(list) in place, which the forward was given; work on a copy")
      return false
    }
    if names.isEmpty {
      add(signature, "inputs unchanged", .passed, nil)
      return true
    }
    if signature.takesCache {
      add(signature, "inputs unchanged", .remark, "changes \(list) in place; whoever calls may still need it")
      return true
    }
    add(signature, "inputs unchanged", .failed, "changes \(list) in place; work on a copy")
    return false
  }

  /// Bits, not values: NaN is the same as itself, 0 and -0 are not.
  func sameBytes(_ a: LearnerSession.Outcome, _ b: LearnerSession.Outcome) -> Bool {
    guard let a = a.tensors, let b = b.tensors, a.count == b.count else { return a.failure == b.failure }
    return zip(a, b).allSatisfy { a, b in
      a.shape == b.shape && zip(a.scalars, b.scalars).allSatisfy { $0.bitPattern == $1.bitPattern }
    }
  }
}
