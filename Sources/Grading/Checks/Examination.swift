import Curriculum
import ExerciseKit
import Tensors

/// The examination of one forward and its gradient: the contract first, then the values by F, S and R.
struct Examination {
  typealias Check = GradingReport.Check

  let unit: Unit
  let points: [String: Double]
  let probes: [Probe]
  let expected: [Oracle.Expected]
  let seed: UInt64
  let full: Bool
  /// Whether the submission is the program that the expected values come from: then differentiation is the judge.
  var isOwnReference = false

  var checks: [Check] = []
  /// Tensors that are wrong, with the probes on which they are.
  var wrongOutputs: [Int: [Wrong]] = [:]
  var wrongGradients: [Int: [Wrong]] = [:]
  var isInDoubt = false
  /// F, S and R, once the backward was examined.
  var questions: GradingReport.ThreeQuestions?

  var runs: [Run] = []

  init(
    _ unit: Unit, of exercise: Exercise, oracle: Oracle, seed: UInt64, full: Bool
  ) throws(GradingProblem) {
    self.unit = unit
    self.seed = seed
    self.full = full
    points = exercise.points
    probes = try ProbeMaker(unit, of: exercise, seed: seed).probes()
    expected = try oracle.expected(unit, probes)
  }

  mutating func examine(_ session: LearnerSession) {
    // A, then A again, B, C …, and A once more: the same bytes each time, or something is carried over.
    let trial = Run.runs(of: unit, on: [probes[0]], session)
    let rest = Run.runs(of: unit, on: probes + [probes[0]], session)
    runs = Array(rest.dropLast())
    let repeats = (again: trial[0], later: rest[rest.count - 1])

    let forwardHolds = contract(
      unit.forward, runs.map(\.forward), (runs[0].forward, repeats.again.forward, repeats.later.forward))
    if forwardHolds { examineForward() } else { skip(unit.forward) }
    guard let backward = unit.backward else { return }
    let asked = runs.compactMap(\.backward)
    guard !asked.isEmpty, let again = repeats.again.backward, let later = repeats.later.backward else {
      return
    }
    if contract(backward, asked, (asked[0], again, later)) {
      examineBackward(backward, forwardHolds: forwardHolds, session)
    } else {
      skip(backward)
    }
  }

  /// Whether a stop of the program left something unanswered.
  var isInterrupted: Bool {
    runs.isEmpty || runs.contains { $0.forward == .unanswered || $0.backward == .unanswered }
  }

  /// The contract and the values of the forward, where the backward brings the program down.
  mutating func examineForwardOnly(_ session: LearnerSession) {
    checks = []
    wrongOutputs = [:]
    let trial = Run.forwards(of: unit, on: [probes[0]], session)
    let rest = Run.forwards(of: unit, on: probes + [probes[0]], session)
    runs = Array(rest.dropLast())
    let same = (runs[0].forward, trial[0].forward, rest[rest.count - 1].forward)
    if contract(unit.forward, runs.map(\.forward), same) { examineForward() } else { skip(unit.forward) }
    if let backward = unit.backward { skip(backward) }
  }

  /// What is claimed when nothing could be asked: every tensor, waiting.
  var skipped: [Check] {
    unit.signatures.flatMap { signature in
      signature.outputs.map { check(signature, $0, .skipped, nil, nil, nil) }
    }
  }

  var isWrong: Bool {
    !wrongOutputs.isEmpty || !wrongGradients.isEmpty || checks.contains { $0.status == .failed }
  }

  /// Whether anything came back that could be compared: without that there is no smallest case to show.
  var comparedValues: Bool { runs.contains { $0.forward.tensors != nil } }

  /// Relations that hold without declaration, for the first gradients and outputs that show one.
  var generalDiagnosis: [GradingReport.Diagnosis] {
    var found: [GradingReport.Diagnosis] = []
    for (signature, wrongs) in [
      (unit.forward, wrongOutputs), (unit.backward ?? unit.forward, wrongGradients),
    ] {
      for (j, ofTensor) in wrongs.sorted(by: { $0.key < $1.key }) {
        guard let mistake = GeneralMistake.recognise(ofTensor) else { continue }
        found.append(
          GradingReport.Diagnosis(
            id: mistake.id, message: mistake.message(signature.outputs[j].name), lesson: nil, line: nil))
      }
    }
    return found
  }
}

// Writing checks down.
extension Examination {
  mutating func skip(_ signature: Signature) {
    for tensor in signature.outputs { checks.append(check(signature, tensor, .skipped, nil, nil, nil)) }
  }

  mutating func add(
    _ signature: Signature, _ aspect: String, _ status: Check.Status, _ message: String?
  ) {
    checks.append(
      Check(
        name: "\(signature.name): \(aspect)", function: signature.name, tensor: nil, status: status,
        points: 0,
        maxPoints: 0, place: nil, relativeError: nil, message: message))
  }

  mutating func add(
    _ signature: Signature, _ tensor: Exercise.Parameter, failed: Bool, _ place: GradingReport.Place?,
    _ error: Double?, _ message: String?
  ) {
    checks.append(check(signature, tensor, failed ? .failed : .passed, place, error, message))
  }

  func check(
    _ signature: Signature, _ tensor: Exercise.Parameter, _ status: Check.Status,
    _ place: GradingReport.Place?,
    _ error: Double?, _ message: String?
  ) -> Check {
    let worth = points[tensor.name] ?? 1
    return Check(
      name: "\(signature.name): \(tensor.name)", function: signature.name, tensor: tensor.name,
      status: status,
      points: status == .passed ? worth : 0, maxPoints: worth, place: place, relativeError: error,
      message: message)
  }
}
