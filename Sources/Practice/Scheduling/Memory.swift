/// How well an answer came, as the learner judges it. The raw values are those of every FSRS review log.
package enum Rating: Int, Sendable, Hashable, Codable, CaseIterable, Comparable {
  case again = 1
  case hard, good, easy

  package static func < (a: Rating, b: Rating) -> Bool { a.rawValue < b.rawValue }
}

/// What is remembered of one card after its last review. A card that was never reviewed has none.
package struct Memory: Sendable, Hashable {
  package enum Stage: Sendable, Hashable {
    /// In the short steps of the first day, at the step of this index.
    case learning(step: Int)
    case review
    /// Forgotten in review, and in the short steps back.
    case relearning(step: Int)
  }

  package var stage: Stage
  /// Days until the chance of recall has fallen to 90 %.
  package var stability: Double
  /// 1 (easy) to 10 (hard).
  package var difficulty: Double
  /// Seconds since 1970.
  package var due: Int64
  /// Seconds since 1970.
  package var lastReview: Int64

  package init(stage: Stage, stability: Double, difficulty: Double, due: Int64, lastReview: Int64) {
    self.stage = stage
    self.stability = stability
    self.difficulty = difficulty
    self.due = due
    self.lastReview = lastReview
  }

  package var isInReview: Bool { stage == .review }

  /// Seconds between the last review and the next.
  package var interval: Int64 { due - lastReview }

  /// Remembered for at least three weeks: the usual border between young and mature cards.
  package var isMature: Bool { isInReview && interval >= 21 * secondsPerDay }
}

let secondsPerDay: Int64 = 86_400
