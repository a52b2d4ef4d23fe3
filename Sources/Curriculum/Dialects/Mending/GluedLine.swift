import Markdown

/// A sentence at the margin directly below a list, which Markdown glues to the last item: it speaks about the whole
/// list. Text that was wrapped goes on in lower case.
enum GluedLine {
  static func edits(in list: Landmark, of source: Source) -> [Edit] {
    guard list.kind == .list, list.place == .top else { return [] }
    var edits: [Edit] = []
    var lineAbove = list.lines.lowerBound
    for line in list.lines.dropFirst() {
      defer { lineAbove = line }
      let start = source.lineStarts[line - 1]
      guard start < source.bytes.count, source.bytes[start].isUppercase else { continue }
      let above = source.bytes[source.rangeOfLine(lineAbove)].trimmed
      guard let marker = above.first, marker == UInt8(ascii: "-") || marker == UInt8(ascii: "*") else {
        continue
      }
      edits.append(Edit(start..<start, "\n"))
    }
    return edits
  }
}
