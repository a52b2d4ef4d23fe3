import Curriculum
import Foundation
import Practice

/// Months of study of the sample course: 10,000 answers in a progress file, as Practice itself would have kept them.
struct SampleProgress {
  var path: String
  var reviews: Int
  var cards: Int

  var size: String { "\(reviews) reviews of \(cards) cards" }

  static func write(to path: String, course folder: String, reviews: Int = 10_000) throws -> SampleProgress {
    let course = try Course.load(from: folder)
    let deck = Deck(course)
    // First without a store, to see how many days it takes: the last answer is to be yesterday's.
    let scheduler = Scheduler()
    let days = study(deck, reviews: reviews, from: 0) { card, state, rating, time in
      var after = state
      after.memory = scheduler.review(state.memory, rating: rating, at: time)
      return after
    }

    let now = Int64(Date().timeIntervalSince1970)
    let store = try Store.open(at: path, program: "benchmarks", now: now)
    try store.sync(course, deck: deck, at: now)
    _ = try study(deck, reviews: reviews, from: now - Int64(days) * 86_400) { card, state, rating, time in
      let review = Review(
        card: card.id, question: card.question, rating: rating, at: time, milliseconds: 9000, before: state,
        after: scheduler.review(state.memory, rating: rating, at: time))
      guard case .saved(_, let after) = try store.record(review, course: deck.course) else {
        throw Unavailable("nobody else writes to \(path)")
      }
      return after
    }
    return SampleProgress(path: path, reviews: reviews, cards: deck.cards.count)
  }

  /// Studies day by day, a dozen new cards each, what is due first. Gives the number of days it took.
  private static func study(
    _ deck: Deck, reviews: Int, from start: Int64,
    answer: (Card, CardState, Rating, Int64) throws -> CardState
  ) rethrows -> Int {
    var chance = SplitMix(seed: 6)
    var states = [CardState](repeating: CardState(), count: deck.cards.count)
    var known = 0
    var count = 0
    var day = 0
    while count < reviews {
      known = min(known + 12, deck.cards.count)
      var time = start + Int64(day) * 86_400
      for index in 0..<known where states[index].memory.map({ $0.due <= time }) ?? true {
        guard count < reviews else { break }
        let rating =
          [Rating.again, .hard, .good, .good, .good, .good, .good, .easy]
          .randomElement(using: &chance) ?? .good
        states[index] = try answer(deck.cards[index], states[index], rating, time)
        time += 10
        count += 1
      }
      day += 1
    }
    return day
  }
}
