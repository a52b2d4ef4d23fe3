import Curriculum

extension Card {
  /// Draws what is drawn anew for each asking.
  package func asking<G: RandomNumberGenerator>(using generator: inout G) -> Asking {
    func make(
      _ prompt: String, _ form: Asking.Form, _ explanation: String, context: String? = nil,
      keyPoints: [Question.KeyPoint] = [], expects: String? = nil
    ) -> Asking {
      Asking(
        card: self, prompt: prompt, context: context, form: form, explanation: explanation,
        keyPoints: keyPoints,
        expects: expects)
    }

    switch content {
    case .recall(let recall):
      return make(
        recall.prompt, .recall, recall.answer, keyPoints: recall.keyPoints, expects: recall.expects)
    case .followUp(let followUp):
      return make(
        followUp.prompt, .recall, followUp.answer ?? followUp.mainAnswer, context: followUp.main)
    case .cloze(let cloze):
      return make(
        cloze.before + Asking.hole + cloze.after, .typed(accepted: [cloze.deletion]), cloze.explanation,
        context: cloze.prompt)
    case .choice(let prompt, let choice, let explanation):
      let options = choice.options.shuffled(using: &generator)
      return make(prompt, .choice(options: options, choosesAll: choice.choosesAll), explanation)
    case .typed(let prompt, let accepted, let explanation):
      return make(prompt, .typed(accepted: accepted), explanation)
    case .numeric(let prompt, let numeric, let explanation):
      let (values, answer) = numeric.drawAnswered(using: &generator) ?? numeric.surelyAnswered ?? ([:], .nan)
      let number = Asking.Number(
        parameters: numeric.parameters.map { .init(name: $0.name, value: values[$0.name] ?? .nan) },
        answer: answer, tolerance: numeric.tolerance)
      return make(numeric.prompt(prompt, with: values), .numeric(number), explanation)
    case .order(let prompt, let steps, let explanation):
      let shown = steps.shuffledOrder(using: &generator)
      // shown[i] is the place of what stands at i; its inverse is where each place is found.
      var solution = shown
      for (index, place) in shown.enumerated() { solution[place] = index }
      return make(prompt, .order(steps: shown.map { steps[$0] }, solution: solution), explanation)
    case .match(let prompt, let match, let explanation):
      let shown = match.pairs.map(\.right).shuffledOrder(using: &generator)
      var solution = shown
      for (index, place) in shown.enumerated() { solution[place] = index }
      let matching = Asking.Matching(
        leftTitle: match.leftTitle, rightTitle: match.rightTitle, left: match.pairs.map(\.left),
        right: shown.map { match.pairs[$0].right }, solution: solution)
      return make(prompt, .match(matching), explanation)
    }
  }
}

extension Question.Numeric {
  typealias Drawn = (values: [String: Double], answer: Double)

  /// Values for which the formula has a finite answer; nil where a hundred draws find none.
  func drawAnswered(using generator: inout some RandomNumberGenerator) -> Drawn? {
    for _ in 0..<100 {
      let values = draw(using: &generator)
      if let answer = try? self.answer.evaluate(values), answer.isFinite { return (values, answer) }
    }
    return nil
  }

  /// The same values at any time: those that prove to the deck that the question can be asked.
  var surelyAnswered: Drawn? {
    var generator = SplitMix(seed: 0)
    return drawAnswered(using: &generator)
  }
}

extension [String] {
  /// Indices in a drawn order in which these don't read as they did, unless all of them are the same.
  func shuffledOrder<G: RandomNumberGenerator>(using generator: inout G) -> [Int] {
    let order = indices.shuffled(using: &generator)
    guard count > 1, order.map({ self[$0] }) == self else { return order }
    return [Int](order.dropFirst()) + order.prefix(1)
  }
}
