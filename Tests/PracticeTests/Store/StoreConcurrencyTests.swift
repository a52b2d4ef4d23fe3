import Foundation
import GRDB
import Testing

@testable import Practice

@Suite struct StoreConcurrencyTests {
  @Test("of two terminals that answer the same showing, one is told that it was late")
  func twoTerminals() throws {
    let folder = try TemporaryFolder()
    let stores = try (0..<2).map { _ in try Store.open(at: folder.file("p.sqlite"), program: "", now: 0) }
    let review = Review(
      card: "q#recall", question: "q", rating: .good, at: 10, before: CardState(),
      after: Scheduler().review(nil, rating: .good, at: 10))
    let first = try stores[0].record(review, course: "c")
    let state = try stores[1].state(of: "q#recall", course: "c")
    #expect(first == .saved(1, state))
    #expect(try stores[1].record(review, course: "c") == .changedElsewhere(state))
    #expect(try stores[1].read { try Int.fetchOne($0, sql: "SELECT count(*) FROM review") } == 1)
  }

  @Test("many writers at once lose nothing and double nothing")
  func race() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("p.sqlite")
    let saved = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<4 {
        group.addTask {
          // Each opens for itself: making and migrating the file is part of the race.
          let store = try Store.open(at: path, program: "", now: 0)
          var saved = 0
          for round in 0..<25 {
            let before = try store.state(of: "q#recall", course: "c")
            let after = Scheduler().review(before.memory, rating: .good, at: Int64(round))
            let review = Review(
              card: "q#recall", question: "q", rating: .good, at: Int64(round), before: before, after: after)
            if case .saved = try store.record(review, course: "c") { saved += 1 }
          }
          return saved
        }
      }
      return try await group.reduce(0, +)
    }
    let store = try Store.open(at: path, program: "", now: 0)
    #expect(saved >= 25)
    #expect(try store.state(of: "q#recall", course: "c").reviews == saved)
    #expect(try store.state(of: "q#recall", course: "c").version == saved)
    #expect(try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM review") } == saved)
  }

  @Test("a store that somebody else holds says so, and nothing is lost")
  func locked() throws {
    let folder = try TemporaryFolder()
    let holder = try Store.open(at: folder.file("p.sqlite"), program: "", now: 0)
    let store = try Store.open(at: folder.file("p.sqlite"), program: "", now: 0, patience: 0.05)
    try holder.queue.writeWithoutTransaction { db in
      try db.inTransaction(.immediate) { () throws -> Database.TransactionCompletion in
        let error = #expect(throws: StoreError.self) { try store.suspend("a", question: "a", course: "c") }
        #expect(error?.kind == .locked)
        // Readers go on beside a writer.
        let states = try store.states(course: "c")
        #expect(states == [:])
        return .rollback
      }
    }
    #expect(try store.suspend("a", question: "a", course: "c").isSuspended)
  }

  /// A process of its own reviews in a loop, writes down what was acknowledged, and dies by SIGKILL.
  @Test("every answer acknowledged before kill -9 is there", arguments: [3, 8, 17, 29, 41])
  func killed(milliseconds: Int) async throws {
    let folder = try TemporaryFolder()
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [path = folder.path as String, milliseconds = milliseconds as Int] in
      let store = try Store.open(at: "\(path)/p.sqlite", program: "", now: 0)
      let acknowledged = open("\(path)/acknowledged", O_WRONLY | O_CREAT | O_APPEND, 0o600)
      Thread.detachNewThread {
        usleep(UInt32(milliseconds) * 1000)
        kill(getpid(), SIGKILL)
      }
      var states: [Int: CardState] = [:]
      for number in 0... {
        let card = number % 7
        let before = states[card] ?? CardState()
        let now = Int64(number * 600)
        let review = Review(
          card: "q\(card)#recall", question: "q\(card)", rating: number % 5 == 0 ? .again : .good, at: now,
          before: before, after: Scheduler().review(before.memory, rating: .good, at: now))
        guard case .saved(_, let state) = try store.record(review, course: "c") else { exit(1) }
        states[card] = state
        write(acknowledged, ".", 1)
      }
    }

    let marks = (try? Data(contentsOf: URL(fileURLWithPath: folder.file("acknowledged"))))?.count ?? 0
    let store = try Store.open(at: folder.file("p.sqlite"), program: "", now: 0)
    let rows = try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM review") ?? 0 }
    // One may be on the disk whose mark was not written any more.
    #expect(rows == marks || rows == marks + 1)
    #expect(try store.states(course: "c").values.map(\.reviews).reduce(0, +) == rows)
    #expect(try store.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
    let broken = try store.read { db in
      try Int.fetchOne(
        db,
        sql: """
          SELECT count(*) FROM card WHERE (stability, due) IS NOT
            (SELECT stability_after, due_after FROM review WHERE card = card.key ORDER BY key DESC LIMIT 1)
          """)
    }
    #expect(broken == 0, "each card stands where its last log row left it")
  }
}
