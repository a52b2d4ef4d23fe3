extension Scheduler {
  /// `spread` turns whole days of a review interval into the days that are kept.
  @inline(__always)
  func schedule(_ memory: Memory?, rating: Rating, at now: Int64, spread: (Int) -> Int) -> Memory {
    guard let memory else {
      let (stability, difficulty) = initial[rating.rawValue - 1]
      return place(
        stability: stability, difficulty: difficulty, rating: rating, at: now,
        through: learningSteps, at: 0, stage: Memory.Stage.learning, spread: spread)
    }

    let days = Self.days(from: memory.lastReview, to: now)
    let stability =
      if days < 1 {
        parameters.sameDayStability(after: memory.stability, rating: rating)
      } else {
        parameters.stability(
          after: memory, rating: rating,
          retrievability: curve.retrievability(stability: memory.stability, days: days))
      }
    let difficulty = parameters.difficulty(after: memory.difficulty, rating: rating)

    switch memory.stage {
    case .learning(let step):
      return place(
        stability: stability, difficulty: difficulty, rating: rating, at: now,
        through: learningSteps, at: step, stage: Memory.Stage.learning, spread: spread)
    case .relearning(let step):
      return place(
        stability: stability, difficulty: difficulty, rating: rating, at: now,
        through: relearningSteps, at: step, stage: Memory.Stage.relearning, spread: spread)
    case .review:
      if rating == .again, let first = relearningSteps.first {
        return Memory(
          stage: .relearning(step: 0), stability: stability, difficulty: difficulty, due: now + first,
          lastReview: now)
      }
      return graduate(stability: stability, difficulty: difficulty, at: now, spread: spread)
    }
  }

  /// A card among short steps: back to the first, the same again, on to the next, or out into review.
  @inline(__always)
  private func place(
    stability: Double, difficulty: Double, rating: Rating, at now: Int64, through steps: [Int64],
    at step: Int,
    stage: (Int) -> Memory.Stage, spread: (Int) -> Int
  ) -> Memory {
    // A card can stand behind the last step when the learner has shortened the list since.
    let isBehindTheSteps = step >= steps.count && rating != .again
    guard !steps.isEmpty, !isBehindTheSteps else {
      return graduate(stability: stability, difficulty: difficulty, at: now, spread: spread)
    }
    let next: Int
    let wait: Int64
    switch rating {
    case .again:
      next = 0
      wait = steps[0]
    case .hard:
      next = step
      wait =
        if step > 0 {
          steps[step]
        } else if steps.count == 1 {
          steps[0] * 3 / 2
        } else {
          (steps[0] + steps[1]) / 2
        }
    case .good where step + 1 < steps.count:
      next = step + 1
      wait = steps[next]
    case .good, .easy:
      return graduate(stability: stability, difficulty: difficulty, at: now, spread: spread)
    }
    return Memory(
      stage: stage(next), stability: stability, difficulty: difficulty, due: now + wait, lastReview: now)
  }

  @inline(__always)
  private func graduate(stability: Double, difficulty: Double, at now: Int64, spread: (Int) -> Int) -> Memory
  {
    let days = Int64(spread(interval(stability: stability)))
    return Memory(
      stage: .review, stability: stability, difficulty: difficulty, due: now + days * secondsPerDay,
      lastReview: now)
  }

  /// I(S) = S/factor · (r^(1/decay) - 1), in whole days from 1 to the maximum; halves go to the even number.
  func interval(stability: Double) -> Int {
    let days = (stability * intervalFactor).rounded(.toNearestOrEven)
    return Int(days.clamped(to: 1...Double(max(1, maximumInterval))))
  }

  /// Intervals under 2.5 days stay. Longer ones move by at most a day plus 15 % of what lies between 2.5 and 7 days,
  /// 10 % of what lies between 7 and 20, and 5 % of the rest.
  func fuzzed<G: RandomNumberGenerator>(days: Int, using generator: inout G) -> Int {
    let interval = Double(days)
    guard interval >= 2.5 else { return days }
    let delta =
      1 + 0.15 * (min(interval, 7) - 2.5) + 0.1 * max(min(interval, 20) - 7, 0) + 0.05 * max(interval - 20, 0)
    let longest = min(Int((interval + delta).rounded(.toNearestOrEven)), maximumInterval)
    let shortest = min(max(2, Int((interval - delta).rounded(.toNearestOrEven))), longest)
    return Int.random(in: shortest...longest, using: &generator)
  }
}
