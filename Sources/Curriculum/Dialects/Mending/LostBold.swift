import Markdown

/// A list item that lost the `**` which opens its lead: `- What it is:** During …`.
enum LostBold {
  static func edit(for item: Node) -> Edit? {
    guard let first = item.children.first, first.kind == .paragraph else { return nil }
    let source = item.document.source
    let start = first.range.lowerBound
    // Most items have no emphasis at all, or begin with it.
    guard start < source.bytes.count, source.bytes[start] != UInt8(ascii: "*"),
      source.firstOffset(of: UInt8(ascii: "*"), from: start, to: first.range.upperBound) != nil
    else { return nil }
    let line = source.rangeOfLine(item.line)
    guard start < line.upperBound else { return nil }
    let text = source.bytes[start..<line.upperBound]
    var marks = 0
    var firstMark = text.endIndex
    var index = text.startIndex
    while let star = text[index...].firstIndex(of: UInt8(ascii: "*")) {
      index = star + 1
      guard index < text.endIndex, text[index] == UInt8(ascii: "*") else { continue }
      marks += 1
      firstMark = min(firstMark, star)
      index += 1
    }
    guard marks % 2 == 1, firstMark + 2 == text.endIndex || text[firstMark + 2].isWhitespace,
      !text[firstMark - 1].isWhitespace
    else { return nil }
    return Edit(start..<start, "**")
  }
}
