import Glibc

/// Text files that commands read and write: never overwritten, never read without bound.
enum TextFile {
  enum Problem: Error {
    case exists
    case system(String)
    case tooLarge(limit: Int)
    case isFolder
    case notText

    var reason: String {
      switch self {
      case .exists: "is there already"
      case .system(let reason): reason
      case .tooLarge(let limit): "is larger than \(limit) bytes"
      case .isFolder: "is a folder; name a file"
      case .notText: "is not UTF-8 text"
      }
    }
  }

  /// Writes a new file, whole or not at all.
  static func create(_ path: String, _ text: String) throws(Problem) {
    // O_EXCL: what is there stays, a dangling symbolic link included.
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw errno == EEXIST ? .exists : .system(String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else {
        let reason = String(cString: strerror(errno))
        unlink(path)
        throw .system(reason)
      }
      bytes = bytes.dropFirst(count)
    }
  }

  /// The bytes of a regular file.
  static func read(_ path: String, limit: Int) throws(Problem) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .system(String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system(String(cString: strerror(errno))) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw .isFolder
    default: throw .system("is no regular file")
    }
    guard status.st_size <= limit else { throw .tooLarge(limit: limit) }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var offset = 0
    while offset < bytes.count {
      let wanted = bytes.count - offset
      let count = bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress! + offset, wanted) }
      if count < 0 { throw .system(String(cString: strerror(errno))) }
      if count == 0 { break }
      offset += count
    }
    bytes.removeLast(bytes.count - offset)
    return bytes
  }

  /// Renames a file to the first free `name.1.bak.ext`, `name.2.bak.ext` …; gives the new name.
  static func moveAside(_ path: String) throws(Problem) -> String {
    let dot = path.lastIndex(of: ".") ?? path.endIndex
    for number in 1...9999 {
      let backup = "\(path[..<dot]).\(number).bak\(path[dot...])"
      // A link, then an unlink: unlike rename, link refuses a name that is taken.
      if link(path, backup) == 0 {
        guard unlink(path) == 0 else { throw .system(String(cString: strerror(errno))) }
        return backup
      }
      if errno != EEXIST { throw .system(String(cString: strerror(errno))) }
    }
    throw .exists
  }
}
