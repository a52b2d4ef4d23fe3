import Foundation
import Markdown

@testable import Curriculum

/// The five documents that nobody wrote for this project; tests of them are skipped where they are not at hand.
enum Material {
  static let folder: URL? = {
    if let path = ProcessInfo.processInfo.environment["UNROLL_MATERIAL"] {
      return existing(URL(fileURLWithPath: path))
    }
    return beside("material")
  }()

  static let dialects: URL? = beside("dialects")

  /// A folder of `shared`, beside the package.
  private static func beside(_ name: String) -> URL? {
    var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      if let found = existing(folder.appendingPathComponent("shared/\(name)")) { return found }
    }
    return nil
  }

  private static func existing(_ url: URL) -> URL? {
    FileManager.default.fileExists(atPath: url.path) ? url : nil
  }

  static func source(_ prefix: String) throws -> Source {
    guard let folder else { throw CocoaError(.fileNoSuchFile) }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    guard let name = names.first(where: { $0.hasPrefix(prefix) }) else { throw CocoaError(.fileNoSuchFile) }
    return Source(name: name, bytes: Array(try Data(contentsOf: folder.appendingPathComponent(name))))
  }

  static func inspection(_ prefix: String) throws -> Inspection.File {
    let source = try source(prefix)
    return Inspection.File(reading: source)
  }
}

/// What is wrong with how a file's lines are divided: nothing, if every line that is not blank belongs to exactly
/// one question, lesson or label, and nothing but a label lies inside anything else.
func faults(of file: Inspection.File, _ source: Source) -> [String] {
  var owners = [Int](repeating: 0, count: source.lineCount + 1)
  var labelled = [Bool](repeating: false, count: source.lineCount + 1)
  for lines in file.questions.map(\.lines) + file.lessons.map(\.lines) {
    for line in lines { owners[line] += 1 }
  }
  var faults: [String] = []
  for lines in file.labels {
    for line in lines {
      if labelled[line] { faults.append("line \(line) is in two labels") }
      labelled[line] = true
    }
  }
  for line in 1...source.lineCount {
    if owners[line] > 1 { faults.append("line \(line) belongs to \(owners[line])") }
    if owners[line] == 0, !labelled[line], !source.isBlank(line: line) {
      faults.append("line \(line) is lost")
    }
  }
  for lines in file.lessons.map(\.lines) where file.labels.contains(where: { $0.overlaps(lines) }) {
    faults.append("a label lies in the lesson at \(lines)")
  }
  return faults
}
