import Glibc

extension Storage {
  /// A new empty folder that nobody else uses. Its name holds the process that will remove it.
  static func makeScratch() throws(GradingProblem) -> String {
    _ = sweptOnce
    var template = Array("\(scratchBase)/unroll-\(getpid())-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw .cannotWrite(scratchBase, errorText(errno)) }
    return String(cString: made)
  }

  private static var scratchBase: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

  private static let sweptOnce: Void = removeStaleScratch(in: scratchBase)

  /// Removes our own folders whose process was killed before it could, and what a submission of it still runs.
  static func removeStaleScratch(in base: String) {
    guard let folder = opendir(base) else { return }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      let parts = name.split(separator: "-", omittingEmptySubsequences: false)
      guard parts.count == 3, parts[0] == "unroll", parts[2].utf8.count == 6, let owner = pid_t(parts[1]),
        owner > 0, kill(owner, 0) != 0, errno == ESRCH
      else { continue }
      let path = "\(base)/\(name)"
      var info = stat()
      guard lstat(path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR, info.st_uid == geteuid() else {
        continue
      }
      Strays.kill(home: path)
      remove(path)
    }
  }
}
