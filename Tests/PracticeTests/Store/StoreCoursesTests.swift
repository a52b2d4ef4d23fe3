import Curriculum
import GRDB
import Testing

@testable import Practice

@Suite struct StoreCoursesTests {
  @Test("cards that left the course are counted no more, and come back with their history")
  func present() throws {
    let store = try Store.inMemory(program: "", now: 0)
    let whole = Sample.course([Sample.lesson("lesson", [Sample.question("a"), Sample.question("b")])])
    let half = Sample.course([Sample.lesson("lesson", [Sample.question("a")])])
    try store.sync(whole, deck: Deck(whole), at: 0)
    for id in ["a", "b"] {
      _ = try store.record(
        Review(
          card: "\(id)#recall", question: id, rating: .good, at: 0, before: CardState(),
          after: Scheduler().review(nil, rating: .good, at: 0)), course: "course")
    }
    func due() throws -> Int { try store.homeCounts(course: "course", day: LocalDay(), at: 700).learning }
    #expect(try due() == 2)
    try store.sync(half, deck: Deck(half), at: 1)
    #expect(try due() == 1)
    try store.sync(whole, deck: Deck(whole), at: 2)
    #expect(try due() == 2)
  }

  @Test("an unchanged course writes nothing")
  func unchanged() throws {
    let store = try Store.inMemory(program: "", now: 0)
    let course = Sample.course(lessons: 2, questions: 2)
    try store.sync(course, deck: Deck(course), at: 0)
    let before = try store.read { db in db.totalChangesCount }
    try store.sync(course, deck: Deck(course), at: 1)
    #expect(try store.read { db in db.totalChangesCount } == before)
  }

  @Test("a question that lost its id to an edit keeps its history, and that is logged")
  func renamed() throws {
    let store = try Store.inMemory(program: "", now: 0)
    func course(_ id: String, _ prompt: String) -> Course {
      Sample.course([
        Sample.lesson(
          "lesson",
          [
            Sample.question(id, prompt: prompt, answer: "A ==b==.", followUps: [("c?", "d")]),
            Sample.question("other", prompt: "Something else altogether?"),
          ])
      ])
    }
    let old = course(
      "lesson-why-do-gradiens", "Why do gradiens vanish in a plain recurrent network over long sequences?")
    let new = course(
      "lesson-why-do-gradients", "Why do gradients vanish in a plain recurrent network over long sequences?")
    #expect(try store.sync(old, deck: Deck(old), at: 0) == [])
    for card in Deck(old).cards {
      _ = try store.record(
        Review(
          card: card.id, question: card.question, rating: .easy, at: 0, before: CardState(),
          after: Scheduler().review(nil, rating: .easy, at: 0)), course: "course")
    }
    let before = try store.states(course: "course")
    let renames = try store.sync(new, deck: Deck(new), at: 7)
    #expect(
      renames.map(\.old) == ["lesson-why-do-gradiens"] && renames.map(\.new) == ["lesson-why-do-gradients"])
    let after = try store.states(course: "course")
    #expect(Set(after.keys) == Set(Deck(new).cards.map(\.id)))
    for (old, new) in zip(Deck(old).cards, Deck(new).cards) {
      #expect(after[new.id]?.memory == before[old.id]?.memory)
    }
    let row = try store.read { db in try Row.fetchOne(db, sql: "SELECT old, new, at FROM rename") }
    #expect(row?.description == #"[old:"lesson-why-do-gradiens" new:"lesson-why-do-gradients" at:7]"#)
    #expect(try store.sync(new, deck: Deck(new), at: 8) == [])
  }
}
