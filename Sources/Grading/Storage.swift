import Glibc

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The few things done with files: whole reads, and writes that are there whole or not at all.
enum Storage {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func isExecutable(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }

  static func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  static func bytes(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path).map { Array($0) }
  }

  static func makeFolder(_ path: String) throws(GradingProblem) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .cannotWrite(path, errorText(errno))
    }
  }

  static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  static func write(_ bytes: some Sequence<UInt8>, to path: String) throws(GradingProblem) {
    let temporary = "\(path).\(getpid())-\(UInt32.random(in: 0 ... .max))"
    do {
      try Data(bytes).write(to: URL(filePath: temporary))
    } catch {
      unlink(temporary)
      throw .cannotWrite(path, errorText(errno))
    }
    guard rename(temporary, path) == 0 else {
      let reason = errorText(errno)
      unlink(temporary)
      throw .cannotWrite(path, reason)
    }
  }

  /// The file behind all symbolic links.
  static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// All executables of that name along a search path, first come first.
  static func executables(named name: String, along searchPath: String) -> [String] {
    searchPath.split(separator: ":").map { "\($0)/\(name)" }.filter(isExecutable)
  }

  /// What changes when a file is replaced, without reading it.
  static func stamp(_ path: String) -> String {
    var info = stat()
    guard stat(path, &info) == 0 else { return "-" }
    return "\(path) \(info.st_size) \(info.st_mtim.tv_sec).\(info.st_mtim.tv_nsec)"
  }
}
