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

  private(set) var checks: [Check] = []
  /// Tensors that are wrong, with the probes on which they are.
  private(set) var wrongOutputs: [Int: [Wrong]] = [:]
  private(set) var wrongGradients: [Int: [Wrong]] = [:]
  private(set) var isInDoubt = false

  private var runs: [Run] = []

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

  /// What is claimed when nothing could be asked: every tensor, waiting.
  var skipped: [Check] {
    unit.signatures.flatMap { signature in
      signature.outputs.map { check(signature, $0, .skipped, nil, nil, nil) }
    }
  }

  var isWrong: Bool {
    !wrongOutputs.isEmpty || !wrongGradients.isEmpty || checks.contains { $0.status == .failed }
  }

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

// MARK: - The contract

extension Examination {
  /// Whether the values of a function may be judged at all.
  private mutating func contract(
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

  private func failure(
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
  private mutating func inputsUnchanged(_ signature: Signature, _ outcomes: [LearnerSession.Outcome]) -> Bool
  {
    var changed: Set<Int> = []
    for case .results(_, let indices) in outcomes { changed.formUnion(indices) }
    let names = signature.inputs.indices.filter(changed.contains).map { signature.inputs[$0].name }
    let list = names.joined(separator: ", ")
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
  private func sameBytes(_ a: LearnerSession.Outcome, _ b: LearnerSession.Outcome) -> Bool {
    guard let a = a.tensors, let b = b.tensors, a.count == b.count else { return a.failure == b.failure }
    return zip(a, b).allSatisfy { a, b in
      a.shape == b.shape && zip(a.scalars, b.scalars).allSatisfy { $0.bitPattern == $1.bitPattern }
    }
  }
}

// MARK: - The values

extension Examination {
  private mutating func examineForward() {
    var stable: String?
    for (j, output) in unit.forward.outputs.enumerated() {
      var worst = 0.0
      var form: String?
      for (i, probe) in probes.enumerated() {
        guard case .results(let values, _) = runs[i].forward else { continue }
        let right = expected[i].outputs[j]
        if let problem = Form.problem(values[j], output, right, probe, Comparison.Tolerance.forward) {
          if probe.extreme { stable = stable ?? "\(output.name): \(problem)" } else { form = form ?? problem }
          continue
        }
        let comparison = Comparison(values[j].tensor, right, scale: probe.scale)
        if comparison.passes(Comparison.Tolerance.forward) {
          if !probe.extreme { worst = max(worst, comparison.relativeError) }
        } else {
          let wrong = Wrong(
            parameter: output, blocks: unit.forward.blocks, isGradient: false, got: values[j].tensor,
            expected: right, probe: probe, tolerance: Comparison.Tolerance.forward)
          if probe.extreme {
            stable = stable ?? "\(output.name): \(wrong.description)"
          } else {
            wrongOutputs[j, default: []].append(wrong)
            worst = comparison.relativeError.isNaN ? .nan : max(worst, comparison.relativeError)
          }
        }
      }
      let wrongs = wrongOutputs[j] ?? []
      if form != nil, wrongs.isEmpty { wrongOutputs[j] = [] }
      var message = form ?? wrongs.first?.description
      if form == nil, wrongs.first != nil, worst < 1e-5 {
        message =
          "agrees to about \(digits(worst)) digits only: is something computed in float32? "
          + (message ?? "")
      }
      add(unit.forward, output, failed: message != nil, wrongs.first?.place, worst, message)
    }
    add(
      unit.forward, "stable at extreme inputs", stable == nil ? .passed : .failed,
      stable.map { "with inputs of several hundreds, \($0)" })
  }

  private mutating func examineBackward(
    _ backward: Signature, forwardHolds: Bool, _ session: LearnerSession
  ) {
    let judged = probes.indices.filter { !probes[$0].extreme }
    var forms: [Int: String] = [:]
    for (j, gradient) in backward.outputs.enumerated() {
      for i in judged {
        guard case .results(let values, _)? = runs[i].backward else { continue }
        let right = expected[i].gradients[j]
        if let problem = Form.problem(values[j], gradient, right, probes[i], Comparison.Tolerance.gradient) {
          forms[j] = forms[j] ?? problem
        } else if !comparison(gradient: j, i).passes(Comparison.Tolerance.gradient) {
          wrongGradients[j, default: []].append(
            Wrong(
              parameter: gradient, blocks: backward.blocks, isGradient: true, got: values[j].tensor,
              expected: right, probe: probes[i], tolerance: Comparison.Tolerance.gradient))
        }
      }
    }

    let numeric = forwardHolds ? numericAnswers(judged, forms, session) : [:]
    var errors: [Double] = []
    for (j, gradient) in backward.outputs.enumerated() {
      let wrongs = wrongGradients[j] ?? []
      if let form = forms[j] {
        if wrongs.isEmpty { wrongGradients[j] = [] }
        add(backward, gradient, failed: true, nil, nil, form)
        continue
      }
      let worst = judged.reduce(0.0) { worst, i in
        let error = comparison(gradient: j, i).relativeError
        return error.isNaN || worst.isNaN ? .nan : max(worst, error)
      }
      errors.append(worst)
      let row = row(gradient: j, judged, numeric, isRight: wrongs.isEmpty, forwardHolds)
      var place = wrongs.first?.place
      if !wrongs.isEmpty { place?.numeric = numericValue(j, wrongs[0], session) }
      var message = wrongs.first?.description
      if let relation = GeneralMistake.recognise(wrongs) {
        message?.append(". \(relation.message(gradient.name))")
      }
      if let explanation = row.explanation {
        message = message.map { "\($0); \(explanation)" } ?? explanation
      }
      if row == .doubt {
        isInDoubt = true
        checks.append(check(backward, gradient, .inconclusive, place, worst, message))
      } else {
        add(backward, gradient, failed: !wrongs.isEmpty, place, worst, message)
      }
    }
    if wrongGradients.isEmpty, errors.count > 1, errors.allSatisfy({ $0 > 1e-12 }) {
      add(
        backward, "exact", .remark,
        "every gradient is right to \(digits(errors.max() ?? 0)) digits only: is it differentiated numerically?"
      )
    }
  }

  private func comparison(gradient j: Int, _ i: Int) -> Comparison {
    guard let got = runs[i].backward?.tensors?[j] else { return Comparison([.nan], [0], scale: 1) }
    return Comparison(got, expected[i].gradients[j], scale: probes[i].scale)
  }

  private func forwardIsRight(_ i: Int) -> Bool {
    guard let outputs = runs[i].forward.tensors else { return false }
    return zip(outputs, expected[i].outputs).allSatisfy {
      Comparison($0, $1, scale: probes[i].scale).passes(Comparison.Tolerance.forward)
    }
  }

  /// S by gradient and probe: on the first probe for all, on the first that fails for each tensor that does.
  private func numericAnswers(
    _ judged: [Int], _ forms: [Int: String], _ session: LearnerSession
  ) -> [Int: [Int: Bool?]] {
    var answers: [Int: [Int: Bool?]] = [:]
    var asked: [Int: Set<Int>] = [:]
    for j in unit.differentiable.indices where forms[j] == nil {
      asked[0, default: []].insert(j)
      let failing = judged.filter { !comparison(gradient: j, $0).passes(Comparison.Tolerance.gradient) }
      for i in failing.prefix(3) { asked[i, default: []].insert(j) }
    }
    for (i, gradients) in asked.sorted(by: { $0.key < $1.key }) {
      guard let learners = runs[i].backward?.tensors else { continue }
      let numeric = NumericGradient(unit: unit, probe: probes[i], session: session)
      let wanted = gradients.sorted()
      if full, i == 0 {
        for j in wanted {
          let elements = numeric.elements(of: unit.differentiable[j])
          answers[j, default: [:]][i] = elements.map {
            Comparison(learners[j], $0, scale: probes[i].scale).passes(Comparison.Tolerance.numeric)
          }
        }
      } else {
        let found = numeric.answers(wanted.map { (unit.differentiable[$0], learners[$0]) }, seed: seed)
        for (j, answer) in zip(wanted, found) { answers[j, default: [:]][i] = answer }
      }
    }
    return answers
  }

  /// The row of the table that speaks for a gradient: on a probe where it is wrong and differentiation could tell.
  private func row(
    gradient j: Int, _ judged: [Int], _ numeric: [Int: [Int: Bool?]], isRight: Bool, _ forwardHolds: Bool
  ) -> VerdictRow {
    var rows: [VerdictRow] = []
    for (i, s) in (numeric[j] ?? [:]).sorted(by: { $0.key < $1.key }) {
      let r = comparison(gradient: j, i).passes(Comparison.Tolerance.gradient)
      if isRight || (!r && s != nil) { rows.append(VerdictRow(f: forwardIsRight(i), s: s, r: r)) }
    }
    return rows.first ?? VerdictRow(f: forwardHolds && wrongOutputs.isEmpty, s: nil, r: isRight)
  }

  private func numericValue(_ j: Int, _ wrong: Wrong, _ session: LearnerSession) -> Double? {
    NumericGradient(unit: unit, probe: wrong.probe, session: session)
      .elements(of: unit.differentiable[j])?.scalars[wrong.worst]
  }

  private func digits(_ error: Double) -> Int {
    var digits = 0
    var rest = error
    while rest < 1, digits < 16 {
      rest *= 10
      digits += 1
    }
    return max(0, digits - 1)
  }
}

// MARK: - Writing checks down

extension Examination {
  private mutating func skip(_ signature: Signature) {
    for tensor in signature.outputs { checks.append(check(signature, tensor, .skipped, nil, nil, nil)) }
  }

  private mutating func add(
    _ signature: Signature, _ aspect: String, _ status: Check.Status, _ message: String?
  ) {
    checks.append(
      Check(
        name: "\(signature.name): \(aspect)", function: signature.name, tensor: nil, status: status,
        points: 0,
        maxPoints: 0, place: nil, relativeError: nil, message: message))
  }

  private mutating func add(
    _ signature: Signature, _ tensor: Exercise.Parameter, failed: Bool, _ place: GradingReport.Place?,
    _ error: Double?, _ message: String?
  ) {
    checks.append(check(signature, tensor, failed ? .failed : .passed, place, error, message))
  }

  private func check(
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
