import Glibc

/// Processes that a submission has put outside its group, by a session of their own: they are told by the
/// environment that they were started with, in which `HOME` is the submission's scratch folder.
///
/// What clears its environment by another `exec` as well is not found; keeping that in is a confinement's part.
enum Strays {
  static func kill(home: String) {
    let mark = Array("HOME=\(home)".utf8CString)
    // While some are found others may have been forked; a killed one is found until it has gone.
    for _ in 0..<20 {
      let found = processes(markedBy: mark)
      if found.isEmpty { return }
      for process in found { _ = Glibc.kill(process, SIGKILL) }
      usleep(1_000)
    }
  }

  private static func processes(markedBy mark: [CChar]) -> [pid_t] {
    guard let folder = opendir("/proc") else { return [] }
    defer { closedir(folder) }
    var buffer = [CChar](repeating: 0, count: 1 << 16)
    var found: [pid_t] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard let process = pid_t(name), process != getpid() else { continue }
      let environment = open("/proc/\(name)/environ", O_RDONLY | O_CLOEXEC)
      // Other people's are not ours to read.
      guard environment >= 0 else { continue }
      let count = read(environment, &buffer, buffer.count)
      close(environment)
      if count > 0, contains(buffer, count, mark) { found.append(process) }
    }
    return found
  }

  /// Whether one of the strings, each with its zero, is the mark.
  private static func contains(_ strings: [CChar], _ count: Int, _ mark: [CChar]) -> Bool {
    strings.withUnsafeBufferPointer { strings in
      guard let base = strings.baseAddress else { return false }
      var start = 0
      while start < count {
        let length = strnlen(base + start, count - start) + 1
        if length == mark.count, start + length <= strings.count, memcmp(base + start, mark, length) == 0 {
          return true
        }
        start += length
      }
      return false
    }
  }
}
