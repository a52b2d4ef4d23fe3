import Curriculum
import ExerciseKit
import Tensors

// The values: F for the forward; S and R for the backward.
extension Examination {
  mutating func examineForward() {
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

  mutating func examineBackward(
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
    if forwardHolds {
      let derivatives = numeric.values.flatMap(\.values)
      questions = GradingReport.ThreeQuestions(
        function: backward.name, forwardIsRight: wrongOutputs.isEmpty,
        backwardIsDerivative: derivatives.contains(false) || !forms.isEmpty
          ? false : derivatives.contains(nil) ? nil : true,
        backwardIsRight: wrongGradients.isEmpty && forms.isEmpty)
    }
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
        message = message.map { $0.continued(with: "; ", explanation) } ?? explanation
      }
      if row == .doubt, isOwnReference, let found = disagreement(gradient: j, numeric, session) {
        add(backward, gradient, failed: true, found.place, worst, found.description)
      } else if row == .doubt {
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

  func comparison(gradient j: Int, _ i: Int) -> Comparison {
    guard let got = runs[i].backward?.tensors?[j] else { return Comparison([.nan], [0], scale: 1) }
    return Comparison(got, expected[i].gradients[j], scale: probes[i].scale)
  }

  func forwardIsRight(_ i: Int) -> Bool {
    guard let outputs = runs[i].forward.tensors else { return false }
    return zip(outputs, expected[i].outputs).allSatisfy {
      Comparison($0, $1, scale: probes[i].scale).passes(Comparison.Tolerance.forward)
    }
  }

  /// S by gradient and probe: on the first probe for all, on the first that fails for each tensor that does.
  func numericAnswers(
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
  func row(
    gradient j: Int, _ judged: [Int], _ numeric: [Int: [Int: Bool?]], isRight: Bool, _ forwardHolds: Bool
  ) -> VerdictRow {
    var rows: [VerdictRow] = []
    for (i, s) in (numeric[j] ?? [:]).sorted(by: { $0.key < $1.key }) {
      let r = comparison(gradient: j, i).passes(Comparison.Tolerance.gradient)
      if isRight || (!r && s != nil) { rows.append(VerdictRow(f: forwardIsRight(i), s: s, r: r)) }
    }
    return rows.first ?? VerdictRow(f: forwardHolds && wrongOutputs.isEmpty, s: nil, r: isRight)
  }

  func numericValue(_ j: Int, _ wrong: Wrong, _ session: LearnerSession) -> Double? {
    NumericGradient(unit: unit, probe: wrong.probe, session: session)
      .elements(of: unit.differentiable[j])?.scalars[wrong.worst]
  }

  /// Where a gradient is furthest from the derivative, on the first probe where it is not that.
  private func disagreement(
    gradient j: Int, _ numeric: [Int: [Int: Bool?]], _ session: LearnerSession
  ) -> (place: GradingReport.Place, description: String)? {
    guard let i = (numeric[j] ?? [:]).filter({ $0.value == false }).keys.min(), let backward = unit.backward,
      let got = runs[i].backward?.tensors?[j],
      let derivative = NumericGradient(unit: unit, probe: probes[i], session: session)
        .elements(of: unit.differentiable[j])
    else { return nil }
    let wrong = Wrong(
      parameter: backward.outputs[j], blocks: backward.blocks, isGradient: true, got: got,
      expected: derivative, probe: probes[i], tolerance: Comparison.Tolerance.numeric)
    var place = wrong.place
    place.numeric = place.expected
    let index = place.index.map(String.init).joined(separator: ", ")
    return (
      place,
      "got \(number(place.got)), numeric \(number(place.expected))"
        + (index.isEmpty ? "" : " at [\(index)]") + " (with \(probes[i].sizesInWords))"
    )
  }

  func digits(_ error: Double) -> Int {
    var digits = 0
    var rest = error
    while rest < 1, digits < 16 {
      rest *= 10
      digits += 1
    }
    return max(0, digits - 1)
  }
}
