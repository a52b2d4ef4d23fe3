import Markdown

/// A document cut at its headings: each stretch is a heading (the first may have none) and what stands below it
/// up to the next heading of whatever level.
struct Outline {
  struct Stretch {
    /// The heading's own Markdown; empty for the text before the first heading.
    var title = ""
    /// 0 for the text before the first heading.
    var level = 0
    var heading: Node?
    var blocks: [Node] = []
    /// From the heading to the line before the next one.
    var lines: ClosedRange<Int>

    /// The lines below the heading; nil where there are none.
    var body: ClosedRange<Int>? {
      guard let heading else { return lines }
      let first = max(heading.endLine, heading.line) + 1
      return first <= lines.upperBound ? first...lines.upperBound : nil
    }
  }

  var stretches: [Stretch] = []

  init(_ document: Document, firstLine: Int) {
    let source = document.source
    let lastLine = max(source.lineCount, firstLine)
    var current = Stretch(lines: firstLine...lastLine)
    func close(before line: Int) -> Stretch? {
      if current.heading == nil, current.blocks.isEmpty { return nil }
      var closed = current
      closed.lines = current.lines.lowerBound...max(line - 1, current.lines.lowerBound)
      return closed
    }
    for block in document.blocks where block.kind != .frontMatter {
      guard block.kind == .heading else {
        current.blocks.append(block)
        continue
      }
      let line = block.line
      if let closed = close(before: line) { stretches.append(closed) }
      current = Stretch(
        title: Self.title(of: block), level: block.level, heading: block, lines: line...max(line, lastLine))
    }
    if let closed = close(before: lastLine + 1) { stretches.append(closed) }
  }

  /// A heading's Markdown without `#` signs or underline.
  static func title(of heading: Node) -> String {
    let source = heading.document.source
    let first = heading.line
    let last = max(first, heading.endLine)
    if first == last, let title = withoutSigns(source.bytes[source.rangeOfLine(first)]) { return title }
    var lines = (first...last).map { Excerpt.trimmed(Substring(source.text(source.rangeOfLine($0)))) }
    if lines.count > 1, let underline = lines.last?.utf8,
      underline.allSatisfy({ $0 == UInt8(ascii: "=") }) || underline.allSatisfy({ $0 == UInt8(ascii: "-") })
    {
      lines.removeLast()
    }
    return lines.joined(separator: " ")
  }

  /// `## Title ##` → `Title`; nil for a line that does not begin with `#`.
  private static func withoutSigns(_ line: ArraySlice<UInt8>) -> String? {
    let sign = UInt8(ascii: "#")
    let line = line.trimmed
    guard line.first == sign else { return nil }
    let content = line.drop { $0 == sign }.trimmed
    var open = content
    while open.last == sign { open = open.dropLast() }
    let isClosed = open.last.map(Excerpt.isSpace) ?? true
    return String(decoding: isClosed ? open.trimmed : content, as: UTF8.self)
  }
}
