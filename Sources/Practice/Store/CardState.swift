/// What the store knows of a card.
package struct CardState: Sendable, Hashable {
  /// Nil while it is new.
  package var memory: Memory?
  /// When it was first answered.
  package var introduced: Int64?
  package var reviews = 0
  /// How often it was forgotten in review.
  package var lapses = 0
  package var buriedUntil: Int64?
  package var isSuspended = false
  /// Counts the changes; two terminals that start from the same number can't both be right.
  package var version = 0

  package init() {}

  package func isBuried(at now: Int64) -> Bool { buriedUntil.map { now < $0 } ?? false }
}

/// An answer to be kept.
package struct Review: Sendable, Hashable {
  /// Id of the card.
  package var card: String
  /// Id of its question.
  package var question: String
  package var rating: Rating
  package var at: Int64
  /// From the question on the screen to the rating.
  package var milliseconds: Int?
  /// How much of it the checker found right; nil where the learner is the judge.
  package var share: Double?
  /// The state that the answer was given to.
  package var before: CardState
  package var after: Memory

  package init(
    card: String, question: String, rating: Rating, at: Int64, milliseconds: Int? = nil, share: Double? = nil,
    before: CardState, after: Memory
  ) {
    self.card = card
    self.question = question
    self.rating = rating
    self.at = at
    self.milliseconds = milliseconds
    self.share = share
    self.before = before
    self.after = after
  }
}

/// What became of a write that starts from a state read before.
package enum Recorded: Sendable, Hashable {
  /// Saved under this number of the log, with the state as it is now.
  case saved(Int64, CardState)
  /// The card was answered in another terminal since; nothing was saved. This is its state now.
  case changedElsewhere(CardState)
}
