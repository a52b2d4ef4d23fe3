import Markdown

/// A display formula at the margin in the middle of a list: it ends the list, and the item below is glued to it.
/// Indented like the text of the item above it belongs there.
enum ListFormula {
  static func edit(for math: Node, line: Int) -> Edit? {
    let source = math.document.source
    let range = source.rangeOfLine(line)
    guard math.range.lowerBound == range.lowerBound, line > 1, line < source.lineCount,
      math.range.upperBound >= source.bytes[range].trimmed.endIndex,
      textStart(ofItemAt: line + 1, in: source) != nil
    else { return nil }
    var above = line - 1
    while above > 1, line - above < 3, source.isBlank(line: above) { above -= 1 }
    guard let indentation = textStart(ofItemAt: above, in: source) else { return nil }
    return Edit(range.lowerBound..<range.lowerBound, String(repeating: " ", count: indentation))
  }

  /// How far in the text begins behind the list marker of a line that has one.
  private static func textStart(ofItemAt line: Int, in source: Source) -> Int? {
    let bytes = source.bytes[source.rangeOfLine(line)]
    var rest = bytes
    rest.trimStart { $0 == UInt8(ascii: " ") }
    let digits = rest.prefix(while: \.isDigit)
    rest = rest.dropFirst(digits.count)
    guard let mark = rest.popFirst(), rest.popFirst() == UInt8(ascii: " ") else { return nil }
    let isMarker =
      digits.isEmpty
      ? [UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+")].contains(mark)
      : [UInt8(ascii: "."), UInt8(ascii: ")")].contains(mark)
    return isMarker ? rest.startIndex - bytes.startIndex : nil
  }
}
