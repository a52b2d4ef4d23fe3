/// What to ask now, and in which order.
///
/// Cards in short steps come when their time is there. Then reviews, those most in danger of being forgotten first,
/// and new cards spread evenly among them in the order of the course. Of the siblings of one question at most one
/// is there on a day, so that none gives another away; where everything is asked, they come in rounds.
package struct StudyQueue: Sendable, Hashable {
  /// In short steps, by the time they are due.
  package private(set) var learning: [Step]
  /// Reviews and new cards, in order.
  private var planned: [Planned]
  private var next = 0

  package struct Step: Sendable, Hashable {
    package var card: Card
    package var due: Int64
  }

  private struct Planned: Hashable {
    var card: Card
    var isNew: Bool
  }

  package struct Counts: Sendable, Hashable {
    package var new = 0
    package var learning = 0
    package var review = 0

    package var total: Int { new + learning + review }
  }

  /// How many of what are left.
  package private(set) var counts = Counts()

  package init(_ deck: Deck, states: [String: CardState], settings: StudySettings, at now: Int64) {
    let today = settings.day.number(of: now)
    let dayStart = settings.day.start(of: today)
    let dayEnd = settings.day.start(of: today + 1)

    // The card of each question that was answered today; its siblings wait for another day.
    var answeredToday: [String: Set<String>] = [:]
    for card in deck.cards {
      if let last = states[card.id]?.memory?.lastReview, last >= dayStart, last < dayEnd {
        answeredToday[card.question, default: []].insert(card.id)
      }
    }

    var chosen: [String: [Candidate]] = [:]
    for (position, card) in deck.cards.enumerated() where settings.topics.contains(card) {
      let state = states[card.id] ?? CardState()
      if state.isSuspended || state.isBuried(at: now) { continue }
      if settings.scope == .due, let answered = answeredToday[card.question], !answered.contains(card.id) {
        continue
      }
      guard
        let candidate = Candidate(
          card, position, state, settings, now: now, dayEnd: dayEnd,
          isUnlocked: card.after.map { deck[$0] == nil || states[$0]?.memory != nil } ?? true)
      else { continue }
      if settings.scope == .due, let sibling = chosen[card.question]?.first {
        if candidate < sibling { chosen[card.question] = [candidate] }
      } else {
        chosen[card.question, default: []].append(candidate)
      }
    }

    var learning: [Step] = []
    var reviews: [Candidate] = []
    var new: [Candidate] = []
    for candidate in chosen.values.compactMap(\.first) {
      switch candidate.urgency {
      case .step(let due): learning.append(Step(card: candidate.card, due: due))
      case .review: reviews.append(candidate)
      case .new: new.append(candidate)
      }
    }
    learning.sort { ($0.due, $0.card.id) < ($1.due, $1.card.id) }
    reviews.sort()
    new.sort()
    if settings.scope == .due {
      let introduced = states.values.count { state in
        state.introduced.map { (dayStart..<dayEnd).contains($0) } ?? false
      }
      new.removeLast(max(0, new.count - max(0, settings.newPerDay - introduced)))
      if let limit = settings.reviewsPerDay {
        let done = states.values.count { state in
          guard let memory = state.memory, let introduced = state.introduced else { return false }
          return introduced < dayStart && (dayStart..<dayEnd).contains(memory.lastReview)
        }
        reviews.removeLast(max(0, reviews.count - max(0, limit - done)))
      }
    }
    self.learning = learning
    planned = Self.spread(new.map(\.card), among: Self.interleaved(reviews.map(\.card)))
    appendRounds(of: Array(chosen.values))
    let newCount = planned.count { $0.isNew }
    counts = Counts(new: newCount, learning: learning.count, review: planned.count - newCount)
  }

  /// Every question's second card after all first ones, then every third, in the order of the course.
  private mutating func appendRounds(of siblings: [[Candidate]]) {
    var round = 1
    var rest = siblings.filter { $0.count > round }.sorted { $0[0].position < $1[0].position }
    while !rest.isEmpty {
      let last = planned.last?.card.question ?? learning.last?.card.question
      var cards = rest.map { Planned(card: $0[round].card, isNew: $0[round].isNew) }
      if cards.count > 1, cards[0].card.question == last { cards.swapAt(0, 1) }
      planned += cards
      round += 1
      rest.removeAll { $0.count <= round }
    }
  }

  /// The next card, or nil: then either `learning` says what to wait for, or it is all done.
  package func card(at now: Int64) -> Card? {
    if let step = learning.first, step.due <= now { return step.card }
    return next < planned.count ? planned[next].card : nil
  }

  /// The next card in short steps, due or not.
  package var cardAhead: Card? { learning.first?.card }

  /// Takes the card out that `card(at:)` or `cardAhead` gave.
  package mutating func remove(_ card: Card) {
    if let index = learning.firstIndex(where: { $0.card.id == card.id }) {
      learning.remove(at: index)
      counts.learning -= 1
    } else if next < planned.count, planned[next].card.id == card.id {
      if planned[next].isNew { counts.new -= 1 } else { counts.review -= 1 }
      next += 1
    }
  }

  /// Brings a card back within the session.
  package mutating func insert(_ card: Card, due: Int64) {
    let index = learning.firstIndex { $0.due > due } ?? learning.count
    learning.insert(Step(card: card, due: due), at: index)
    counts.learning += 1
  }

  /// Takes out the cards that a session is through with.
  package mutating func leaveOut(where isLeftOut: (Card) -> Bool) {
    learning.removeAll { isLeftOut($0.card) }
    planned = planned[next...].filter { !isLeftOut($0.card) }
    next = 0
    let new = planned.count { $0.isNew }
    counts = Counts(new: new, learning: learning.count, review: planned.count - new)
  }

  /// Keeps the order but for neighbours of one lesson, between which something else comes where it is near.
  private static func interleaved(_ cards: [Card]) -> [Card] {
    let reach = 8
    var waiting = cards[...]
    var held: [Card] = []
    var result: [Card] = []
    result.reserveCapacity(cards.count)
    while !held.isEmpty || !waiting.isEmpty {
      while held.count < reach, let card = waiting.popFirst() { held.append(card) }
      let last = result.last?.lesson
      let index = held.firstIndex { $0.lesson != last } ?? 0
      result.append(held.remove(at: index))
    }
    return result
  }

  private static func spread(_ new: [Card], among reviews: [Card]) -> [Planned] {
    var result: [Planned] = []
    result.reserveCapacity(new.count + reviews.count)
    var placed = 0
    for (index, review) in reviews.enumerated() {
      // After k of n reviews, k/n of the new cards have had their turn.
      while placed < new.count, placed * (reviews.count + 1) < new.count * index {
        result.append(Planned(card: new[placed], isNew: true))
        placed += 1
      }
      result.append(Planned(card: review, isNew: false))
    }
    return result + new[placed...].map { Planned(card: $0, isNew: true) }
  }
}

