/// What a session came to.
package struct Summary: Sendable, Hashable {
  package var started: Int64
  package var ended: Int64?
  package private(set) var ratings: [Rating: Int] = [:]
  /// Answers that were typed or chosen, and the sum of the shares that were right.
  package private(set) var judged = 0
  package private(set) var judgedShare = 0.0
  /// Cards met for the first time.
  package private(set) var introduced = 0
  /// Cards that went from short steps into review.
  package private(set) var learned = 0
  package private(set) var milliseconds = 0
  package var skipped = 0
  /// Cards of the deck that are due by the end of tomorrow, and by the end of the sixth day after that.
  package private(set) var dueTomorrow = 0
  package private(set) var dueThisWeek = 0
  /// When the next card is due; nil where none is scheduled.
  package private(set) var nextDue: Int64?

  init(started: Int64) { self.started = started }

  package var answered: Int { ratings.values.reduce(0, +) }

  /// Share of the answers rated better than "again"; nil before the first.
  package var recalledShare: Double? {
    answered == 0 ? nil : 1 - Double(ratings[.again] ?? 0) / Double(answered)
  }

  /// Share of the judged answers that was right; nil where nothing was typed or chosen.
  package var correctShare: Double? { judged == 0 ? nil : judgedShare / Double(judged) }

  mutating func count(
    _ rating: Rating, _ judgement: Judgement, before: Memory?, after: Memory, milliseconds: Int?
  ) {
    ratings[rating, default: 0] += 1
    if let share = judgement.share {
      judged += 1
      judgedShare += share
    }
    if before == nil { introduced += 1 }
    if after.isInReview, before?.isInReview != true { learned += 1 }
    self.milliseconds += milliseconds ?? 0
  }

  mutating func close(states: [String: CardState], deck: Deck, settings: StudySettings, at now: Int64) {
    ended = now
    let tomorrowEnds = settings.day.start(of: settings.day.number(of: now) + 2)
    dueTomorrow = 0
    dueThisWeek = 0
    nextDue = nil
    for card in deck.cards {
      guard let state = states[card.id], !state.isSuspended, let due = state.memory?.due else { continue }
      if due < tomorrowEnds { dueTomorrow += 1 }
      if due < tomorrowEnds + 6 * secondsPerDay { dueThisWeek += 1 }
      nextDue = min(nextDue ?? due, due)
    }
  }
}
