import Testing

@testable import Practice

@Suite struct StudyQueueTests {
  let now: Int64 = 1_700_000_000
  let deck = Deck(Sample.course(lessons: 6, questions: 10))

  func settings(_ change: (inout StudySettings) -> Void = { _ in }) -> StudySettings {
    var settings = StudySettings()
    settings.fuzzes = false
    change(&settings)
    return settings
  }

  func known(stability: Double = 10, due: Int64, last: Int64, _ stage: Memory.Stage = .review) -> CardState {
    var state = CardState()
    state.memory = Memory(stage: stage, stability: stability, difficulty: 5, due: due, lastReview: last)
    state.introduced = last - 90 * secondsPerDay
    return state
  }

  /// Everything that the queue would ask if all was answered at once.
  func drain(_ queue: StudyQueue, at now: Int64) -> [Card] {
    var queue = queue
    var cards: [Card] = []
    while let card = queue.card(at: now) {
      cards.append(card)
      queue.remove(card)
    }
    #expect(queue.counts.review == 0 && queue.counts.new == 0)
    return cards
  }

  @Test("a new deck gives the day's number of new cards in the order of the course, one a question")
  func newCards() {
    let queue = StudyQueue(deck, states: [:], settings: settings(), at: now)
    #expect(queue.counts == .init(new: 20, learning: 0, review: 0))
    #expect(
      drain(queue, at: now).map(\.id) == deck.cards.filter { $0.kind == .recall }.prefix(20).map(\.id))
  }

  @Test("siblings never come on one day, whatever is due", arguments: 0..<20 as Range<UInt64>)
  func siblings(seed: UInt64) {
    var random = SplitMix(seed: seed)
    var states: [String: CardState] = [:]
    for card in deck.cards where Bool.random(using: &random) {
      let last = now - Int64.random(in: 0...(5 * secondsPerDay), using: &random)
      let stage: Memory.Stage =
        [.review, .learning(step: 0), .relearning(step: 0)].randomElement(using: &random) ?? .review
      states[card.id] = known(
        due: last + Int64.random(in: 60...(3 * secondsPerDay), using: &random), last: last, stage)
    }
    let settings = settings { $0.newPerDay = 1000 }
    let queue = StudyQueue(deck, states: states, settings: settings, at: now)
    let cards = drain(queue, at: now) + queue.learning.filter { $0.due > now }.map(\.card)
    #expect(!cards.isEmpty)
    #expect(Set(cards.map(\.question)).count == cards.count)
    let dayStart = settings.day.start(of: settings.day.number(of: now))
    for card in cards {
      let siblings = deck.cards.filter { $0.question == card.question && $0.id != card.id }
      let answered = siblings.filter { (states[$0.id]?.memory?.lastReview ?? 0) >= dayStart }
      #expect(answered.isEmpty || (states[card.id]?.memory?.lastReview ?? 0) >= dayStart)
    }
  }

  @Test("what is nearest to being forgotten comes first, lessons taking turns where that costs little")
  func reviews() {
    let recall = deck.cards.filter { $0.kind == .recall }
    var states: [String: CardState] = [:]
    for (index, card) in recall.enumerated() {
      states[card.id] = known(stability: Double(60 - index), due: now - 1, last: now - 30 * secondsPerDay)
    }
    let cards = drain(
      StudyQueue(deck, states: states, settings: settings { $0.newPerDay = 0 }, at: now), at: now)
    #expect(cards.count == 60)
    let retrievabilities = cards.compactMap {
      states[$0.id]?.memory.map { Scheduler().retrievability($0, at: now) }
    }
    let places = Dictionary(uniqueKeysWithValues: retrievabilities.sorted().enumerated().map { ($1, $0) })
    for (index, value) in retrievabilities.enumerated() {
      #expect(index - (places[value] ?? 99) <= 8 + 10, "put off by no more than it takes to mix two lessons")
    }
    #expect(cards.first?.id == recall.last?.id)
  }

  @Test("due today is due all day, but not under a day after the last review")
  func dueToday() {
    let card = deck.cards[0]
    let morning = settings().day.start(of: settings().day.number(of: now)) + 3600
    func counts(_ state: CardState) -> Int {
      StudyQueue(deck, states: [card.id: state], settings: settings { $0.newPerDay = 0 }, at: morning).counts
        .review
    }
    #expect(counts(known(due: morning + 3600, last: morning + 3600 - 3 * secondsPerDay)) == 1)
    #expect(counts(known(due: morning + 3600, last: morning + 3600 - secondsPerDay)) == 0)
    #expect(counts(known(due: morning, last: morning - secondsPerDay)) == 1)
    #expect(counts(known(due: morning + 86_400, last: morning - 3 * secondsPerDay)) == 0)
  }

  @Test("limits count what was done today, suspended and buried cards stay away")
  func limits() {
    let recall = deck.cards.filter { $0.kind == .recall }
    var states: [String: CardState] = [:]
    var today = known(due: now + 10 * secondsPerDay, last: now - 60)
    today.introduced = now - 60
    for card in recall.prefix(15) { states[card.id] = today }
    #expect(StudyQueue(deck, states: states, settings: settings(), at: now).counts.new == 5)

    states = [:]
    for card in recall.prefix(30) { states[card.id] = known(due: now, last: now - 9 * secondsPerDay) }
    for card in recall.prefix(4) { states[card.id]?.isSuspended = true }
    for card in recall[4..<6] { states[card.id]?.buriedUntil = now + 1 }
    let all = StudyQueue(deck, states: states, settings: settings { $0.newPerDay = 0 }, at: now)
    #expect(all.counts.review == 24)
    let limited = settings {
      $0.newPerDay = 0
      $0.reviewsPerDay = 10
    }
    #expect(StudyQueue(deck, states: states, settings: limited, at: now).counts.review == 10)
    for card in recall[6..<9] { states[card.id]?.memory?.lastReview = now }
    for card in recall[6..<9] { states[card.id]?.memory?.due = now + 5 * secondsPerDay }
    #expect(StudyQueue(deck, states: states, settings: limited, at: now).counts.review == 7)
  }

  @Test("new cards are spread among the reviews")
  func spread() {
    let recall = deck.cards.filter { $0.kind == .recall }
    var states: [String: CardState] = [:]
    for card in recall.prefix(20) { states[card.id] = known(due: now, last: now - 9 * secondsPerDay) }
    let queue = StudyQueue(deck, states: states, settings: settings { $0.newPerDay = 5 }, at: now)
    let pattern = drain(queue, at: now).map { states[$0.id] == nil ? "n" : "." }.joined()
    #expect(pattern.count == 25 && pattern.filter { $0 == "n" }.count == 5)
    #expect(!pattern.contains("nn") && pattern.hasPrefix("."))
  }

  @Test("a follow-up waits until its main question is known")
  func followUps() {
    let filter = try? TopicFilter(["lesson-0"], in: deck)
    var states: [String: CardState] = [:]
    states["lesson-0/q0#recall"] = known(due: now + 99 * secondsPerDay, last: now - 9 * secondsPerDay)
    let queue = StudyQueue(deck, states: states, settings: settings { $0.topics = filter ?? .all }, at: now)
    let cards = drain(queue, at: now)
    #expect(cards.filter { $0.kind == .followUp }.map(\.question) == ["lesson-0/q0"])
    #expect(cards.count == 10)
  }

  @Test("everything means everything of the topics, due or not")
  func everything() throws {
    let topics = try TopicFilter(["topic-1"], in: deck)
    var states: [String: CardState] = [:]
    for card in deck.cards { states[card.id] = known(due: now + 50 * secondsPerDay, last: now) }
    let settings = settings {
      $0.scope = .everything
      $0.topics = topics
    }
    let cards = drain(StudyQueue(deck, states: states, settings: settings, at: now), at: now)
    #expect(Set(cards.map(\.lesson)) == ["lesson-1", "lesson-3", "lesson-5"])
    #expect(Set(cards) == Set(deck.cards.filter(topics.contains)))
    #expect(cards.count == 120)
  }

  @Test(
    "everything is asked in rounds, so that siblings stand apart", arguments: 0..<20 as Range<UInt64>)
  func rounds(seed: UInt64) {
    var random = SplitMix(seed: seed)
    var states: [String: CardState] = [:]
    for card in deck.cards where Bool.random(using: &random) {
      let stage: Memory.Stage = [.review, .learning(step: 0)].randomElement(using: &random) ?? .review
      states[card.id] = known(due: now - 5, last: now - 9 * secondsPerDay, stage)
    }
    let settings = settings { $0.scope = .everything }
    let queue = StudyQueue(deck, states: states, settings: settings, at: now)
    #expect(queue.counts.total == deck.cards.count)
    let cards = drain(queue, at: now)
    #expect(cards.count == deck.cards.count && Set(cards) == Set(deck.cards))
    for (card, next) in zip(cards, cards.dropFirst()) { #expect(card.question != next.question) }
    for round in 0..<4 {
      let questions = cards[(60 * round)..<(60 * round + 60)].map(\.question)
      #expect(Set(questions).count == 60, "every question once in round \(round + 1)")
    }
    #expect(cards.prefix(60).allSatisfy { $0.kind == .recall })
  }
}

