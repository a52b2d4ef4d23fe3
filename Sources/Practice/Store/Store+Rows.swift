import GRDB

// How memories and states lie in rows. A memory takes six columns: stage, step, stability, difficulty, due, last.

extension Memory {
  /// Nil for a card that is new. The first six columns of the row.
  init?(_ row: Row) {
    let step: Int? = row[1]
    let stage: Int = row[0]
    guard let stability: Double = row[2], let difficulty: Double = row[3], let due: Int64 = row[4],
      let lastReview: Int64 = row[5]
    else { return nil }
    switch stage {
    case 1: self.stage = .learning(step: step ?? 0)
    case 2: self.stage = .review
    case 3: self.stage = .relearning(step: step ?? 0)
    default: return nil
    }
    self.stability = stability
    self.difficulty = difficulty
    self.due = due
    self.lastReview = lastReview
  }

  /// The numbers that py-fsrs uses.
  var stageNumber: Int {
    switch stage {
    case .learning: 1
    case .review: 2
    case .relearning: 3
    }
  }

  var step: Int? {
    switch stage {
    case .learning(let step), .relearning(let step): step
    case .review: nil
    }
  }
}

extension Memory? {
  var columns: StatementArguments {
    [
      self?.stageNumber ?? 0, self?.step, self?.stability, self?.difficulty, self?.due, self?.lastReview,
    ]
  }
}

extension CardState {
  init(_ row: Row) {
    memory = Memory(row)
    introduced = row[6]
    reviews = row[7]
    lapses = row[8]
    buriedUntil = row[9]
    isSuspended = row[10]
    version = row[11]
  }
}

extension Store {
  static func courseKey(_ db: Database, _ id: String) throws -> Int64 {
    let select = try db.cachedStatement(sql: "SELECT key FROM course WHERE id = ?")
    if let key = try Int64.fetchOne(select, arguments: [id]) { return key }
    try db.execute(sql: "INSERT INTO course (id) VALUES (?)", arguments: [id])
    return db.lastInsertedRowID
  }

  static func card(_ db: Database, _ id: String, course: String) throws -> (key: Int64, state: CardState)? {
    let select = try db.cachedStatement(
      sql: """
        SELECT stage, step, stability, difficulty, due, last_review, introduced, reviews, lapses, buried_until,
          is_suspended, version, card.key
        FROM card JOIN course ON course.key = card.course WHERE course.id = ? AND card.id = ?
        """)
    return try Row.fetchOne(select, arguments: [course, id]).map { ($0[12], CardState($0)) }
  }

  static func state(_ db: Database, _ key: Int64) throws -> CardState {
    let select = try db.cachedStatement(
      sql: """
        SELECT stage, step, stability, difficulty, due, last_review, introduced, reviews, lapses, buried_until,
          is_suspended, version
        FROM card WHERE key = ?
        """)
    return try Row.fetchOne(select, arguments: [key]).map(CardState.init) ?? CardState()
  }

  static func ensureCard(
    _ db: Database, _ id: String, question: String, course: String
  ) throws -> (key: Int64, state: CardState) {
    if let found = try card(db, id, course: course) { return found }
    let insert = try db.cachedStatement(sql: "INSERT INTO card (course, id, question) VALUES (?, ?, ?)")
    try insert.execute(arguments: [try courseKey(db, course), id, question])
    return (db.lastInsertedRowID, CardState())
  }

  static func update(_ db: Database, _ key: Int64, _ state: CardState) throws {
    let update = try db.cachedStatement(
      sql: """
        UPDATE card SET stage = ?, step = ?, stability = ?, difficulty = ?, due = ?, last_review = ?, introduced = ?,
          reviews = ?, lapses = ?, buried_until = ?, is_suspended = ?, version = ?
        WHERE key = ?
        """)
    let rest: StatementArguments = [
      state.introduced, state.reviews, state.lapses, state.buriedUntil, state.isSuspended, state.version, key,
    ]
    try update.execute(arguments: state.memory.columns + rest)
  }

  static func append(
    _ db: Database, card: Int64, session: Int64?, at: Int64, rating: Rating?, undoes: Int64?,
    milliseconds: Int?,
    share: Double?, before: Memory?, after: Memory?
  ) throws {
    let insert = try db.cachedStatement(
      sql: """
        INSERT INTO review (card, session, at, rating, undoes, milliseconds, share,
          stage_before, step_before, stability_before, difficulty_before, due_before, last_before,
          stage_after, step_after, stability_after, difficulty_after, due_after, last_after)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    let answer: StatementArguments = [card, session, at, rating?.rawValue, undoes, milliseconds, share]
    try insert.execute(arguments: answer + before.columns + after.columns)
  }
}
