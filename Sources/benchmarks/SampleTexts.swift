import Foundation
import Markdown

/// Q&A texts to be read: what people have published, where it lies beside the package, else our own.
struct SampleTexts {
  var origin: String
  var sources: [Source]

  /// The texts again and again, until they are so many bytes.
  func rounds(upTo size: Int) -> [Source] {
    let total = sources.reduce(0) { $0 + $1.bytes.count }
    guard total > 0 else { return [] }
    return (0..<max(1, (size + total / 2) / total)).flatMap { _ in sources }
  }

  /// All of it in one text of so many bytes, which ends with a line.
  func joined(upTo size: Int) -> Source {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    outer: while true {
      for source in sources {
        bytes += source.bytes + Array("\n\n".utf8)
        if bytes.count >= size { break outer }
      }
    }
    bytes.removeLast(bytes.count - size)
    while let last = bytes.last, last != UInt8(ascii: "\n") { bytes.removeLast() }
    return Source(name: "all.md", bytes: bytes)
  }

  static func find(near folder: String) -> SampleTexts {
    for above in folders(above: folder) {
      let dialects = above + "/shared/dialects"
      let names =
        FileManager.default.subpaths(atPath: dialects)?.filter { $0.hasSuffix(".md") }.sorted() ?? []
      let sources = names.compactMap { name in
        FileManager.default.contents(atPath: "\(dialects)/\(name)").map {
          Source(name: name, bytes: Array($0))
        }
      }
      if !sources.isEmpty {
        return SampleTexts(origin: "\(sources.count) files of ../shared/dialects", sources: sources)
      }
    }
    return generated
  }

  /// A course's lessons of our own.
  static var generated: SampleTexts {
    let lessons = SampleCourse.lessons().map { Source(name: $0.name, text: $0.text) }
    return SampleTexts(origin: "\(lessons.count) generated native lessons", sources: lessons)
  }

  /// A folder and all above it, innermost first.
  static func folders(above folder: String) -> [String] {
    var url = URL(fileURLWithPath: folder)
    var result = [url.path]
    while url.path != "/" {
      url.deleteLastPathComponent()
      result.append(url.path)
    }
    return result
  }
}
