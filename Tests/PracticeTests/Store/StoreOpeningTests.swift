import Foundation
import GRDB
import Testing

@testable import Practice

/// What is done with files that aren't as they should be: a clear error, and never a changed byte.
@Suite struct StoreOpeningTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func open(_ name: String, for purpose: Store.Purpose = .saving) throws(StoreError) -> Store {
    try Store.open(at: folder.file(name), for: purpose, program: "1.2.3", now: 5)
  }

  func failure(_ name: String) -> StoreError.Kind? {
    do throws(StoreError) {
      _ = try open(name)
      return nil
    } catch {
      #expect(error.path == folder.file(name))
      return error.kind
    }
  }

  @Test("a new store is made in private folders, and opens again as it is")
  func fresh() throws {
    do { _ = try open("a/b/progress.sqlite") }
    let folders = try ["a", "a/b"].map {
      try FileManager.default.attributesOfItem(atPath: folder.file($0))[.posixPermissions] as? Int
    }
    #expect(folders == [0o700, 0o700])
    let store = try open("a/b/progress.sqlite")
    #expect(store.access == .readWrite)
    let row = try store.read { db in try Row.fetchOne(db, sql: "SELECT * FROM migration") }
    #expect(row?.description == "[version:1 program:\"1.2.3\" at:5]")
    #expect(try store.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
    #expect(try store.read { try Int.fetchOne($0, sql: "PRAGMA synchronous") } == 2)
  }

  @Test("all tables are strict")
  func strict() throws {
    let store = try Store.inMemory(program: "", now: 0)
    let loose = try store.read { db in
      try String.fetchAll(db, sql: "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict")
    }
    #expect(loose.filter { !$0.hasPrefix("sqlite_") } == [])
  }

  @Test("looking at progress that isn't there makes no file")
  func showing() throws {
    let store = try open("missing/progress.sqlite", for: .showing)
    #expect(try store.states(course: "c") == [:])
    #expect(!FileManager.default.fileExists(atPath: folder.file("missing")))
  }

  @Test(
    "a file that is no database is left as it is",
    arguments: ["", "x", "notes\n", String(repeating: "long text, no database. ", count: 1000)])
  func notADatabase(text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder.file("notes")))
    // An empty file is a database without a table.
    #expect(failure("notes") == (text.isEmpty ? nil : .notADatabase))
    if !text.isEmpty { #expect(try String(contentsOfFile: folder.file("notes"), encoding: .utf8) == text) }
  }

  @Test("a folder is no file, and a file no folder")
  func folders() throws {
    #expect(failure("") == .isDirectory)
    try Data("x".utf8).write(to: URL(fileURLWithPath: folder.file("file")))
    #expect(failure("file/progress.sqlite") == .other("Not a directory"))
  }

  @Test("a device is no file")
  func device() {
    let error = #expect(throws: StoreError.self) { try Store.open(at: "/dev/null", program: "", now: 0) }
    #expect(error?.kind == .notADatabase)
  }

  @Test("another program's database is left as it is")
  func foreign() throws {
    do {
      let queue = try DatabaseQueue(path: folder.file("other.sqlite"))
      try queue.write { db in try db.execute(sql: "CREATE TABLE song (title TEXT)") }
    }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file("other.sqlite")))
    #expect(failure("other.sqlite") == .foreignDatabase)
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("other.sqlite"))) == bytes)
  }

  @Test("a newer format is named, with the version that wrote it, and left as it is")
  func newer() throws {
    do {
      let store = try open("p.sqlite")
      try store.queue.write { db in
        try db.execute(sql: "INSERT INTO migration (version, program, at) VALUES (99, '7.0', 0)")
        try db.execute(sql: "PRAGMA user_version = 99")
      }
    }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file("p.sqlite")))
    #expect(failure("p.sqlite") == .newer(schema: 99, supported: Store.schema, program: "7.0"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("p.sqlite"))) == bytes)
    let message = StoreError(kind: .newer(schema: 99, supported: 1, program: "7.0"), path: "p").description
    #expect(
      message
        == "p was written by a newer version of unroll (7.0): its format is 99, this version reads up to 1. "
        + "Update unroll; nothing was changed.")
  }

  @Test("a damaged database says so")
  func damaged() throws {
    do { _ = try open("p.sqlite") }
    let url = URL(fileURLWithPath: folder.file("p.sqlite"))
    var bytes = try Data(contentsOf: url)
    bytes.replaceSubrange(100..<4000, with: Data(repeating: 0xff, count: 3900))
    try bytes.write(to: url)
    #expect(failure("p.sqlite") == .damaged)
  }

  @Test("a full disk stops an answer and leaves what was there")
  func diskFull() throws {
    let store = try open("p.sqlite")
    let after = Scheduler().review(nil, rating: .good, at: 0)
    func record(_ number: Int) throws(StoreError) -> Recorded {
      try store.record(
        Review(
          card: "q\(number)#recall", question: "q\(number)", rating: .good, at: 0, before: CardState(),
          after: after),
        course: "c")
    }
    _ = try record(0)
    try store.queue.writeWithoutTransaction { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      try db.execute(sql: "PRAGMA max_page_count = \(pages)")
    }
    var acknowledged = 1
    let error = #expect(throws: StoreError.self) {
      while acknowledged < 10_000 {
        _ = try record(acknowledged)
        acknowledged += 1
      }
    }
    #expect(error?.kind == .diskFull)
    let reopened = try open("p.sqlite")
    #expect(try reopened.states(course: "c").count == acknowledged)
    #expect(
      try reopened.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM review") } == acknowledged)
  }

  @Test("a store that can't be written to is shown, and saves nothing")
  func readOnly() async throws {
    let path = folder.file("p.sqlite")
    do {
      let store = try open("p.sqlite")
      _ = try store.suspend("q#recall", question: "q", course: "c")
    }
    #expect(chmod(path, 0o444) == 0 && chmod(folder.path, 0o555) == 0)
    defer { chmod(folder.path, 0o755) }
    // Permissions bind everybody but root: give root away, in a process of its own.
    await #expect(processExitsWith: .success) { [path = path as String] in
      if geteuid() == 0 { try #require(setuid(65534) == 0) }
      let store = try Store.open(at: path, program: "", now: 0)
      try #require(store.access == .readOnly)
      try #require(try store.states(course: "c").count == 1)
      let error = #expect(throws: StoreError.self) {
        try store.suspend("q#recall", question: "q", course: "c", false)
      }
      try #require(error?.kind == .readOnly)
    }
  }

  @Test("a file that can't be read, or a folder that can't be written to, is no permission")
  func permission() async throws {
    do { _ = try open("p.sqlite") }
    #expect(chmod(folder.file("p.sqlite"), 0o000) == 0 && chmod(folder.path, 0o555) == 0)
    defer { chmod(folder.path, 0o755) }
    await #expect(processExitsWith: .success) { [path = folder.path as String] in
      if geteuid() == 0 { try #require(setuid(65534) == 0) }
      for name in ["p.sqlite", "new.sqlite", "new/folder/p.sqlite"] {
        let error = #expect(throws: StoreError.self) {
          try Store.open(at: "\(path)/\(name)", program: "", now: 0)
        }
        try #require(error?.kind == .permissionDenied, "\(name)")
      }
    }
  }
}
