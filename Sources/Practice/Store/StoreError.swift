/// What can be wrong with a progress file. It is data; `description` says it to a person.
package struct StoreError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Kind: Sendable, Hashable {
    case notADatabase
    /// An SQLite database, but of another program.
    case foreignDatabase
    case isDirectory
    /// Written by a newer version of this program.
    case newer(schema: Int, supported: Int, program: String?)
    case permissionDenied
    case readOnly
    case diskFull
    /// Another process holds it for longer than anyone should.
    case locked
    case damaged
    /// What SQLite or the system says.
    case other(String)
  }

  package var kind: Kind
  package var path: String

  package var description: String {
    switch kind {
    case .notADatabase:
      "\(path) is no progress file: it is not an SQLite database. Move it away, or name another with --progress."
    case .foreignDatabase:
      "\(path) is a database of another program. Name another file with --progress."
    case .isDirectory:
      "\(path) is a folder. Name a file with --progress."
    case .newer(let schema, let supported, let program):
      "\(path) was written by a newer version of unroll\(program.map { " (\($0))" } ?? ""): its format is \(schema), "
        + "this version reads up to \(supported). Update unroll; nothing was changed."
    case .permissionDenied:
      "No permission to open \(path)."
    case .readOnly:
      "\(path) can't be written to, so answers can't be saved."
    case .diskFull:
      "The disk of \(path) is full: the last answer was not saved. Those before it are."
    case .locked:
      "Another program holds \(path). Close it and try again."
    case .damaged:
      "\(path) is damaged. Nothing was changed; restore it from a backup, or move it away."
    case .other(let message):
      "\(path): \(message)"
    }
  }
}
