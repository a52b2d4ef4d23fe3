import Glibc

/// Keeps the cache from growing without end: what was not used for a month goes, and of compiled submissions and
/// answers the oldest, where they are more than a bound.
struct CachePruning {
  var cache: String
  /// Seconds since 1970.
  var now: Int
  var secondsKept = 30 * 86_400
  var mostBytes = 200 << 20

  private struct Entry {
    var path: String
    var used: Int
    var bytes: Int

    init?(_ path: String) {
      var info = stat()
      guard lstat(path, &info) == 0 else { return nil }
      self.path = path
      used = info.st_mtim.tv_sec
      bytes = Int(info.st_size)
    }
  }

  /// At most once a day: the time of a mark says when it was done last.
  func runIfDue() {
    let mark = "\(cache)/pruned"
    if let last = Entry(mark), (0..<86_400).contains(now - last.used) { return }
    guard Storage.exists(cache), (try? Storage.write([], to: mark)) != nil else { return }
    run()
  }

  func run() {
    let kits = Storage.names(in: cache).filter { $0.hasPrefix("kit-") && !$0.hasSuffix(".lock") }
    for kit in kits.compactMap({ Entry("\(cache)/\($0)") }) where now - kit.used > secondsKept {
      Storage.remove(kit.path)
    }
    var kept: [Entry] = []
    for folder in ["builds", "answers"] {
      for entry in Storage.names(in: "\(cache)/\(folder)").compactMap({ Entry("\(cache)/\(folder)/\($0)") }) {
        if now - entry.used > secondsKept { unlink(entry.path) } else { kept.append(entry) }
      }
    }
    var bytes = kept.reduce(0) { $0 + $1.bytes }
    for entry in kept.sorted(by: { $0.used < $1.used }) {
      if bytes <= mostBytes { return }
      unlink(entry.path)
      bytes -= entry.bytes
    }
  }

  /// Notes that an entry was used, where it isn't noted already for this hour.
  static func markUsed(_ path: String) {
    guard let entry = Entry(path), time(nil) - entry.used > 3_600 else { return }
    utimensat(AT_FDCWD, path, nil, 0)
  }
}
