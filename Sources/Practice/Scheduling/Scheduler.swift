/// When to ask again: FSRS-6, the free spaced repetition scheduler, in the behaviour of py-fsrs 6.3.2.
///
/// A pure function of a memory, a rating and a time: `review` allocates nothing and reads no clock. Chance enters
/// only through the generator handed to `review(_:rating:at:using:)`.
package struct Scheduler: Sendable, Hashable {
  package let parameters: Parameters
  /// The chance of recall at which a card is to come back.
  package let desiredRetention: Double
  /// Seconds until the next showing, for each step that a new card goes through.
  package let learningSteps: [Int64]
  /// The same for a forgotten card.
  package let relearningSteps: [Int64]
  /// In days.
  package let maximumInterval: Int

  let curve: ForgettingCurve
  /// Interval per unit of stability at the desired retention.
  let intervalFactor: Double
  /// Initial stability and difficulty by rating.
  let initial: [(stability: Double, difficulty: Double)]

  package init(
    parameters: Parameters = .standard, desiredRetention: Double = 0.9, learningSteps: [Int64] = [60, 600],
    relearningSteps: [Int64] = [600], maximumInterval: Int = 36_500
  ) {
    self.parameters = parameters
    self.desiredRetention = desiredRetention
    self.learningSteps = learningSteps
    self.relearningSteps = relearningSteps
    self.maximumInterval = maximumInterval
    curve = ForgettingCurve(decay: -parameters[20])
    intervalFactor = curve.interval(stability: 1, retrievability: desiredRetention)
    initial = Rating.allCases.map { rating in
      (parameters.initialStability(rating), parameters.initialDifficulty(rating).clamped(to: 1...10))
    }
  }

  /// The chance of recalling at `now`.
  package func retrievability(_ memory: Memory, at now: Int64) -> Double {
    curve.retrievability(stability: memory.stability, days: Self.days(from: memory.lastReview, to: now))
  }

  /// The memory after a review, without chance in its interval.
  package func review(_ memory: Memory?, rating: Rating, at now: Int64) -> Memory {
    schedule(memory, rating: rating, at: now) { $0 }
  }

  /// The same with intervals of days moved a little at random, so that cards learned together come apart.
  package func review<G: RandomNumberGenerator>(
    _ memory: Memory?, rating: Rating, at now: Int64, using generator: inout G
  ) -> Memory {
    schedule(memory, rating: rating, at: now) { fuzzed(days: $0, using: &generator) }
  }

  /// The memories that each rating would leave, in the order of `Rating.allCases`: what the keys are labelled with.
  package func preview(_ memory: Memory?, at now: Int64) -> Preview {
    Preview(
      again: review(memory, rating: .again, at: now), hard: review(memory, rating: .hard, at: now),
      good: review(memory, rating: .good, at: now), easy: review(memory, rating: .easy, at: now))
  }

  package struct Preview: Sendable, Hashable {
    package var again, hard, good, easy: Memory

    package subscript(rating: Rating) -> Memory {
      switch rating {
      case .again: again
      case .hard: hard
      case .good: good
      case .easy: easy
      }
    }

    /// Seconds until the card would come back.
    package func interval(_ rating: Rating) -> Int64 { self[rating].interval }
  }

  /// Whole days that have passed, rounded down as the reference does; a clock set back counts as no time.
  static func days(from start: Int64, to end: Int64) -> Int64 {
    max(0, end - start) / secondsPerDay
  }

  package static func == (a: Scheduler, b: Scheduler) -> Bool {
    a.parameters == b.parameters && a.desiredRetention == b.desiredRetention
      && a.learningSteps == b.learningSteps
      && a.relearningSteps == b.relearningSteps && a.maximumInterval == b.maximumInterval
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(parameters)
    hasher.combine(desiredRetention)
    hasher.combine(learningSteps)
    hasher.combine(relearningSteps)
    hasher.combine(maximumInterval)
  }
}

extension Comparable {
  func clamped(to limits: ClosedRange<Self>) -> Self {
    min(max(self, limits.lowerBound), limits.upperBound)
  }
}
