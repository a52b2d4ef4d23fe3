/// A sitting: one card after the other, each asked, answered, revealed and rated. Every change of phase is a method;
/// one that doesn't fit the phase does nothing. What is rated is saved before the next card is there.
package struct ReviewSession: Sendable {
  package enum Phase: Sendable, Hashable {
    case asking(Asking)
    /// The answer is on the screen; a rating is awaited.
    case revealed(Asking, Judgement)
    /// Nothing is left but cards whose short step isn't over: wait until then, or show them ahead.
    case waiting(until: Int64, cards: Int)
    case finished
  }

  /// What became of a rating.
  package enum Outcome: Sendable, Hashable {
    case saved(Memory)
    /// The store is read-only; the session goes on from memory.
    case notSaved(Memory)
    /// The card was answered in another terminal meanwhile: this answer does not count, and the rest was reloaded.
    case answeredElsewhere
    /// There was nothing to rate.
    case ignored
  }

  package private(set) var phase = Phase.finished
  package private(set) var queue: StudyQueue
  package private(set) var summary: Summary
  package let deck: Deck
  package let settings: StudySettings

  private let store: Store
  private var states: [String: CardState]
  /// Cards put off for the rest of the session, and cards that are through with it.
  private var skipped: Set<String> = []
  private var done: Set<String> = []
  /// The card of each question that this session has asked.
  private var shown: [String: String] = [:]
  private var history: [Step] = []
  private var key: Int64?
  private let seed: UInt64
  private var askings: UInt64 = 0

  /// What is needed to take an answer back.
  private struct Step {
    var entry: Int64?
    var asking: Asking
    var judgement: Judgement
    var before: CardState
    var queue: StudyQueue
    var summary: Summary
  }

  package init(
    deck: Deck, store: Store, settings: StudySettings, seed: UInt64, at now: Int64
  ) throws(StoreError) {
    self.deck = deck
    self.store = store
    self.settings = settings
    self.seed = seed
    states = try store.states(course: deck.course)
    queue = StudyQueue(deck, states: states, settings: settings, at: now)
    summary = Summary(started: now)
    advance(at: now)
  }

  package var savesAnswers: Bool { store.access == .readWrite }
  package var canUndo: Bool { !history.isEmpty }
  package var remaining: StudyQueue.Counts { queue.counts }

  package var asking: Asking? {
    switch phase {
    case .asking(let asking), .revealed(let asking, _): asking
    case .waiting, .finished: nil
    }
  }

  /// What is known of the card on the screen.
  package var state: CardState? { asking.map { states[$0.card.id] ?? CardState() } }

  /// Judges a response and reveals the answer.
  @discardableResult
  package mutating func answer(_ response: Response) -> Judgement? {
    guard case .asking(let asking) = phase else { return nil }
    let judgement = asking.judge(response)
    phase = .revealed(asking, judgement)
    return judgement
  }

  /// Shows the answer of the card on the screen.
  package mutating func reveal() { answer(.recalled) }

  /// What each rating will do to the card on the screen, chance included: the keys promise what comes.
  package func preview(at now: Int64) -> Scheduler.Preview? {
    guard let card = asking?.card else { return nil }
    return Scheduler.Preview(
      again: memory(of: card, after: .again, at: now), hard: memory(of: card, after: .hard, at: now),
      good: memory(of: card, after: .good, at: now), easy: memory(of: card, after: .easy, at: now))
  }

  private func memory(of card: Card, after rating: Rating, at now: Int64) -> Memory {
    let state = states[card.id] ?? CardState()
    guard settings.fuzzes else { return settings.scheduler.review(state.memory, rating: rating, at: now) }
    var generator = SplitMix(seed: seed &+ UInt64(state.reviews), name: card.id)
    return settings.scheduler.review(state.memory, rating: rating, at: now, using: &generator)
  }

  /// Saves the rating of the revealed card, then asks the next. When this throws nothing was saved, and the card is
  /// still there to be rated.
  @discardableResult
  package mutating func rate(
    _ rating: Rating, at now: Int64, milliseconds: Int? = nil
  ) throws(StoreError) -> Outcome {
    guard case .revealed(let asking, let judgement) = phase else { return .ignored }
    let card = asking.card
    let before = states[card.id] ?? CardState()
    let after = memory(of: card, after: rating, at: now)
    var entry: Int64?
    var state = before
    if savesAnswers {
      if key == nil { key = try store.beginSession(course: deck.course, at: now) }
      let review = Review(
        card: card.id, question: card.question, rating: rating, at: now, milliseconds: milliseconds,
        share: judgement.share, before: before, after: after)
      switch try store.record(review, course: deck.course, session: key) {
      case .saved(let key, let saved):
        entry = key
        state = saved
      case .changedElsewhere:
        try reload(at: now)
        return .answeredElsewhere
      }
    } else {
      state.memory = after
      state.introduced = before.introduced ?? now
      state.reviews += 1
    }

    history.append(
      Step(
        entry: entry, asking: asking, judgement: judgement, before: before, queue: queue, summary: summary))
    states[card.id] = state
    queue.remove(card)
    if !after.isInReview, after.due < settings.day.end(ofDayAt: now) {
      queue.insert(card, due: after.due)
    } else {
      done.insert(card.id)
    }
    summary.count(rating, judgement, before: before.memory, after: after, milliseconds: milliseconds)
    advance(at: now)
    return savesAnswers ? .saved(after) : .notSaved(after)
  }

  /// Takes the last answer back and shows its card again, revealed, to be rated anew. False where there is none, or
  /// where the card was answered in another terminal since.
  @discardableResult
  package mutating func undo(at now: Int64) throws(StoreError) -> Bool {
    guard let step = history.last else { return false }
    var restored = step.before
    if let entry = step.entry {
      switch try store.undo(entry, at: now, session: key) {
      case .saved(_, let state): restored = state
      case .changedElsewhere:
        history.removeLast()
        try reload(at: now)
        return false
      }
    }
    history.removeLast()
    states[step.asking.card.id] = restored
    done.remove(step.asking.card.id)
    queue = step.queue
    // What was put off since stays so.
    if !skipped.isEmpty { queue.leaveOut { [skipped] card in skipped.contains(card.id) } }
    let skips = summary.skipped
    summary = step.summary
    summary.skipped = skips
    phase = .revealed(step.asking, step.judgement)
    return true
  }

  /// Leaves the card for another session.
  package mutating func skip(at now: Int64) {
    guard let card = asking?.card else { return }
    drop(card, at: now)
  }

  /// Leaves the card for another day.
  package mutating func bury(at now: Int64) throws(StoreError) {
    guard let card = asking?.card else { return }
    if savesAnswers {
      states[card.id] = try store.bury(
        card.id, question: card.question, course: deck.course, until: settings.day.end(ofDayAt: now))
    }
    drop(card, at: now)
  }

  /// Never asks the card again, until it is taken back in.
  package mutating func suspend(at now: Int64) throws(StoreError) {
    guard let card = asking?.card else { return }
    if savesAnswers {
      states[card.id] = try store.suspend(card.id, question: card.question, course: deck.course)
    }
    drop(card, at: now)
  }

  /// Goes on if the time that was waited for has come.
  package mutating func resume(at now: Int64) {
    if case .waiting = phase { advance(at: now) }
  }

  /// Shows the next card in short steps before its time.
  package mutating func showAhead(at now: Int64) {
    guard case .waiting = phase, let card = queue.cardAhead else { return }
    ask(card)
  }

  /// Ends the session, whatever is left.
  package mutating func finish(at now: Int64) throws(StoreError) {
    phase = .finished
    summary.close(states: states, deck: deck, settings: settings, at: now)
    if let key { try store.endSession(key, at: now) }
    key = nil
  }

  private mutating func drop(_ card: Card, at now: Int64) {
    skipped.insert(card.id)
    queue.remove(card)
    summary.skipped += 1
    advance(at: now)
  }

  private mutating func advance(at now: Int64) {
    if let card = queue.card(at: now) {
      // What another terminal has answered meanwhile needs no second answer.
      if savesAnswers, let stored = try? store.state(of: card.id, course: deck.course),
        stored.version != (states[card.id] ?? CardState()).version, (try? reload(at: now)) != nil
      {
        return
      }
      ask(card)
    } else if let step = queue.learning.first {
      phase = .waiting(until: step.due, cards: queue.learning.count)
    } else {
      phase = .finished
      summary.close(states: states, deck: deck, settings: settings, at: now)
    }
  }

  private mutating func ask(_ card: Card) {
    askings += 1
    shown[card.question] = card.id
    var generator = SplitMix(seed: seed &+ askings, name: card.id)
    phase = .asking(card.asking(using: &generator))
  }

  private mutating func reload(at now: Int64) throws(StoreError) {
    states = try store.states(course: deck.course)
    queue = StudyQueue(deck, states: states, settings: settings, at: now)
    let asksSiblings = settings.scope == .everything
    queue.leaveOut { [skipped, done, shown] card in
      skipped.contains(card.id) || done.contains(card.id)
        || (!asksSiblings && (shown[card.question] ?? card.id) != card.id)
    }
    // The steps before this would bring back what is no longer so.
    history.removeAll()
    advance(at: now)
  }
}
