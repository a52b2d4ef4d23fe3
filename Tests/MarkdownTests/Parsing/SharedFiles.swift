import Foundation

/// Files that stand beside the checkout, in a folder `shared`, and are no part of it.
enum SharedFiles {
  static let root: URL? = {
    if let material = ProcessInfo.processInfo.environment["UNROLL_MATERIAL"] {
      return URL(fileURLWithPath: material).deletingLastPathComponent()
    }
    var folder = URL(fileURLWithPath: #filePath)
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let shared = folder.appendingPathComponent("shared")
      if FileManager.default.fileExists(atPath: shared.path + "/commonmark") { return shared }
    }
    return nil
  }()

  static func exists(_ path: String) -> Bool {
    root.map { FileManager.default.fileExists(atPath: $0.appendingPathComponent(path).path) } ?? false
  }

  /// All files below a folder, sorted by path.
  static func files(below path: String) -> [URL] {
    guard let folder = root?.appendingPathComponent(path),
      let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
    else { return [] }
    return files.compactMap { $0 as? URL }
      .filter { (try? $0.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true }
      .sorted { $0.path < $1.path }
  }
}
