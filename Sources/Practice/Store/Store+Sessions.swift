import GRDB

extension Store {
  func beginSession(course: String, at now: Int64) throws(StoreError) -> Int64 {
    try write { db in
      try db.execute(
        sql: "INSERT INTO session (course, started) VALUES (?, ?)",
        arguments: [try Self.courseKey(db, course), now])
      return db.lastInsertedRowID
    }
  }

  func endSession(_ key: Int64, at now: Int64) throws(StoreError) {
    try write { db in
      try db.execute(sql: "UPDATE session SET ended = ? WHERE key = ?", arguments: [now, key])
    }
  }
}
