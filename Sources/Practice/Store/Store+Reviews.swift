import GRDB

extension Store {
  /// The states of all cards of a course that were ever touched, by id.
  package func states(course: String) throws(StoreError) -> [String: CardState] {
    try read { db in
      let rows = try Row.fetchCursor(
        try db.cachedStatement(
          sql: """
            SELECT stage, step, stability, difficulty, due, last_review, introduced, reviews, lapses, buried_until,
              is_suspended, version, card.id
            FROM card JOIN course ON course.key = card.course WHERE course.id = ?
            """), arguments: [course])
      var states: [String: CardState] = [:]
      while let row = try rows.next() { states[row[12]] = CardState(row) }
      return states
    }
  }

  package func state(of card: String, course: String) throws(StoreError) -> CardState {
    try read { db in try Self.card(db, card, course: course)?.state ?? CardState() }
  }

  /// Appends an answer to the log and moves its card, both or neither. When this returns, it is on the disk.
  package func record(_ review: Review, course: String, session: Int64? = nil) throws(StoreError) -> Recorded
  {
    try write { db in
      let (key, state) = try Self.ensureCard(db, review.card, question: review.question, course: course)
      guard state.version == review.before.version else { return .changedElsewhere(state) }

      var after = state
      after.memory = review.after
      after.introduced = state.introduced ?? review.at
      after.reviews += 1
      if state.memory?.stage == .review, review.rating == .again { after.lapses += 1 }
      after.version += 1
      try Self.append(
        db, card: key, session: session, at: review.at, rating: review.rating, undoes: nil,
        milliseconds: review.milliseconds, share: review.share, before: state.memory, after: after.memory)
      let entry = db.lastInsertedRowID
      try Self.update(db, key, after)
      return .saved(entry, after)
    }
  }

  /// Takes an answer back: appends that it was, and restores the card as it had been.
  package func undo(_ entry: Int64, at now: Int64, session: Int64? = nil) throws(StoreError) -> Recorded {
    try write { db in
      guard
        let row = try Row.fetchOne(
          db,
          sql: """
            SELECT review.stage_before, review.step_before, review.stability_before, review.difficulty_before,
              review.due_before, review.last_before, card, rating,
              (SELECT max(key) FROM answer WHERE answer.card = review.card) AS latest
            FROM review WHERE key = ? AND rating IS NOT NULL
            """, arguments: [entry])
      else { throw StoreError(kind: .other("there is no answer \(entry) to take back"), path: path) }
      let key: Int64 = row[6]
      let state = try Self.state(db, key)
      // Whatever came after this answer would be lost with it.
      guard row["latest"] == entry else { return .changedElsewhere(state) }

      var after = state
      after.memory = Memory(row)
      if after.memory == nil { after.introduced = nil }
      after.reviews -= 1
      if after.memory?.stage == .review, row[7] == Rating.again.rawValue { after.lapses -= 1 }
      after.version += 1
      try Self.append(
        db, card: key, session: session, at: now, rating: nil, undoes: entry, milliseconds: nil, share: nil,
        before: state.memory, after: after.memory)
      let undo = db.lastInsertedRowID
      try Self.update(db, key, after)
      return .saved(undo, after)
    }
  }

  /// Keeps a card out of sessions until then.
  package func bury(
    _ card: String, question: String, course: String, until: Int64
  ) throws(StoreError) -> CardState {
    try change(card, question: question, course: course) { $0.buriedUntil = until }
  }

  /// Takes a card out of sessions, or back in.
  package func suspend(
    _ card: String, question: String, course: String, _ isSuspended: Bool = true
  ) throws(StoreError) -> CardState {
    try change(card, question: question, course: course) { $0.isSuspended = isSuspended }
  }

  private func change(
    _ card: String, question: String, course: String, _ body: (inout CardState) -> Void
  ) throws(StoreError) -> CardState {
    try write { db in
      var (key, state) = try Self.ensureCard(db, card, question: question, course: course)
      body(&state)
      state.version += 1
      try Self.update(db, key, state)
      return state
    }
  }
}