/// A card that could be asked, and how urgent it is among its siblings.
private struct Candidate: Comparable {
  enum Urgency {
    case step(due: Int64)
    case review(retrievability: Double)
    case new
  }

  var card: Card
  var position: Int
  var urgency: Urgency

  init?(
    _ card: Card, _ position: Int, _ state: CardState, _ settings: StudySettings, now: Int64, dayEnd: Int64,
    isUnlocked: Bool
  ) {
    self.card = card
    self.position = position
    guard let memory = state.memory else {
      guard isUnlocked || settings.scope == .everything else { return nil }
      urgency = .new
      return
    }
    switch memory.stage {
    case .learning, .relearning:
      guard memory.due < dayEnd || settings.scope == .everything else { return nil }
      urgency = .step(due: memory.due)
    case .review:
      // Due later today is due today; but under a day after the last review it would count as the same day's, for
      // which FSRS has another formula.
      let isReady = memory.due <= now || (memory.due < dayEnd && now - memory.lastReview >= secondsPerDay)
      guard isReady || settings.scope == .everything else { return nil }
      urgency = .review(retrievability: settings.scheduler.retrievability(memory, at: now))
    }
  }

  var isNew: Bool {
    if case .new = urgency { true } else { false }
  }

  private var key: (Int, Double, Int) {
    switch urgency {
    case .step(let due): (0, Double(due), position)
    case .review(let retrievability): (1, retrievability, position)
    case .new: (2, 0, position)
    }
  }

  static func < (a: Candidate, b: Candidate) -> Bool { a.key < b.key }
  static func == (a: Candidate, b: Candidate) -> Bool { a.key == b.key }
}
