import Markdown

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension CourseFiles {
  /// Reads the texts and programs of a folder. Links that lead out of it are refused; pipes and devices are never
  /// opened; what can't be read is reported, and the rest read all the same.
  /// Paths are shown as the folder was given, or below `shownRoot`: `.` shows the way from the folder alone.
  package init(
    readingFrom root: String, shownAs shownRoot: String? = nil,
    maximumFileSize: Int = CourseFiles.maximumFileSize
  ) throws(CourseError) {
    var walk = try FolderWalk(root: root, shownAs: shownRoot, maximumFileSize: maximumFileSize)
    walk.run()
    self.init(root: walk.root, files: walk.files, diagnostics: walk.diagnostics)
  }
}

/// One pass over a course's folder.
private struct FolderWalk {
  /// Folders nest no deeper than this in a course.
  private static let maximumDepth = 16

  /// As it was given, for messages.
  private let shownRoot: String
  let root: String
  private let maximumFileSize: Int
  private var visited: Set<FileIdentity> = []
  private(set) var files: [CourseFiles.File] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// Device and inode, by which a folder that was reached twice is known.
  private struct FileIdentity: Hashable {
    var device: UInt64
    var inode: UInt64

    init(_ status: stat) {
      device = UInt64(truncatingIfNeeded: status.st_dev)
      inode = UInt64(status.st_ino)
    }
  }

  init(root: String, shownAs shownRoot: String?, maximumFileSize: Int) throws(CourseError) {
    self.maximumFileSize = maximumFileSize
    var shown = shownRoot ?? root
    if shown.isEmpty { shown = "." }
    while shown.count > 1, shown.hasSuffix("/") { shown.removeLast() }
    self.shownRoot = shown
    guard let resolved = realpath(root.isEmpty ? "." : root, nil) else {
      throw .unreadable(path: shown, reason: String(cString: strerror(errno)))
    }
    defer { free(resolved) }
    self.root = String(cString: resolved)
    guard let status = Self.status(self.root) else {
      throw .unreadable(path: shown, reason: String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw .notAFolder(path: shown) }
    guard access(self.root, R_OK | X_OK) == 0 else {
      throw .unreadable(path: shown, reason: String(cString: strerror(errno)))
    }
  }

  mutating func run() {
    let isLaidOut = isFolder("content")
    var pending = [[String]()]
    while let folder = pending.popLast() {
      var names = entries(of: folder)
      if folder.isEmpty, isLaidOut {
        names.removeAll { !["content", "exercises", "course.md"].contains($0) }
      }
      var folders: [[String]] = []
      for name in names.sorted(by: FileName.precedes) {
        if let inner = visit(folder + [name]) { folders.append(inner) }
      }
      // The last one pushed is the next one visited.
      pending.append(contentsOf: folders.reversed())
    }
  }

  private func isFolder(_ name: String) -> Bool {
    Self.status("\(root)/\(name)").map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
  }

  /// Reads a file, or gives back a folder that is to be visited.
  private mutating func visit(_ components: [String]) -> [String]? {
    let name = components.last ?? ""
    let isText = ["md", "txt"].contains(FileName.extension(name))
    let isProgram = ["swift", "py"].contains(FileName.extension(name))
    let isInExercises = components.first == "exercises"
    let path = absolute(components)
    if isLink(path), !staysInside(path) {
      if isText || isProgram || Self.status(path).map({ $0.st_mode & S_IFMT == S_IFDIR }) ?? true {
        report(
          components, "outside-link",
          "This link leads out of the course's folder or nowhere, so it was not followed: put the file itself here."
        )
      }
      return nil
    }
    guard let status = Self.status(path) else {
      if isText || isProgram { reportUnreadable(components) }
      return nil
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      if isText {
        report(
          components, "folder-not-file",
          "Expected a file because of the name, but this is a folder: rename it, or put the text into a file."
        )
        return nil
      }
      guard components.count <= Self.maximumDepth else {
        report(
          components, "too-deep",
          "Folders nested more than \(Self.maximumDepth) deep are not read: move the files further up.")
        return nil
      }
      return visited.insert(FileIdentity(status)).inserted ? components : nil
    case S_IFREG:
      guard isText || (isProgram && isInExercises) else {
        if isInExercises {
          files.append(CourseFiles.File(path: shown(components), components: components, source: nil))
        }
        return nil
      }
      read(components, size: Int(status.st_size))
    default:
      if isText || isProgram {
        report(
          components, "special-file",
          "This is a pipe, a socket or a device, which a course can't contain: replace it by a regular file.")
      }
    }
    return nil
  }

  private mutating func read(_ components: [String], size: Int) {
    guard size <= maximumFileSize else { return reportTooLarge(components) }
    let descriptor = open(absolute(components), O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return reportUnreadable(components) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size + 1)
    var buffer = [UInt8](repeating: 0, count: min(max(size + 1, 4096), 1 << 20))
    while true {
      let count = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        return reportUnreadable(components)
      }
      bytes.append(contentsOf: buffer[..<count])
      // The file may have grown since it was measured.
      guard bytes.count <= maximumFileSize else { return reportTooLarge(components) }
    }
    let path = shown(components)
    files.append(
      CourseFiles.File(path: path, components: components, source: Source(name: path, bytes: bytes)))
  }

  private mutating func entries(of folder: [String]) -> [String] {
    guard let stream = opendir(absolute(folder)) else {
      reportUnreadable(folder)
      return []
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      // Hidden files and what Python leaves behind are nobody's content.
      if !name.hasPrefix("."), name != "__pycache__" { names.append(name) }
    }
    return names
  }

  private func absolute(_ components: [String]) -> String { ([root] + components).joined(separator: "/") }

  private func shown(_ components: [String]) -> String {
    let way = components.joined(separator: "/")
    if way.isEmpty { return shownRoot }
    return shownRoot == "." ? way : shownRoot == "/" ? "/" + way : "\(shownRoot)/\(way)"
  }

  private func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  private func staysInside(_ path: String) -> Bool {
    guard let resolved = realpath(path, nil) else { return false }
    defer { free(resolved) }
    return String(cString: resolved).hasPrefix(root == "/" ? "/" : root + "/")
  }

  private static func status(_ path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  private mutating func report(_ components: [String], _ code: String, _ message: String) {
    diagnostics.append(
      Diagnostic(
        path: shown(components), position: Position(line: 1, column: 1), severity: .error, code: code,
        message: message))
  }

  private mutating func reportUnreadable(_ components: [String]) {
    let reason = String(cString: strerror(errno))
    report(
      components, "unreadable",
      "This can't be read (\(reason)): check that it exists and that you may read it.")
  }

  private mutating func reportTooLarge(_ components: [String]) {
    let limit =
      maximumFileSize % 1_000_000 == 0 ? "\(maximumFileSize / 1_000_000) MB" : "\(maximumFileSize) bytes"
    report(components, "too-large", "Files over \(limit) are not read: split the text into several lessons.")
  }
}

/// `read` by a name that a method of the same name does not hide.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
