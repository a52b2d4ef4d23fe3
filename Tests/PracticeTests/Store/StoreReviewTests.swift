import GRDB
import Testing

@testable import Practice

@Suite struct StoreReviewTests {
  let start: Int64 = 1_700_000_000
  let scheduler = Scheduler()

  func store() throws -> Store { try .inMemory(program: "test", now: start) }

  func review(_ state: CardState, _ rating: Rating, at now: Int64, card: String = "q#recall") -> Review {
    Review(
      card: card, question: "q", rating: rating, at: now, milliseconds: 1500, share: nil, before: state,
      after: scheduler.review(state.memory, rating: rating, at: now))
  }

  func saved(_ recorded: Recorded) throws -> (entry: Int64, state: CardState) {
    guard case .saved(let entry, let state) = recorded else { throw Unexpected.changedElsewhere }
    return (entry, state)
  }

  enum Unexpected: Error { case changedElsewhere }

  @Test("a review is read back as it was written")
  func roundTrip() throws {
    let store = try store()
    var state = CardState()
    var now = start
    for rating in [Rating.good, .good, .easy, .again, .hard, .good] {
      state = try saved(store.record(review(state, rating, at: now), course: "c")).state
      #expect(try store.states(course: "c") == ["q#recall": state])
      #expect(try store.state(of: "q#recall", course: "c") == state)
      now = state.memory?.due ?? now
    }
    #expect(state.reviews == 6)
    #expect(state.lapses == 1)
    #expect(state.introduced == start)
    #expect(try store.states(course: "another") == [:])
  }

  @Test("undo restores every state exactly, back to a new card", arguments: [1, 2, 3, 4, 5])
  func undo(seed: UInt64) throws {
    let store = try store()
    var random = SplitMix(seed: seed)
    var states = [CardState()]
    var entries: [Int64] = []
    var now = start
    for _ in 0..<12 {
      let rating = Rating.allCases.randomElement(using: &random) ?? .good
      let (entry, state) = try saved(
        store.record(review(states[states.count - 1], rating, at: now), course: "c"))
      entries.append(entry)
      states.append(state)
      now += Int64.random(in: 0...(40 * secondsPerDay), using: &random)
    }
    while let entry = entries.popLast() {
      states.removeLast()
      let restored = try saved(store.undo(entry, at: now)).state
      var expected = states[states.count - 1]
      // The version alone goes on: another terminal must see that something happened.
      expected.version = restored.version
      #expect(restored == expected)
      #expect(try store.state(of: "q#recall", course: "c") == restored)
    }
    let rows = try store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM review") }
    #expect(rows == 24, "an undo is one more row, never one less")
    #expect(try store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM answer") } == 0)
  }

  @Test("an answer can't be taken back twice, nor under a later one")
  func undoOnce() throws {
    let store = try store()
    let first = try saved(store.record(review(CardState(), .good, at: start), course: "c"))
    let second = try saved(store.record(review(first.state, .good, at: start + 600), course: "c"))
    #expect(try store.undo(first.entry, at: start) == .changedElsewhere(second.state))
    let undone = try saved(store.undo(second.entry, at: start))
    #expect(try store.undo(second.entry, at: start) == .changedElsewhere(undone.state))
    #expect(throws: StoreError.self) { try store.undo(99, at: start) }
  }

  @Test("a log refuses to be changed", arguments: ["review", "attempt", "hint", "rename"])
  func appendOnly(table: String) throws {
    let store = try store()
    _ = try store.record(review(CardState(), .good, at: start), course: "c")
    try store.record(
      Attempt(
        exercise: "e", at: start, language: .python, verdict: "passed", score: 1, maxScore: 1, seed: .max))
    try store.recordHint(0, of: "e", at: start)
    try store.queue.write { db in
      try db.execute(sql: "INSERT INTO rename (course, old, new, at) VALUES (1, 'a', 'b', 0)")
    }
    for sql in ["UPDATE \(table) SET at = 0", "DELETE FROM \(table)"] {
      let error = #expect(throws: DatabaseError.self) {
        try store.queue.write { db in try db.execute(sql: sql) }
      }
      #expect(error?.message == "\(table) is append-only")
    }
  }

  @Test("the log keeps the state before and after, and what the checker found")
  func logRow() throws {
    let store = try store()
    var given = review(CardState(), .hard, at: start)
    given.share = 0.5
    let (entry, _) = try saved(store.record(given, course: "c"))
    let row = try store.read { db in
      try Row.fetchOne(
        db,
        sql: """
          SELECT at, rating, milliseconds, share, stage_before, stability_before, stage_after, step_after, due_after
          FROM review WHERE key = ?
          """, arguments: [entry])
    }
    #expect(
      row?.description
        == "[at:1700000000 rating:2 milliseconds:1500 share:0.5 stage_before:0 stability_before:NULL stage_after:1 "
        + "step_after:0 due_after:1700000330]")
  }

  @Test("suspending and burying keep a card's memory")
  func putAside() throws {
    let store = try store()
    let state = try saved(store.record(review(CardState(), .good, at: start), course: "c")).state
    let suspended = try store.suspend("q#recall", question: "q", course: "c")
    #expect(suspended.isSuspended && suspended.memory == state.memory)
    let back = try store.suspend("q#recall", question: "q", course: "c", false)
    #expect(!back.isSuspended)
    let buried = try store.bury("new#recall", question: "new", course: "c", until: start + 10)
    #expect(buried.isBuried(at: start) && !buried.isBuried(at: start + 10))
    #expect(try store.states(course: "c").count == 2)
  }

  @Test("attempts and hints add up to the progress of an exercise")
  func exercises() throws {
    let store = try store()
    func attempt(_ verdict: String, _ score: Double, at: Int64) -> Attempt {
      Attempt(
        exercise: "rnn-step", at: at, language: .swift, verdict: verdict, score: score, maxScore: 10,
        seed: 0xffff_ffff_ffff_ffff, milliseconds: 700)
    }
    try store.record(attempt("failed", 7, at: 1))
    try store.record(attempt("passed", 10, at: 2))
    try store.record(attempt("failed", 3, at: 3))
    try store.recordHint(0, of: "rnn-step", at: 1)
    try store.recordHint(1, of: "rnn-step", at: 2)
    try store.recordHint(0, of: "other", at: 2)
    try store.recordSolution(of: "other", at: 4)
    var expected = ExerciseProgress()
    expected.attempts = 3
    expected.firstPassed = 2
    expected.bestShare = 1
    expected.lastAttempt = attempt("failed", 3, at: 3)
    expected.hintsShown = 2
    var other = ExerciseProgress()
    other.hintsShown = 1
    other.hasSeenSolution = true
    #expect(try store.exerciseProgress() == ["rnn-step": expected, "other": other])
  }
}
