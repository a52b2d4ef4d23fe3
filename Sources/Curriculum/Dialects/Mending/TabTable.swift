import Markdown

/// A table flattened to lines whose cells are separated by tabs, as a PDF leaves one.
struct TabTable {
  /// Cells as Markdown.
  let rows: [[String]]
  let lines: ClosedRange<Int>

  /// The table that begins with a block, and how many blocks it takes: all its lines have the same number of
  /// tabs, and one blank line between two of them does not end it.
  static func table(at index: Int, in landmarks: [Landmark], of source: Source) -> (TabTable, blocks: Int)? {
    guard let tabs = tabCount(landmarks[index], source) else { return nil }
    var end = index + 1
    while end < landmarks.count, landmarks[end].lines.lowerBound == landmarks[end - 1].lines.upperBound + 2,
      tabCount(landmarks[end], source) == tabs
    {
      end += 1
    }
    let lines = landmarks[index].lines.lowerBound...landmarks[end - 1].lines.upperBound
    let rows = lines.filter { !source.isBlank(line: $0) }.map { line in
      source.bytes[source.rangeOfLine(line)].split(
        separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false
      )
      .map { markdown($0.trimmed) }
    }
    return rows.count < 2 ? nil : (TabTable(rows: rows, lines: lines), end - index)
  }

  /// How many tabs each line of a paragraph has, if all have the same number.
  private static func tabCount(_ block: Landmark, _ source: Source) -> Int? {
    guard block.kind == .paragraph, source.bytes[block.words].contains(UInt8(ascii: "\t")) else { return nil }
    var tabs: Int?
    for line in block.lines {
      let count = source.bytes[source.rangeOfLine(line)].trimmed.count { $0 == UInt8(ascii: "\t") }
      guard count > 0, count == tabs ?? count else { return nil }
      tabs = count
    }
    return tabs
  }

  private static func markdown(_ cell: ArraySlice<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(cell.count)
    var rest = cell
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "<") where rest.starts(with: "b>") || rest.starts(with: "/b>"):
        text += "**".utf8
        rest = rest.dropFirst(rest.first == UInt8(ascii: "/") ? 3 : 2)
      case UInt8(ascii: "|"): text += "\\|".utf8
      default: text.append(byte)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// As a pipe table.
  var markdown: String {
    let rule = "|" + String(repeating: " --- |", count: rows[0].count)
    var lines = rows.map { "| " + $0.joined(separator: " | ") + " |" }
    lines.insert(rule, at: 1)
    return lines.joined(separator: "\n")
  }
}
