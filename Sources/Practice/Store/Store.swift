import GRDB

/// A learner's progress: one SQLite file.
///
/// Reviews go to an append-only log in the same transaction as the state of their card (WAL, `synchronous = FULL`):
/// when `record` returns, the answer survives the death of the process and of the machine. Writers take the lock
/// first (`BEGIN IMMEDIATE`) and compare the card's version inside, so any number of terminals may share a file.
package final class Store: Sendable {
  package enum Access: Sendable, Hashable {
    case readWrite
    /// Nothing can be saved: the file or its disk is read-only.
    case readOnly
  }

  package let path: String
  package let access: Access
  let queue: DatabaseQueue

  init(path: String, access: Access, queue: DatabaseQueue) {
    self.path = path
    self.access = access
    self.queue = queue
  }

  /// Reads in one snapshot.
  func read<T>(_ body: (Database) throws -> T) throws(StoreError) -> T {
    do {
      return try queue.unsafeRead { db in
        var result: T?
        try db.inTransaction(.deferred) {
          result = try body(db)
          return .commit
        }
        guard let result else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
        return result
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Writes all of it or nothing, after waiting for any other writer.
  func write<T>(_ body: (Database) throws -> T) throws(StoreError) -> T {
    guard access == .readWrite else { throw StoreError(kind: .readOnly, path: path) }
    do {
      return try queue.writeWithoutTransaction { db in
        var result: T?
        try db.inTransaction(.immediate) {
          result = try body(db)
          return .commit
        }
        guard let result else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
        return result
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }
}

extension StoreError {
  init(_ error: any Error, path: String) {
    switch error {
    case let error as StoreError: self = error
    case let error as DatabaseError: self.init(kind: Kind(error), path: path)
    default: self.init(kind: .other("\(error)"), path: path)
    }
  }
}

extension StoreError.Kind {
  init(_ error: DatabaseError) {
    switch error.resultCode {
    case .SQLITE_NOTADB: self = .notADatabase
    case .SQLITE_CORRUPT: self = .damaged
    case .SQLITE_FULL: self = .diskFull
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked
    case .SQLITE_READONLY: self = .readOnly
    case .SQLITE_PERM, .SQLITE_AUTH: self = .permissionDenied
    // The shared memory beside the log couldn't grow.
    case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE: self = .diskFull
    default: self = .other(error.message ?? "SQLite error \(error.extendedResultCode.rawValue)")
    }
  }
}
