import GRDB

extension Store {
  /// Counts without the course's files: from the cards that history knows.
  package func homeCounts(course: String, day: LocalDay, at now: Int64) throws(StoreError) -> HomeCounts {
    let today = day.number(of: now)
    let start = day.start(of: today)
    let end = day.start(of: today + 1)
    return try read { db in
      var counts = HomeCounts()
      let key = try Int64.fetchOne(db, sql: "SELECT key FROM course WHERE id = ?", arguments: [course])
      guard let key else { return counts }
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT
            count(*) FILTER (WHERE stage IN (1, 3) AND due < ?2 AND awake),
            count(*) FILTER (WHERE stage = 2 AND awake AND (due <= ?3 OR (due < ?2 AND last_review <= ?3 - 86400))),
            count(*) FILTER (WHERE introduced >= ?1 AND introduced < ?2),
            count(*) FILTER (WHERE stage > 0),
            min(due) FILTER (WHERE awake)
          FROM (
            SELECT *, is_present AND NOT is_suspended AND ifnull(buried_until, 0) <= ?3 AS awake
            FROM card WHERE course = ?4
          )
          """, arguments: [start, end, now, key])
      if let row {
        counts.learning = row[0]
        counts.review = row[1]
        counts.introducedToday = row[2]
        counts.seen = row[3]
        counts.nextDue = row[4]
      }
      counts.answeredToday =
        try Int.fetchOne(
          db, sql: "SELECT count(*) FROM answer WHERE at >= ? AND at < ?", arguments: [start, end]) ?? 0
      counts.streak = try Self.streak(db, day: day, today: today)
      return counts
    }
  }

  /// Walks back day by day, one look into the index of the log for each.
  private static func streak(_ db: Database, day: LocalDay, today: Int) throws -> Int {
    let select = try db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM answer WHERE at >= ? AND at < ?)")
    func isStudied(_ number: Int) throws -> Bool {
      try Bool.fetchOne(select, arguments: [day.start(of: number), day.start(of: number + 1)]) ?? false
    }
    var streak = 0
    while try isStudied(today - 1 - streak) { streak += 1 }
    return try isStudied(today) ? streak + 1 : streak
  }

  package func statistics(
    course: String, day: LocalDay, at now: Int64, daysAhead: Int = 30, daysBack: Int = 365
  ) throws(StoreError) -> Statistics {
    let today = day.number(of: now)
    return try read { db in
      var statistics = Statistics(daysAhead: daysAhead, daysBack: daysBack)
      guard let key = try Int64.fetchOne(db, sql: "SELECT key FROM course WHERE id = ?", arguments: [course])
      else { return statistics }
      statistics.streak = try Self.streak(db, day: day, today: today)

      let cards = try Row.fetchCursor(
        db,
        sql: """
          SELECT stage, step, stability, difficulty, due, last_review, introduced, reviews, lapses, buried_until,
            is_suspended, version
          FROM card WHERE course = ? AND is_present
          """, arguments: [key])
      while let row = try cards.next() {
        let state = CardState(row)
        statistics.cards.count(state)
        guard let memory = state.memory, !state.isSuspended else { continue }
        let ahead = max(0, day.number(of: memory.due) - today)
        if ahead < daysAhead { statistics.due[ahead] += 1 }
      }

      // One pass over the log; `mature` is an interval of three weeks before the answer.
      let days = try Row.fetchCursor(
        db,
        sql: """
          SELECT (at + ?2) / 86400 AS day, rating, stage_before = 2 AS reviewed,
            ifnull(due_before - last_before >= 21 * 86400, 0) AS mature, count(*), sum(ifnull(milliseconds, 0))
          FROM answer JOIN card ON card.key = answer.card WHERE card.course = ?1
          GROUP BY 1, 2, 3, 4 ORDER BY 1
          """, arguments: [key, day.shift])
      var lastDay: Int?
      while let row = try days.next() {
        let number: Int = row[0]
        let count: Int = row[4]
        if number != lastDay { statistics.daysStudied += 1 }
        lastDay = number
        statistics.answers += count
        statistics.milliseconds += row[5]
        let back = today - number
        if (0..<daysBack).contains(back) { statistics.answersByDay[daysBack - 1 - back] += count }
        guard let rating = Rating(rawValue: row[1]) else { continue }
        statistics.ratings[rating, default: 0] += count
        guard row[2] as Bool else { continue }
        let recalled = rating == .again ? 0 : count
        if row[3] as Bool {
          statistics.mature.answers += count
          statistics.mature.recalled += recalled
        } else {
          statistics.young.answers += count
          statistics.young.recalled += recalled
        }
      }
      return statistics
    }
  }
}