@Suite struct TopicFilterTests {
  let deck = Deck(
    Sample.course(
      [
        Sample.lesson(
          "the-lstm-cell", topics: ["LSTM", "gating"], [Sample.question("a", lesson: "the-lstm-cell")]),
        Sample.lesson("attention", topics: ["transformers"], [Sample.question("b", lesson: "attention")]),
      ], unit: "recurrent-networks"))

  @Test(
    "lessons, units, topics and questions answer to their names",
    arguments: [
      (["the-lstm-cell"], ["a"]), (["lstm"], ["a"]), (["The LSTM cell"], ["a"]),
      (["recurrent_networks"], ["a", "b"]),
      (["b"], ["b"]), (["gating", "Transformers"], ["a", "b"]), ([], ["a", "b"]),
    ])
  func names(names: [String], questions: [String]) throws {
    let filter = try TopicFilter(names, in: deck)
    #expect(deck.cards.filter(filter.contains).map(\.question) == questions)
  }

  @Test(
    "an unknown name is met with those that are like it",
    arguments: [
      ("lsmt", #"Nothing in this course is called "lsmt". Did you mean LSTM?"#),
      ("atention", #"Nothing in this course is called "atention". Did you mean attention?"#),
      ("lstm-cell", #"Nothing in this course is called "lstm-cell". Did you mean LSTM or the-lstm-cell?"#),
      ("zebra", #"Nothing in this course is called "zebra"."#),
    ])
  func unknown(name: String, message: String) {
    let error = #expect(throws: UnknownTopic.self) { try TopicFilter([name], in: deck) }
    #expect(error?.description == message)
  }
}
