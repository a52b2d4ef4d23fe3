import Testing

@testable import Practice

@Suite struct SchedulerTests {
  let scheduler = Scheduler()
  let start: Int64 = 1_700_000_000

  @Test("a preview is what a review would give")
  func preview() {
    var memory: Memory?
    var now = start
    for rating in [Rating.good, .good, .easy, .again, .hard, .good] {
      let preview = scheduler.preview(memory, at: now)
      for other in Rating.allCases {
        #expect(preview[other] == scheduler.review(memory, rating: other, at: now))
      }
      memory = preview[rating]
      now += preview.interval(rating)
    }
  }

  @Test("a better rating never brings a card back sooner")
  func monotone() {
    var random = SplitMix(seed: 1)
    for _ in 0..<2000 {
      let memory = Memory(
        stage: .review, stability: Double.random(in: 0.01...3000, using: &random),
        difficulty: Double.random(in: 1...10, using: &random), due: start, lastReview: start)
      let now = start + Int64.random(in: 0...(400 * secondsPerDay), using: &random)
      let intervals = Rating.allCases.map { scheduler.preview(memory, at: now).interval($0) }
      #expect(intervals == intervals.sorted())
    }
  }

  @Test("recall falls to the desired retention when a card is due")
  func retention() {
    for retention in [0.8, 0.9, 0.95] {
      let scheduler = Scheduler(desiredRetention: retention, learningSteps: [])
      let memory = scheduler.review(nil, rating: .easy, at: start)
      #expect(abs(scheduler.retrievability(memory, at: memory.due) - retention) < 0.02)
      #expect(scheduler.retrievability(memory, at: start) == 1)
    }
  }

  @Test("random intervals stay within py-fsrs' bounds, reach both, and leave short ones alone")
  func fuzz() {
    var random = SplitMix(seed: 2)
    #expect((0..<50).allSatisfy { _ in scheduler.fuzzed(days: 2, using: &random) == 2 })
    // 10 days: 1 + 0.15·4.5 + 0.1·3 = 1.975 either way; 100 days: 1 + 0.675 + 1.3 + 4 = 6.975
    for (days, range) in [(10, 8...12), (100, 93...107)] {
      let drawn = Set((0..<2000).map { _ in scheduler.fuzzed(days: days, using: &random) })
      #expect(drawn == Set(range))
    }
    let short = Scheduler(maximumInterval: 100)
    #expect((0..<2000).allSatisfy { _ in short.fuzzed(days: 100, using: &random) <= 100 })
  }

  @Test("a clock set back counts as no time, and nothing overflows")
  func oddClocks() {
    let memory = scheduler.review(nil, rating: .easy, at: start)
    let back = scheduler.review(memory, rating: .good, at: start - 1_000_000)
    #expect(back.stability >= memory.stability)
    #expect(scheduler.retrievability(memory, at: 0) == 1)
    let late = scheduler.review(memory, rating: .again, at: start + 3_000_000_000)
    #expect(late.stability.isFinite && late.stability > 0)
  }

  @Test("weights that are no FSRS-6 weights are refused")
  func weights() {
    #expect(Scheduler.Parameters([1, 2, 3]) == nil)
    #expect(Scheduler.Parameters(Array(repeating: .nan, count: 21)) == nil)
    #expect(Scheduler.Parameters(Scheduler.Parameters.standard.weights) == .standard)
  }
}

@Suite struct LocalDayTests {
  @Test("a day starts at four local time")
  func border() {
    // 2024-02-29 03:59:59 and 04:00:00 in UTC+1.
    let day = LocalDay(secondsFromUTC: 3600)
    #expect(day.number(of: 1_709_175_600 - 1) + 1 == day.number(of: 1_709_175_600))
    #expect(day.start(of: day.number(of: 1_709_175_600)) == 1_709_175_600)
    #expect(day.end(ofDayAt: 1_709_175_600) == 1_709_175_600 + 86_400)
  }

  @Test("times before 1970 belong to the day they lie in")
  func negative() {
    let day = LocalDay(secondsFromUTC: 0, startHour: 0)
    #expect(day.number(of: -1) == -1)
    #expect(day.number(of: -86_400) == -1)
    #expect(day.number(of: -86_401) == -2)
  }
}
