/// The `==deletions==` of an answer. Marks inside code and math are what they look like: comparisons.
struct ClozeMarks {
  struct Deletion: Hashable {
    /// The passage (a paragraph, a list, a table) up to the deletion, other marks taken off.
    var before: String
    var text: String
    var after: String
  }

  /// The answer with the marks taken off.
  let unmarked: String
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
    for line in Lines(Array(markdown.utf8)) {
      if line.isCode {
        output += line.bytes
      } else if line.isBlank {
        output += line.bytes
        breaks.append(output.count)
      } else {
        Self.takeMarks(of: line.bytes, into: &output, spans: &spans)
      }
    }
    breaks.append(output.count)
    unmarked = String(decoding: output, as: UTF8.self)

    var deletions: [Deletion] = []
    var passage = 0
    for span in spans {
      while passage + 1 < breaks.count - 1, breaks[passage + 1] <= span.lowerBound { passage += 1 }
      func text(_ range: Range<Int>) -> String { String(decoding: output[range], as: UTF8.self) }
      deletions.append(
        Deletion(
          before: text(breaks[passage]..<span.lowerBound), text: text(span),
          after: text(span.upperBound..<breaks[passage + 1]).trimmingEnd()))
    }
    self.deletions = deletions
  }

  /// Copies a line without its marks. A mark opens before and closes after something that is no blank; a lone one
  /// stays in the text.
  private static func takeMarks(
    of line: ArraySlice<UInt8>, into output: inout [UInt8], spans: inout [Range<Int>]
  ) {
    let equals = UInt8(ascii: "=")
    var open: Int?
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      if byte == UInt8(ascii: "\\"), index + 1 < line.endIndex {
        output += line[index...index + 1]
        index += 2
        continue
      }
      if byte == UInt8(ascii: "`") || byte == UInt8(ascii: "$"), let end = closing(of: index, in: line) {
        output += line[index..<end]
        index = end
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

  /// The index behind the code span or formula that starts at `start`, or nil where it doesn't end on this line.
  private static func closing(of start: Int, in line: ArraySlice<UInt8>) -> Int? {
    let mark = line[start]
    var index = start
    while index < line.endIndex, line[index] == mark { index += 1 }
    let length = index - start
    while index < line.endIndex {
      guard line[index] == mark else {
        index += 1
        continue
      }
      let run = index
      while index < line.endIndex, line[index] == mark { index += 1 }
      if index - run == length { return index }
    }
    return nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
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
