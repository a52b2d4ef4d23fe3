#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Store {
  /// Every SQLite file that isn't empty begins so.
  private static let header = Array("SQLite format 3\0".utf8)

  /// Looks at a file before SQLite does, which would take an unknown short one for a new database.
  static func checkHeader(of path: String) throws(StoreError) {
    let file = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw StoreError(errno: errno, path: path) }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: header.count)
    let count = Glibc.read(file, &bytes, bytes.count)
    guard count == 0 || bytes == header else { throw StoreError(kind: .notADatabase, path: path) }
  }

  /// Makes the folders above a file, for nobody else to look into.
  static func makeFolder(of path: String) throws(StoreError) {
    let folder = parent(of: path)
    guard mkdir(folder, 0o700) != 0, errno != EEXIST else { return }
    guard errno == ENOENT, folder != path else { throw StoreError(errno: errno, path: path) }
    try makeFolder(of: folder)
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw StoreError(errno: errno, path: path) }
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A copy of a database and its log in a temporary folder.
  static func temporaryCopy(of path: String) throws(StoreError) -> String {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/unroll-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw StoreError(errno: errno, path: path) }
    let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    let copy = "\(folder)/progress.sqlite"
    do throws(StoreError) {
      for suffix in ["", "-wal"] { try self.copy(path + suffix, to: copy + suffix) }
    } catch {
      removeTemporary(copy)
      throw error
    }
    return copy
  }

  /// Takes the names away; who has the copy open keeps it.
  static func removeTemporary(_ copy: String) {
    for suffix in ["", "-wal", "-shm"] { unlink(copy + suffix) }
    rmdir(parent(of: copy))
  }

  private static func copy(_ path: String, to copy: String) throws(StoreError) {
    let source = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    if source < 0, errno == ENOENT { return }
    guard source >= 0 else { throw StoreError(errno: errno, path: path) }
    defer { close(source) }
    let target = Glibc.open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard target >= 0 else { throw StoreError(errno: errno, path: copy) }
    defer { close(target) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(source, &buffer, buffer.count)
      guard count >= 0 else { throw StoreError(errno: errno, path: path) }
      if count == 0 { return }
      guard Glibc.write(target, buffer, count) == count else { throw StoreError(errno: errno, path: copy) }
    }
  }
}

extension StoreError {
  init(errno code: Int32, path: String) {
    let kind: Kind =
      switch code {
      case EACCES, EPERM: .permissionDenied
      case EROFS: .readOnly
      case ENOSPC, EDQUOT: .diskFull
      case EISDIR: .isDirectory
      default: .other(String(cString: strerror(code)))
      }
    self.init(kind: kind, path: path)
  }
}
