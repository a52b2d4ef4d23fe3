/// A text made ready for cmark: front matter cut off, math replaced by inert bytes, damaged bytes by a stand-in.
///
/// All of it keeps its length, so an offset means the same place here and in the source. Only line endings inside
/// math disappear, which is why this text has line starts of its own.
struct PreparedText {
  /// What stands for a byte that is no UTF-8 or NUL: a control character, which to cmark is like a letter.
  static let damaged: UInt8 = 0x1A

  private(set) var bytes: [UInt8]
  private(set) var lineStarts: [Int]
  let frontMatter: FrontMatter?
  let marks: [Mark]
  let isDamaged: Bool
  let hasCarriageReturns: Bool

  init(_ source: Source, extensions: Document.Extensions) {
    bytes = source.bytes
    lineStarts = source.lineStarts
    frontMatter = extensions.contains(.frontMatter) ? FrontMatter(source) : nil
    isDamaged = source.firstDamage != nil
    if let firstDamage = source.firstDamage { Self.repair(&bytes, from: firstDamage) }
    hasCarriageReturns = source.bytes.withUnsafeBufferPointer {
      $0.firstOffset(of: UInt8(ascii: "\r"), from: 0) != nil
    }
    if hasCarriageReturns {
      // A \r that no \n follows ends a line like \n.
      for start in lineStarts.dropFirst() where bytes[start - 1] == UInt8(ascii: "\r") {
        bytes[start - 1] = UInt8(ascii: "\n")
      }
    }
    let firstLine = frontMatter.map { $0.nextLine - 1 } ?? 0
    marks = bytes.withUnsafeBufferPointer { [lineStarts] in
      var scanner = MarkScanner(text: $0, lineStarts: lineStarts, extensions: extensions)
      scanner.scan(fromLine: firstLine)
      return scanner.marks
    }
    hideMath()
  }

  private mutating func hideMath() {
    var joinsLines = false
    for mark in marks where mark.kind.isMath {
      for offset in mark.range.dropFirst().dropLast() {
        joinsLines = joinsLines || bytes[offset].isLineEnd
        bytes[offset] = Mark.filler
      }
      bytes[mark.range.lowerBound] = UInt8(ascii: "$")
      bytes[mark.range.upperBound - 1] = UInt8(ascii: "$")
    }
    if joinsLines { joinLines() }
  }

  /// Drops the line starts inside math.
  private mutating func joinLines() {
    var next = 0
    lineStarts.removeAll { start in
      while next < marks.count, Int(marks[next].end) <= start { next += 1 }
      return next < marks.count && marks[next].kind.isMath && Int(marks[next].start) < start
    }
  }

  /// Replaces what is no UTF-8, byte by byte, and NUL.
  private static func repair(_ bytes: inout [UInt8], from firstDamage: Int) {
    var offset = firstDamage
    while offset < bytes.count {
      let length = bytes.withUnsafeBufferPointer { $0.lengthOfScalar(at: offset) }
      if length == 0 { bytes[offset] = damaged }
      offset += max(length, 1)
    }
  }
}
