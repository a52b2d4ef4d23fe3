import Markdown

/// A list marker with nothing after it, as converters leave one at the end of a list.
enum StrayMarker {
  static func edit(for item: Node) -> Edit? {
    guard item.children.isEmpty else { return nil }
    let source = item.document.source
    let line = source.rangeOfLine(item.line)
    let marks = source.bytes[line].trimmed
    guard let first = marks.first, marks.count == 1, [0x2A, 0x2B, 0x2D].contains(first) else { return nil }
    // With the line ending in front of it.
    return Edit(max(0, line.lowerBound - 1)..<marks.endIndex)
  }
}
