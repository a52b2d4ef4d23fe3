import GRDB

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Store {
  package enum Purpose: Sendable, Hashable {
    /// Answers are going to be saved: the file and its folders are made where they are missing.
    case saving
    /// Only to show what is there: a missing file is an empty store, and none is made.
    case showing
  }

  /// Opens a progress file, brought to the present format. What can't be written to is opened for reading, and says
  /// so in `access`. A file that isn't ours is never touched.
  /// - Parameters:
  ///   - program: version of the program, kept in the file for the message of an older one.
  ///   - patience: seconds to wait for another process that writes; longer than any of our transactions by far.
  package static func open(
    at path: String, for purpose: Purpose = .saving, program: String, now: Int64, patience: Double = 5
  ) throws(StoreError) -> Store {
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT != S_IFREG {
      throw StoreError(kind: status.st_mode & S_IFMT == S_IFDIR ? .isDirectory : .notADatabase, path: path)
    }
    if !exists {
      guard errno == ENOENT else { throw StoreError(errno: errno, path: path) }
      if purpose == .showing { return try inMemory(program: program, now: now, path: path) }
      try makeFolder(of: path)
    } else {
      try checkHeader(of: path)
    }

    let folder = parent(of: path)
    let isWritable = Glibc.access(folder, W_OK) == 0 && (!exists || Glibc.access(path, W_OK) == 0)
    guard isWritable else {
      if !exists { throw StoreError(errno: errno, path: path) }
      return try openForReading(path)
    }
    do {
      let store = Store(
        path: path, access: .readWrite,
        queue: try DatabaseQueue(path: path, configuration: configuration(patience: patience)))
      try store.migrate(program: program, now: now)
      return store
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// A store that is gone when it is released.
  package static func inMemory(program: String, now: Int64, path: String = ":memory:") throws(StoreError)
    -> Store
  {
    do {
      let store = Store(
        path: path, access: .readWrite,
        queue: try DatabaseQueue(configuration: configuration()))
      try store.migrate(program: program, now: now)
      return store
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private static func configuration(patience: Double = 5) -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
    return configuration
  }

  private static func openForReading(_ path: String) throws(StoreError) -> Store {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    func open(_ file: String, _ configuration: Configuration) throws -> Store {
      let store = Store(
        path: path, access: .readOnly, queue: try DatabaseQueue(path: file, configuration: configuration))
      try store.checkVersion()
      return store
    }
    do {
      do {
        return try open(path, configuration)
      } catch let error as DatabaseError
        where error.resultCode == .SQLITE_CANTOPEN || error.resultCode == .SQLITE_READONLY
      {
        // SQLite needs shared memory beside a file in WAL mode, and can't make it here: read a copy.
        let copy = try temporaryCopy(of: path)
        defer { removeTemporary(copy) }
        return try open(copy, Self.configuration())
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private func checkVersion() throws {
    let version = try queue.unsafeRead { db in try Self.version(db, path: path) }
    guard version == Self.schema else {
      throw StoreError(kind: .other("its format (\(version)) is old and it can't be written to"), path: path)
    }
  }

  /// The version of the format, 0 for an empty file; throws for a foreign or a newer one.
  private static func version(_ db: Database, path: String) throws -> Int {
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    let application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    if application != applicationID {
      let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
      guard application == 0, version == 0, tables == 0 else {
        throw StoreError(kind: .foreignDatabase, path: path)
      }
    } else if version > schema {
      let program = try? String.fetchOne(
        db, sql: "SELECT program FROM migration ORDER BY version DESC LIMIT 1")
      throw StoreError(kind: .newer(schema: version, supported: schema, program: program), path: path)
    }
    return version
  }

  private func migrate(program: String, now: Int64) throws {
    try queue.writeWithoutTransaction { db in
      guard try Self.version(db, path: path) < Self.schema else { return }
      try Self.enterWAL(db)
      try db.inTransaction(.immediate) {
        // Another process may have been faster.
        let version = try Self.version(db, path: path)
        for step in version..<Self.schema {
          try db.execute(sql: Self.migrations[step])
          try db.execute(
            sql: "INSERT INTO migration (version, program, at) VALUES (?, ?, ?)",
            arguments: [step + 1, program, now])
        }
        try db.execute(sql: "PRAGMA application_id = \(Self.applicationID)")
        try db.execute(sql: "PRAGMA user_version = \(Self.schema)")
        return .commit
      }
    }
  }

  /// The mode stays with the file. SQLite doesn't wait here for another process that does the same.
  private static func enterWAL(_ db: Database) throws {
    for attempt in 0..<100 {
      do {
        try db.execute(sql: "PRAGMA journal_mode = WAL")
        return
      } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && attempt < 99 {
        usleep(20_000)
      }
    }
  }
}
