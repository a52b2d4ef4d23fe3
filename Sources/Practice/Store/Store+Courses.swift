import Curriculum
import GRDB

extension Store {
  /// Tells history what a course asks now. Questions that lost their id to an edit hand their history to the nearest
  /// question of their lesson; what was inherited comes back, to be said. Nothing is written where nothing changed.
  @discardableResult
  package func sync(_ course: Course, deck: Deck, at now: Int64) throws(StoreError) -> [Identity.Rename] {
    let fingerprint = Self.fingerprint(course, deck)
    let known = try read { db in
      try Int64.fetchOne(db, sql: "SELECT fingerprint FROM course WHERE id = ?", arguments: [course.id])
    }
    guard known != fingerprint, access == .readWrite else { return [] }
    return try write { db in
      let key = try Self.courseKey(db, course.id)
      let known = try Row.fetchAll(
        db, sql: "SELECT id, lesson, wording FROM question WHERE course = ?", arguments: [key]
      ).map { Identity.Known(id: $0[0], lesson: $0[1], wording: $0[2]) }
      var applied: [Identity.Rename] = []
      for rename in Identity.inherit(known, by: course) where try Self.apply(rename, db, course: key, at: now)
      {
        applied.append(rename)
      }
      try Self.keepWordings(of: course, known: known, db, key: key)
      try Self.markPresent(deck, db, key: key)
      try db.execute(sql: "UPDATE course SET fingerprint = ? WHERE key = ?", arguments: [fingerprint, key])
      return applied
    }
  }

  /// Hands the history of a question to another. False where there is none, or where the other has its own.
  private static func apply(_ rename: Identity.Rename, _ db: Database, course: Int64, at now: Int64) throws
    -> Bool
  {
    try db.execute(
      sql: "DELETE FROM question WHERE course = ? AND id = ?", arguments: [course, rename.old])
    try db.execute(
      sql: """
        UPDATE OR IGNORE card SET id = ?1 || substr(id, length(?2) + 1), question = ?1, version = version + 1
        WHERE course = ?3 AND question = ?2
          AND NOT EXISTS (SELECT 1 FROM card other WHERE other.course = ?3 AND other.question = ?1 AND reviews > 0)
        """, arguments: [rename.new, rename.old, course])
    guard db.changesCount > 0 else { return false }
    try db.execute(
      sql: "INSERT INTO rename (course, old, new, at) VALUES (?, ?, ?, ?)",
      arguments: [course, rename.old, rename.new, now])
    return true
  }

  private static func keepWordings(
    of course: Course, known: [Identity.Known], _ db: Database, key: Int64
  ) throws {
    let wordings = Dictionary(known.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let upsert = try db.cachedStatement(
      sql: """
        INSERT INTO question (course, id, lesson, wording) VALUES (?, ?, ?, ?)
        ON CONFLICT (course, id) DO UPDATE SET lesson = excluded.lesson, wording = excluded.wording
        """)
    for question in course.questions {
      let old = wordings[question.id]
      if old?.wording == question.prompt, old?.lesson == question.lesson { continue }
      try upsert.execute(arguments: [key, question.id, question.lesson, question.prompt])
    }
  }

  private static func markPresent(_ deck: Deck, _ db: Database, key: Int64) throws {
    let rows = try Row.fetchAll(
      db, sql: "SELECT key, id, is_present FROM card WHERE course = ?", arguments: [key])
    let update = try db.cachedStatement(sql: "UPDATE card SET is_present = ? WHERE key = ?")
    for row in rows {
      let isPresent = deck[row[1]] != nil
      if isPresent != row[2] { try update.execute(arguments: [isPresent, row[0] as Int64]) }
    }
  }

  /// FNV-1a over everything that `sync` looks at.
  private static func fingerprint(_ course: Course, _ deck: Deck) -> Int64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ text: String) {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0xff) &* 0x100_0000_01b3
    }
    for question in course.questions {
      add(question.id)
      add(question.lesson)
      add(question.prompt)
    }
    for card in deck.cards { add(card.id) }
    return Int64(bitPattern: hash)
  }
}
