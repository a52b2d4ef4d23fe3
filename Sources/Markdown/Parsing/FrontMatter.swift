/// The YAML between a `---` that is the first line of a text and the next line that is `---` or `...`.
struct FrontMatter {
  /// Offsets of the YAML, line endings included, and of the line behind the closing one.
  let content: Range<Int>
  let start: Int
  let end: Int
  let nextLine: Int

  init?(_ source: Source) {
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    start = source.bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    guard source.bytes.count > start + 3,
      Self.isFence(source, start..<source.rangeOfLine(1).upperBound, of: UInt8(ascii: "-"))
    else { return nil }
    var line = 2
    while line <= source.lineCount {
      let range = source.rangeOfLine(line)
      if Self.isFence(source, range, of: UInt8(ascii: "-"))
        || Self.isFence(source, range, of: UInt8(ascii: "."))
      {
        content = source.lineStarts[1]..<range.lowerBound
        end = range.upperBound
        nextLine = line + 1
        return
      }
      line += 1
    }
    return nil
  }

  /// Three times the byte and nothing but spaces.
  private static func isFence(_ source: Source, _ line: Range<Int>, of byte: UInt8) -> Bool {
    var end = line.upperBound
    while end > line.lowerBound, source.bytes[end - 1].isSpaceOrTab { end -= 1 }
    return end - line.lowerBound == 3 && source.bytes[line.lowerBound..<end].allSatisfy { $0 == byte }
  }
}
