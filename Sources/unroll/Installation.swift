import Glibc

/// Where the program finds what it was shipped with: the course and the kit. Beside an installed executable
/// (`PREFIX/bin/unroll`, `PREFIX/share/unroll`), or in the package it was built in.
enum Installation {
  /// The real path of this executable.
  static let executable: String = {
    guard let path = realpath("/proc/self/exe", nil) else { return CommandLine.arguments[0] }
    defer { free(path) }
    return String(cString: path)
  }()

  /// The folder of the shipped course: the one that holds `content/`.
  static var course: String? {
    [share, package].compactMap(\.self).first { isFolder($0 + "/content") }
  }

  /// The sources of the modules that a Swift learner imports.
  static var kit: String? {
    [share.map { $0 + "/kit" }, package.map { $0 + "/Sources" }].compactMap(\.self)
      .first { isFolder($0 + "/ExerciseKit") }
  }

  private static var share: String? {
    let folder = Path.parent(of: Path.parent(of: executable)) + "/share/unroll"
    return isFolder(folder) ? folder : nil
  }

  private static let package: String? = {
    var folder = Path.parent(of: executable)
    while folder != "/" && !folder.isEmpty {
      if access(folder + "/Package.swift", R_OK) == 0 && isFolder(folder + "/Sources/ExerciseKit") {
        return folder
      }
      folder = Path.parent(of: folder)
    }
    return nil
  }()

  private static func isFolder(_ path: String) -> Bool { Path.kind(of: path) == .folder }
}

/// The XDG base directories.
enum Directories {
  static var progress: String { base("XDG_DATA_HOME", "/.local/share") + "/unroll/progress.sqlite" }
  static var cache: String { base("XDG_CACHE_HOME", "/.cache") + "/unroll" }

  private static func base(_ variable: String, _ fallback: String) -> String {
    // The specification: a relative path in these variables is invalid and ignored.
    if let value = Environment[variable], value.hasPrefix("/") { return value }
    return (Environment["HOME"] ?? "/tmp") + fallback
  }
}
