import Curriculum

extension Question {
  /// The cards of this question, or the reason why there are none.
  func cards(unit: String, lesson: Lesson) -> (cards: [Card], reason: Deck.Unasked.Reason?) {
    var cards: [Card] = []
    func add(_ kind: CardKind, suffix: String = "", after: String? = nil, _ content: Card.Content) {
      guard cardKinds?.contains(kind) ?? true else { return }
      var topics = lesson.topics
      for topic in self.topics where !topics.contains(topic) { topics.append(topic) }
      cards.append(
        Card(
          id: "\(id)#\(kind.rawValue)\(suffix)", question: id, kind: kind, content: content, after: after,
          lesson: lesson.id, unit: unit, topics: topics, level: level, difficulty: difficulty, path: path,
          line: lines.lowerBound))
    }

    var hasValue = true
    let marks = ClozeMarks(answer)
    let explanation = marks.unmarked
    switch form {
    case .recall, .code:
      // A link, or nothing, is no answer to compare one's own with; a rubric is.
      if answerClass == .text || !keyPoints.isEmpty {
        add(
          .recall,
          .recall(
            Card.Recall(
              prompt: prompt, answer: explanation, keyPoints: keyPoints, expects: expects,
              isCode: form == .code)))
      }
    case .choice(let choice): add(.choice, .choice(prompt: prompt, choice, explanation: explanation))
    case .typed(let accepted):
      add(.typed, .typed(prompt: prompt, accepted: accepted, explanation: explanation))
    case .numeric(let numeric):
      guard numeric.surelyAnswered != nil else {
        hasValue = false
        break
      }
      add(.numeric, .numeric(prompt: prompt, numeric, explanation: explanation))
    case .order(let steps): add(.order, .order(prompt: prompt, steps: steps, explanation: explanation))
    case .match(let match): add(.match, .match(prompt: prompt, match, explanation: explanation))
    }
    let main = cards.first?.id

    var slugs = Slugs()
    for followUp in followUps where !(followUp.answer ?? "").isEmpty || answerClass == .text {
      add(
        .followUp, suffix: slugs.suffix(for: followUp.prompt), after: main,
        .followUp(
          Card.FollowUp(
            main: prompt, prompt: followUp.prompt, answer: followUp.answer, mainAnswer: explanation)))
    }
    slugs = Slugs()
    for deletion in marks.deletions {
      add(
        .cloze, suffix: slugs.suffix(for: deletion.text), after: main,
        .cloze(
          Card.Cloze(
            prompt: prompt, before: deletion.before, deletion: deletion.text, after: deletion.after,
            explanation: explanation)))
    }

    if !hasValue { return (cards, .noValue) }
    guard cards.isEmpty else { return (cards, nil) }
    let hasAnswer = answerClass == .text || !keyPoints.isEmpty || (form != .recall && form != .code)
    return ([], hasAnswer ? .switchedOff : .noAnswer(answerClass))
  }
}

/// Names for several cards of a kind: from their texts, so that a new one between them renames none.
struct Slugs {
  private var used: [String: Int] = [:]

  mutating func suffix(for text: String) -> String {
    var slug = ""
    var isGap = false
    for character in text.lowercased() {
      guard character.isLetter || character.isNumber else {
        isGap = !slug.isEmpty
        continue
      }
      if isGap { slug.append("-") }
      isGap = false
      slug.append(character)
      if slug.utf8.count >= 60 { break }
    }
    if slug.isEmpty { slug = "mark" }
    used[slug, default: 0] += 1
    let count = used[slug, default: 1]
    return count == 1 ? ":\(slug)" : ":\(slug)-\(count)"
  }
}
