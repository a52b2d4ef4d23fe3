import Curriculum

extension Asking {
  /// Compares a response with the answer. One that doesn't fit the form asks to see the answer: what could have been
  /// checked then wasn't known, and `detail` is `none`.
  package func judge(_ response: Response) -> Judgement {
    switch (form, response) {
    case (.choice(let options, let choosesAll), .choice(let chosen)):
      judge(chosen, options, choosesAll: choosesAll)
    case (.typed(let accepted), .text(let text)): judge(text, accepted: accepted)
    case (.numeric(let number), .text(let text)): judge(text, number)
    case (.order(let steps, let solution), .order(let given)):
      judge(given, steps: steps, solution: solution)
    case (.match(let matching), .match(let given)): judge(given, matching)
    case (.recall, _): Judgement(verdict: .unjudged, detail: .none, expected: expected)
    default: Judgement(verdict: .wrong, detail: .none, expected: expected)
    }
  }

  /// The right answer as Markdown; empty for recall, where the explanation is the answer.
  package var expected: String {
    switch form {
    case .recall: ""
    case .choice(let options, _): options.filter(\.isCorrect).map(\.text).joined(separator: "; ")
    case .typed(let accepted): accepted.first ?? ""
    case .numeric(let number): number.answer.isFinite ? Self.format(number.answer) : ""
    case .order(let steps, let solution): solution.map { steps[$0] }.joined(separator: " → ")
    case .match(let matching):
      zip(matching.left, matching.solution).map { "\($0): \(matching.right[$1])" }.joined(separator: "; ")
    }
  }

  private func judge(_ chosen: Set<Int>, _ options: [Question.Option], choosesAll: Bool) -> Judgement {
    let marks = options.enumerated().map { index, option in
      Judgement.Mark(isChosen: chosen.contains(index), isCorrect: option.isCorrect, feedback: option.feedback)
    }
    let right = marks.count { $0.isChosen && $0.isCorrect }
    let wrong = marks.count { $0.isChosen && !$0.isCorrect }
    let all = marks.count { $0.isCorrect }
    // Each wrong choice takes a right one back, so that choosing everything never pays.
    let share = all == 0 ? 0 : Double(max(0, right - wrong)) / Double(all)
    let verdict: Judgement.Verdict =
      choosesAll ? .init(share: share) : right == 1 && wrong == 0 ? .correct : .wrong
    return Judgement(verdict: verdict, detail: .choice(marks), expected: expected)
  }

  private func judge(_ text: String, accepted: [String]) -> Judgement {
    guard let (closeness, meant) = TypedAnswer(accepted: accepted).match(text) else {
      return Judgement(verdict: .wrong, detail: .text(.other), expected: expected)
    }
    let verdict: Judgement.Verdict = closeness == .almost ? .partly(0.5) : .correct
    return Judgement(
      verdict: verdict, detail: .text(closeness == .exact ? .exact : .near(meant: meant)), expected: expected)
  }

  private func judge(_ text: String, _ number: Number) -> Judgement {
    guard let given = TypedNumber(text), number.answer.isFinite else {
      // The deck leaves out what has no answer; should one come all the same, nothing is right.
      return Judgement(verdict: .wrong, detail: .none, expected: expected)
    }
    return Judgement(
      verdict: given.isRight(number.answer, tolerance: number.tolerance) ? .correct : .wrong,
      detail: .number(given: given.value, expected: number.answer), expected: expected)
  }

  private func judge(_ given: [Int], _ matching: Matching) -> Judgement {
    let marks = matching.left.indices.map { index in
      guard index < given.count, matching.right.indices.contains(given[index]) else { return false }
      // Two partners that read the same are the same.
      return matching.right[given[index]] == matching.right[matching.solution[index]]
    }
    let share = marks.isEmpty ? 0 : Double(marks.count { $0 }) / Double(marks.count)
    return Judgement(verdict: .init(share: share), detail: .match(marks), expected: expected)
  }

  /// To six significant digits.
  private static func format(_ value: Double) -> String {
    if let whole = Int(exactly: value) { return String(whole) }
    var unit = 1.0
    while abs(value) / unit >= 1e6 { unit *= 10 }
    while abs(value) / unit < 1e5, unit > 1e-300 { unit /= 10 }
    let scaled = (value / unit).rounded()
    // Dividing by a whole power of ten rounds right where multiplying by its inverse would not.
    return Question.Numeric.format(unit < 1 ? scaled / (1 / unit).rounded() : scaled * unit)
  }
}

extension Judgement.Verdict {
  init(share: Double) {
    self = share >= 1 ? .correct : share > 0 ? .partly(share) : .wrong
  }
}
