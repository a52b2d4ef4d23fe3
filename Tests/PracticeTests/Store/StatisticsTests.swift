import Curriculum
import GRDB
import Testing

@testable import Practice

@Suite struct StatisticsTests {
  let day = LocalDay(secondsFromUTC: 0, startHour: 4)
  /// Noon.
  let now: Int64 = 20_000 * secondsPerDay + 12 * 3600
  let store: Store

  init() throws { store = try .inMemory(program: "", now: 0) }

  /// Answers a card at each time with each rating.
  @discardableResult
  func study(_ card: String, _ answers: [(days: Int, Rating)], course: String = "c") throws -> CardState {
    var state = CardState()
    let scheduler = Scheduler(learningSteps: [], relearningSteps: [])
    for (days, rating) in answers {
      let at = now + Int64(days) * secondsPerDay
      let review = Review(
        card: card + "#recall", question: card, rating: rating, at: at, milliseconds: 2000, before: state,
        after: scheduler.review(state.memory, rating: rating, at: at))
      if case .saved(_, let saved) = try store.record(review, course: course) { state = saved }
    }
    return state
  }

  @Test("counts, retention, days and the days to come")
  func whole() throws {
    let a = try study("a", [(-40, .good), (-38, .good), (-20, .good), (0, .again)])
    try study("b", [(-2, .easy), (0, .hard)])
    try study("c", [(-1, .good)])
    try study("d", [(-1, .good)], course: "another")
    _ = try store.suspend("b#recall", question: "b", course: "c")
    let statistics = try store.statistics(course: "c", day: day, at: now, daysAhead: 4, daysBack: 3)
    #expect(statistics.answers == 7)
    #expect(statistics.ratings == [.good: 4, .again: 1, .easy: 1, .hard: 1])
    #expect(statistics.answersByDay == [1, 1, 2])
    #expect(statistics.daysStudied == 6)
    #expect(statistics.streak == 3)
    #expect(statistics.milliseconds == 14_000)
    // a comes back when its memory says; c, of stability 2.3, two days after yesterday; b is suspended.
    var due = [0, 1, 0, 0]
    due[Int(a.memory?.interval ?? 0) / 86_400] += 1
    #expect(statistics.due == due)
    // First answers are no test of memory: of the other four, three were young.
    #expect(statistics.young == .init(answers: 3, recalled: 3))
    #expect(statistics.mature == .init(answers: 1, recalled: 0))
    #expect(statistics.retention.share == 0.75)
    #expect(statistics.cards == CardCounts(new: 0, learning: 0, young: 2, mature: 0, suspended: 1))
  }

  @Test("a streak ends where a day is missing, and today is not over yet")
  func streak() throws {
    try study("a", [(-5, .good), (-3, .good), (-2, .good), (-1, .good)])
    #expect(try store.homeCounts(course: "c", day: day, at: now).streak == 3)
    try study("b", [(0, .good)])
    #expect(try store.homeCounts(course: "c", day: day, at: now).streak == 4)
    #expect(try store.homeCounts(course: "c", day: day, at: now + 2 * secondsPerDay).streak == 0)
  }

  @Test("the home screen counts what the queue asks", arguments: 0..<12 as Range<UInt64>)
  func home(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    // One card a question: siblings are the queue's business.
    let questions = (0..<60).map { Sample.question("q\($0)") }
    let course = Sample.course([Sample.lesson("lesson", questions)])
    let deck = Deck(course)
    for card in deck.cards where Int.random(in: 0..<4, using: &random) > 0 {
      var state = CardState()
      var at = now - Int64.random(in: 0...(9 * secondsPerDay), using: &random)
      for _ in 0..<Int.random(in: 1...4, using: &random) where at <= now {
        let rating = Rating.allCases.randomElement(using: &random) ?? .good
        let review = Review(
          card: card.id, question: card.question, rating: rating, at: at, before: state,
          after: Scheduler().review(state.memory, rating: rating, at: at))
        if case .saved(_, let saved) = try store.record(review, course: course.id) { state = saved }
        at = (state.memory?.due ?? at) + Int64.random(in: 0...7200, using: &random)
      }
      if Int.random(in: 0..<10, using: &random) == 0 {
        _ = try store.suspend(card.id, question: card.question, course: course.id)
      }
      if Int.random(in: 0..<10, using: &random) == 0 {
        _ = try store.bury(card.id, question: card.question, course: course.id, until: day.end(ofDayAt: now))
      }
    }
    var settings = StudySettings()
    settings.day = day
    let states = try store.states(course: course.id)
    let queue = StudyQueue(deck, states: states, settings: settings, at: now)
    let home = try store.homeCounts(course: course.id, day: day, at: now)
    #expect(home.learning == queue.counts.learning)
    #expect(home.review == queue.counts.review)
    #expect(home.seen == states.values.count { $0.memory != nil })
    let awake = states.values.filter { !$0.isSuspended && !$0.isBuried(at: now) }
    #expect(home.nextDue == awake.compactMap(\.memory?.due).min())
    #expect(home.answeredToday > 0 || home.streak == 0 || home.introducedToday == 0)
  }

  @Test("cards are counted by lesson")
  func lessons() throws {
    try study("lesson-0/q0", [(-3, .good)])
    try study("lesson-1/q1", [(-300, .easy), (-200, .easy)])
    let deck = Deck(Sample.course(lessons: 3, questions: 2))
    let counts = deck.countsByLesson(try store.states(course: "c"))
    #expect(
      counts == [
        "lesson-0": CardCounts(new: 7, learning: 0, young: 1, mature: 0, suspended: 0),
        "lesson-1": CardCounts(new: 7, learning: 0, young: 0, mature: 1, suspended: 0),
        "lesson-2": CardCounts(new: 8, learning: 0, young: 0, mature: 0, suspended: 0),
      ])
  }
}
