import GRDB
import Testing

@testable import Practice

@Suite struct ReviewSessionTests {
  let start: Int64 = 1_700_000_000
  let deck = Deck(Sample.course(lessons: 2, questions: 3))
  let store: Store

  init() throws { store = try .inMemory(program: "", now: 0) }

  func begin(
    _ store: Store? = nil, at now: Int64? = nil, _ change: (inout StudySettings) -> Void = { _ in }
  ) throws(StoreError) -> ReviewSession {
    var settings = StudySettings()
    settings.fuzzes = false
    change(&settings)
    return try ReviewSession(
      deck: deck, store: store ?? self.store, settings: settings, seed: 1, at: now ?? start)
  }

  func answered() throws -> Int {
    try store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM answer") ?? 0 }
  }

  @Test("a whole session, from the first question to the summary")
  func whole() throws {
    var session = try begin()
    var now = start
    var trace: [String] = []
    for step in 0..<100 {
      switch session.phase {
      case .asking(let asking):
        #expect(session.preview(at: now) != nil)
        trace.append(asking.card.question.suffix(2) + "?")
        session.reveal()
      case .revealed:
        let rating: Rating = step == 1 ? .again : .good
        guard case .saved = try session.rate(rating, at: now, milliseconds: 4000) else {
          Issue.record("not saved")
          return
        }
        now += 5
      case .waiting(let until, let cards):
        trace.append("wait \(until - start) for \(cards)")
        now = until
        session.resume(at: now)
      case .finished:
        break
      }
    }
    // Six new cards at five seconds each; the first was rated again and is back after a minute, the others after ten.
    #expect(
      trace == [
        "q0?", "q1?", "q2?", "q0?", "q1?", "q2?", "wait 60 for 6", "q0?", "wait 605 for 6", "q1?",
        "wait 610 for 5", "q2?", "wait 615 for 4", "q0?", "wait 620 for 3", "q1?", "wait 625 for 2", "q2?",
        "wait 660 for 1", "q0?",
      ])
    let summary = session.summary
    #expect(summary.answered == 13 && summary.ratings == [.again: 1, .good: 12])
    #expect(summary.introduced == 6 && summary.learned == 6 && summary.milliseconds == 52_000)
    #expect(summary.recalledShare == 12.0 / 13)
    #expect(summary.correctShare == nil)
    #expect(summary.ended == 660 + start)
    #expect(try answered() == 13)
    #expect(try begin(at: now + 1).phase == .finished, "no sibling on the same day")
    #expect(try begin(at: start + 3 * secondsPerDay).remaining.review == 6)
  }

  @Test("undo brings the card back as it was, through the whole session")
  func undo() throws {
    var session = try begin()
    var phases: [ReviewSession.Phase] = []
    var queues: [StudyQueue] = []
    var now = start
    while phases.count < 8 {
      switch session.phase {
      case .asking: session.reveal()
      case .revealed:
        phases.append(session.phase)
        queues.append(session.queue)
        try session.rate([.again, .good, .easy][phases.count % 3], at: now)
        now += 70
      default:
        Issue.record("ended early")
        return
      }
    }
    while let phase = phases.popLast() {
      #expect(try session.undo(at: now))
      #expect(session.phase == phase)
      #expect(session.queue == queues.popLast())
    }
    #expect(try session.undo(at: now) == false)
    #expect(!session.canUndo)
    #expect(try answered() == 0)
    #expect(
      try store.states(course: deck.course).values.allSatisfy { $0.memory == nil && $0.introduced == nil })
    #expect(session.summary == Summary(started: start))
    // And the same card can be rated anew.
    #expect(try session.rate(.good, at: now) != .ignored)
    #expect(try answered() == 1)
  }

  @Test("a card answered in another terminal does not count twice, and the rest is reloaded")
  func elsewhere() throws {
    var first = try begin()
    var second = try begin()
    first.reveal()
    second.reveal()
    #expect(first.asking?.card == second.asking?.card)
    let answeredCard = first.asking?.card
    _ = try first.rate(.easy, at: start)
    #expect(try second.rate(.again, at: start) == .answeredElsewhere)
    #expect(second.summary.answered == 0)
    #expect(second.asking != nil && second.asking?.card.question != answeredCard?.question)
    #expect(try answered() == 1)

    // What the other terminal did in the meantime is passed over without asking.
    second.reveal()
    _ = try second.rate(.easy, at: start)
    let done = second.asking?.card
    second.reveal()
    _ = try second.rate(.easy, at: start)
    #expect(first.asking?.card.question != nil)
    first.reveal()
    _ = try first.rate(.easy, at: start)
    #expect(first.asking?.card != done)
  }

  @Test("an undo that another terminal has overtaken changes nothing")
  func overtakenUndo() throws {
    var first = try begin()
    first.reveal()
    _ = try first.rate(.good, at: start)
    let card = deck.cards[0]
    let state = try store.state(of: card.id, course: deck.course)
    _ = try store.record(
      Review(
        card: card.id, question: card.question, rating: .good, at: start + 600, before: state,
        after: Scheduler().review(state.memory, rating: .good, at: start + 600)), course: deck.course)
    #expect(try first.undo(at: start + 700) == false)
    #expect(try answered() == 2)
    #expect(!first.canUndo)
  }

  @Test("skipped, buried and suspended cards leave the session")
  func putAside() throws {
    var session = try begin()
    var seen: [String] = []
    seen.append(session.asking?.card.id ?? "")
    session.skip(at: start)
    seen.append(session.asking?.card.id ?? "")
    try session.bury(at: start)
    seen.append(session.asking?.card.id ?? "")
    try session.suspend(at: start)
    #expect(session.remaining.new == 3)
    #expect(!seen.contains(session.asking?.card.id ?? ""))
    let states = try store.states(course: deck.course)
    #expect(states[seen[0]] == nil)
    #expect(states[seen[1]]?.buriedUntil == LocalDay().end(ofDayAt: start))
    #expect(states[seen[2]]?.isSuspended == true)
    // Their siblings wait for nothing: follow-ups of unknown questions stay locked.
    let again = try begin()
    #expect(again.remaining.new == 4)
    #expect(session.summary.skipped == 3)
  }

  @Test("a put-off card doesn't come back by an undo")
  func undoAfterSkip() throws {
    var session = try begin()
    session.reveal()
    _ = try session.rate(.good, at: start)
    let skipped = session.asking?.card.id
    session.skip(at: start)
    #expect(try session.undo(at: start))
    session.reveal()
    _ = try session.rate(.good, at: start)
    #expect(session.asking?.card.id != skipped)
    #expect(session.remaining == .init(new: 4, learning: 1, review: 0))
  }

  @Test("waiting cards can be shown ahead of their time")
  func ahead() throws {
    var session = try begin { $0.newPerDay = 1 }
    session.reveal()
    _ = try session.rate(.good, at: start)
    #expect(session.phase == .waiting(until: start + 600, cards: 1))
    session.resume(at: start + 1)
    #expect(session.phase == .waiting(until: start + 600, cards: 1))
    session.showAhead(at: start + 1)
    session.reveal()
    _ = try session.rate(.good, at: start + 1)
    #expect(session.phase == .finished)
    #expect(session.summary.learned == 1 && session.summary.dueThisWeek == 1)
  }

  @Test("what doesn't fit the phase does nothing")
  func misuse() throws {
    var session = try begin()
    #expect(try session.rate(.good, at: start) == .ignored)
    session.showAhead(at: start)
    session.resume(at: start)
    #expect(session.remaining.new == 6)
    session.reveal()
    #expect(session.answer(.recalled) == nil)
    try session.finish(at: start)
    #expect(session.phase == .finished)
    session.skip(at: start)
    #expect(session.preview(at: start) == nil)
    #expect(try answered() == 0)
  }

  @Test("a full disk leaves the card on the screen, still to be rated")
  func diskFull() throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(at: folder.file("p.sqlite"), program: "", now: 0)
    var settings = StudySettings()
    settings.newPerDay = 1000
    var session = try ReviewSession(
      deck: Deck(Sample.course(lessons: 10, questions: 20)), store: store, settings: settings, seed: 1,
      at: start)
    func limit(pages: Int) throws {
      try store.queue.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA max_page_count = \(pages)")
      }
    }
    // There is room for some answers in the pages that are there.
    try limit(pages: 1)
    var phase = session.phase
    let error = #expect(throws: StoreError.self) {
      while session.summary.answered < 200 {
        session.reveal()
        phase = session.phase
        try session.rate(.good, at: start)
      }
    }
    #expect(error?.kind == .diskFull)
    #expect(session.phase == phase)
    let count = session.summary.answered
    #expect(try store.states(course: session.deck.course).count == count)
    try limit(pages: 100_000)
    try session.rate(.good, at: start)
    #expect(session.phase != phase && session.summary.answered == count + 1)
  }

  @Test("where everything is asked, an answer given in another terminal takes no sibling away")
  func everythingInTwoTerminals() throws {
    let folder = try TemporaryFolder()
    let stores = try (0..<2).map { _ in try Store.open(at: folder.file("p.sqlite"), program: "", now: 0) }
    var sessions = try stores.map { try begin($0) { $0.scope = .everything } }
    for terminal in [0, 1, 0] {
      sessions[terminal].reveal()
      try sessions[terminal].rate(.easy, at: start)
    }
    var asked: Set<String> = []
    while let card = sessions[1].asking?.card {
      asked.insert(card.id)
      sessions[1].reveal()
      try sessions[1].rate(.easy, at: start)
    }
    // The first card was rated here before the other's answers were seen.
    #expect(asked.count >= deck.cards.count - 3 && Set(deck.cards.map(\.kind)).count == 3)
    #expect(deck.cards.filter { $0.kind != .recall }.allSatisfy { asked.contains($0.id) })
  }

  @Test("the same seed asks the same")
  func seeded() throws {
    #expect(try begin().phase == begin().phase)
  }

  @Test("an empty deck is finished at once")
  func empty() throws {
    let session = try ReviewSession(
      deck: Deck(Sample.course([])), store: store, settings: StudySettings(), seed: 1, at: start)
    #expect(session.phase == .finished && session.summary.answered == 0)
  }

  @Test("the keys promise what a rating does, chance included", arguments: 1...5 as ClosedRange<UInt64>)
  func promises(seed: UInt64) throws {
    for rating in Rating.allCases {
      let store = try Store.inMemory(program: "", now: 0)
      for day in 0..<6 as Range<Int64> {
        let now = start + day * 30 * secondsPerDay
        var session = try ReviewSession(
          deck: deck, store: store, settings: StudySettings(), seed: seed, at: now)
        session.reveal()
        let promised = try #require(session.preview(at: now))
        #expect(try session.rate(rating, at: now) == .saved(promised[rating]))
      }
    }
  }

  @Test(
    "whatever two terminals do, no sibling is asked twice and every answer is counted",
    arguments: 0..<8 as Range<UInt64>)
  func random(seed: UInt64) throws {
    let folder = try TemporaryFolder()
    let stores = try (0..<2).map { _ in try Store.open(at: folder.file("p.sqlite"), program: "", now: 0) }
    var random = SplitMix(seed: seed)
    var now = start
    var saved = 0
    for _ in 0..<3 {
      var sessions = try stores.map {
        try begin($0, at: now) { $0.scope = seed % 4 == 3 ? .everything : .due }
      }
      var asked: [[String: String]] = [[:], [:]]
      for _ in 0..<60 {
        let terminal = Int.random(in: 0...1, using: &random)
        if let card = sessions[terminal].asking?.card {
          let sibling = asked[terminal].updateValue(card.id, forKey: card.question)
          if sessions[terminal].settings.scope == .due { #expect(sibling == nil || sibling == card.id) }
        }
        switch (Int.random(in: 0..<12, using: &random), sessions[terminal].phase) {
        case (0, _): if try sessions[terminal].undo(at: now) { saved -= 1 }
        case (1, .asking): sessions[terminal].skip(at: now)
        case (2, .asking) where seed % 2 == 0: try sessions[terminal].bury(at: now)
        case (_, .asking): sessions[terminal].reveal()
        case (_, .revealed):
          let rating = Rating.allCases.randomElement(using: &random) ?? .good
          if case .saved = try sessions[terminal].rate(rating, at: now) { saved += 1 }
        case (_, .waiting(let until, _)):
          if Bool.random(using: &random) {
            sessions[terminal].showAhead(at: now)
          } else {
            now = max(now, until)
            sessions[terminal].resume(at: now)
          }
        case (_, .finished): break
        }
        let counts = sessions[terminal].remaining
        #expect(counts.new >= 0 && counts.learning >= 0 && counts.review >= 0)
        now += Int64.random(in: 0...40, using: &random)
      }
      try sessions[0].finish(at: now)
      try sessions[1].finish(at: now)
      now += Int64.random(in: 1...20, using: &random) * secondsPerDay
    }
    let store = stores[0]
    #expect(saved > 10)
    #expect(try store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM answer") } == saved)
    #expect(try store.states(course: deck.course).values.map(\.reviews).reduce(0, +) == saved)
  }
}
