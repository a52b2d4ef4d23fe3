import Markdown

/// Spaces that a converter set around inline math: `is  $x_t$ .` reads `is $x_t$.`.
enum MathSpacing {
  static func edits(around math: Node) -> [Edit] {
    let bytes = math.document.source.bytes
    let space = UInt8(ascii: " ")
    var edits: [Edit] = []
    let start = math.range.lowerBound
    if start >= 2, bytes[start - 1] == space {
      let before = bytes[start - 2]
      if before == space || before == UInt8(ascii: "(") { edits.append(Edit(start - 1..<start)) }
    }
    let end = math.range.upperBound
    if end + 1 < bytes.count, bytes[end] == space {
      switch bytes[end + 1] {
      case space where end + 2 < bytes.count && !bytes[end + 2].isWhitespace,
        UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: ")"),
        UInt8(ascii: "?"), UInt8(ascii: "!"):
        edits.append(Edit(end..<end + 1))
      default: break
      }
    }
    return edits
  }
}
