/// What a learner has done so far and what is coming, from the log and the states of one course.
package struct Statistics: Sendable, Hashable {
  /// Cards due by study day: today (with all that is overdue) first, then the days after.
  package var due: [Int] = []
  /// Answers by study day, the last of them today.
  package var answersByDay: [Int] = []
  package var answers = 0
  package var daysStudied = 0
  /// Days in a row up to today; a day that isn't over yet breaks nothing.
  package var streak = 0
  package var milliseconds = 0
  /// Answers to cards in review (not in their short steps), and those rated better than "again".
  package var young = Retention()
  package var mature = Retention()
  package var ratings: [Rating: Int] = [:]
  package var cards = CardCounts()

  package struct Retention: Sendable, Hashable {
    package var answers = 0
    package var recalled = 0

    /// Nil before the first answer.
    package var share: Double? { answers == 0 ? nil : Double(recalled) / Double(answers) }
  }

  init(daysAhead: Int, daysBack: Int) {
    due = Array(repeating: 0, count: daysAhead)
    answersByDay = Array(repeating: 0, count: daysBack)
  }

  package var retention: Retention {
    Retention(answers: young.answers + mature.answers, recalled: young.recalled + mature.recalled)
  }
}

/// How many cards are how far.
package struct CardCounts: Sendable, Hashable {
  package var new = 0
  package var learning = 0
  package var young = 0
  package var mature = 0
  package var suspended = 0

  package var total: Int { new + learning + young + mature + suspended }

  mutating func count(_ state: CardState?) {
    switch (state?.isSuspended, state?.memory) {
    case (true?, _): suspended += 1
    case (_, nil): new += 1
    case (_, let memory?) where !memory.isInReview: learning += 1
    case (_, let memory?) where memory.isMature: mature += 1
    default: young += 1
    }
  }
}

/// What the home screen says of a course.
package struct HomeCounts: Sendable, Hashable {
  /// In short steps and due by the end of the day.
  package var learning = 0
  package var review = 0
  /// First met today; what is left of the daily number of new cards follows.
  package var introducedToday = 0
  package var answeredToday = 0
  /// Cards that were ever answered.
  package var seen = 0
  package var streak = 0
  package var nextDue: Int64?
}

extension Deck {
  /// By lesson id.
  package func countsByLesson(_ states: [String: CardState]) -> [String: CardCounts] {
    var result: [String: CardCounts] = [:]
    for card in cards { result[card.lesson, default: CardCounts()].count(states[card.id]) }
    return result
  }
}
