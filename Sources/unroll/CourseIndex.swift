import Curriculum
import Glibc

/// Outlines of courses, kept in the cache so that the home screen needn't understand every lesson again.
///
/// An outline counts only for the very bytes it was made from, by the very program that made it: all files are read
/// and hashed each time, which takes a millisecond where understanding them takes twenty. What doesn't fit is made
/// anew; a cache that can't be read or written costs time and nothing else.
struct CourseIndex {
  /// `$XDG_CACHE_HOME/unroll`.
  var folder: String
  /// Names this build of the program: another one may understand the same text otherwise.
  var program: String

  static var local: CourseIndex {
    CourseIndex(folder: Directories.cache, program: stamp(of: Installation.executable))
  }

  /// Fails as `Course.load` does.
  func outline(ofCourseAt root: String) throws(CourseError) -> CourseOutline {
    let files = try CourseFiles(readingFrom: root)
    let key = key(of: files)
    let path = path(for: files.root)
    if let known = read(path, key: key) { return known }
    let course = Course(files: files)
    guard !course.isEmpty else { throw .noContent(path: root, diagnostics: course.diagnostics) }
    let outline = CourseOutline(course)
    write(outline, key: key, to: path)
    return outline
  }

  /// One file for each course: what changes replaces what was.
  func path(for root: String) -> String {
    var hash = ContentKey()
    hash.add(root)
    return "\(folder)/outline-\(hash.name)"
  }

  private func key(of files: CourseFiles) -> String {
    var hash = ContentKey()
    hash.add(program)
    hash.add(files.root)
    for file in files.files {
      for component in file.components { hash.add(component) }
      hash.add(file.source?.bytes ?? [])
    }
    for diagnostic in files.diagnostics { hash.add("\(diagnostic.path) \(diagnostic.code)") }
    return hash.name
  }

  private func read(_ path: String, key: String) -> CourseOutline? {
    guard let bytes = try? TextFile.read(path, limit: 100_000_000) else { return nil }
    var reader = Fields.Reader(bytes)
    guard reader.text() == key, let outline = CourseOutline(&reader), reader.isAtEnd else { return nil }
    return outline
  }

  private func write(_ outline: CourseOutline, key: String, to path: String) {
    Self.makeFolder(folder)
    var head = Fields()
    head.add(key)
    // Whole or not at all, also for another process that reads at the same time.
    let draft = "\(path).\(getpid())"
    guard (try? TextFile.create(draft, head.text + outline.fields.text)) != nil else { return }
    if rename(draft, path) != 0 { unlink(draft) }
  }

  private static func makeFolder(_ path: String) {
    if mkdir(path, 0o700) == 0 || errno != ENOENT { return }
    makeFolder(Path.parent(of: path))
    mkdir(path, 0o700)
  }

  /// Size and time of change tell two builds of one program apart.
  private static func stamp(of executable: String) -> String {
    var status = stat()
    guard stat(executable, &status) == 0 else { return "" }
    return "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
  }
}

/// 128 bits that tell contents apart: two multiply-and-fold hashes over eight bytes at a time, as in wyhash. Against
/// accidents, not against attacks: who can write to a learner's cache needs none.
struct ContentKey {
  private var first: UInt64 = 0xa076_1d64_78bd_642f
  private var second: UInt64 = 0xe703_7ed1_a0b4_28db

  mutating func add(_ text: String) { add(Array(text.utf8)) }

  mutating func add(_ bytes: [UInt8]) {
    add(UInt64(bytes.count))
    bytes.withUnsafeBytes { bytes in
      var offset = 0
      while offset + 8 <= bytes.count {
        add(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        offset += 8
      }
      var rest: UInt64 = 0
      for byte in bytes[offset...] { rest = rest << 8 | UInt64(byte) }
      add(rest)
    }
  }

  private mutating func add(_ word: UInt64) {
    first = Self.folded(first ^ word, 0x8ebc_6af0_9c88_c6e3)
    second = Self.folded(second ^ word, 0x5899_65cc_7537_4cc3) &+ word
  }

  private static func folded(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let (high, low) = a.multipliedFullWidth(by: b)
    return high ^ low
  }

  var name: String { String(first, radix: 36) + String(second, radix: 36) }
}
