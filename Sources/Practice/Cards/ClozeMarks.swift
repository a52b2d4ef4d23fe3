/// The `==deletions==` of an answer. Marks inside code and math are what they look like: comparisons.
struct ClozeMarks {
  struct Deletion: Hashable {
    /// The passage (a paragraph, a list, a table) up to the deletion, other marks taken off.
    var before: String
    var text: String
    var after: String
  }

  /// Each deletion holds its whole passage, so that a text of nothing but marks would grow with their square; and
  /// nobody learns a paragraph by a hundred holes.
  static let mostDeletions = 20

  /// The answer with the marks taken off.
  let unmarked: String
  /// The first `mostDeletions` of them.
  let deletions: [Deletion]

  init(_ markdown: String) {
    guard markdown.utf8.contains(UInt8(ascii: "=")) else {
      unmarked = markdown
      deletions = []
      return
    }
    var output: [UInt8] = []
    var spans: [Range<Int>] = []
    var breaks: [Int] = [0]
    let bytes = Array(markdown.utf8)
    // A mark may go on over the end of a line, but not out of its paragraph.
    var passage = 0..<0
    func close() {
      Self.takeMarks(of: bytes[passage], into: &output, spans: &spans)
      passage = passage.upperBound..<passage.upperBound
    }
    for line in Lines(bytes) {
      if !line.isCode, !line.isBlank {
        passage = passage.lowerBound..<line.bytes.endIndex
        continue
      }
      close()
      output += line.bytes
      passage = line.bytes.endIndex..<line.bytes.endIndex
      if !line.isCode { breaks.append(output.count) }
    }
    close()
    breaks.append(output.count)
    unmarked = String(decoding: output, as: UTF8.self)

    var deletions: [Deletion] = []
    var part = 0
    for span in spans.prefix(Self.mostDeletions) {
      while part + 1 < breaks.count - 1, breaks[part + 1] <= span.lowerBound { part += 1 }
      func text(_ range: Range<Int>) -> String { String(decoding: output[range], as: UTF8.self) }
      deletions.append(
        Deletion(
          before: text(breaks[part]..<span.lowerBound), text: text(span),
          after: text(span.upperBound..<breaks[part + 1]).trimmingEnd()))
    }
    self.deletions = deletions
  }

  /// Copies a passage without its marks. A mark opens before and closes after something that is no blank; a lone one
  /// stays in the text.
  private static func takeMarks(
    of line: ArraySlice<UInt8>, into output: inout [UInt8], spans: inout [Range<Int>]
  ) {
    let equals = UInt8(ascii: "=")
    let backtick = UInt8(ascii: "`")
    let dollar = UInt8(ascii: "$")
    var spanEnds = SpanEnds()
    var open: Int?
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      if byte == UInt8(ascii: "\\"), index + 1 < line.endIndex {
        output += line[index...index + 1]
        index += 2
        continue
      }
      if byte == backtick || byte == dollar {
        let run = line[index...].prefix { $0 == byte }.count
        if let end = spanEnds.end(of: byte, length: run, from: index + run, in: line) {
          output += line[index..<end]
          index = end
        } else {
          output += line[index..<index + run]
          index += run
        }
        continue
      }
      if byte == equals {
        var end = index
        while end < line.endIndex, line[end] == equals { end += 1 }
        let opens = end < line.endIndex && !isBlank(line[end])
        let closes = index > line.startIndex && !isBlank(line[index - 1])
        if end - index == 2, closes, let start = open {
          output.removeSubrange(start..<start + 2)
          spans.append(start..<output.count)
          open = nil
        } else {
          if end - index == 2, opens, open == nil { open = output.count }
          output += line[index..<end]
        }
        index = end
        continue
      }
      output.append(byte)
      index += 1
    }
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}

/// Lines with their ends, and whether they are in a fence.
private struct Lines: Sequence, IteratorProtocol {
  struct Line {
    var bytes: ArraySlice<UInt8>
    var isCode: Bool
    var isBlank: Bool
  }

  private let bytes: [UInt8]
  private var start = 0
  private var fence: (mark: UInt8, length: Int)?

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Line? {
    guard start < bytes.count else { return nil }
    let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    let line = bytes[start..<end]
    start = end
    let trimmed = line.drop { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") }
    let wasInside = fence != nil
    if let mark = trimmed.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") {
      let length = trimmed.prefix { $0 == mark }.count
      if let open = fence {
        let rest = trimmed.dropFirst(length)
        if open.mark == mark, length >= open.length, rest.allSatisfy({ $0 <= 0x20 }) { fence = nil }
      } else if length >= 3, mark != UInt8(ascii: "`") || !trimmed.dropFirst(length).contains(mark) {
        fence = (mark, length)
      }
    }
    return Line(
      bytes: line, isCode: wasInside || fence != nil, isBlank: trimmed.allSatisfy { $0 <= 0x20 })
  }
}

extension String {
  fileprivate func trimmingEnd() -> String {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
