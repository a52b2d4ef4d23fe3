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
    isDamaged = Self.repair(&bytes)
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

  /// Replaces what is no UTF-8, byte by byte, and NUL. Says whether there was any.
  private static func repair(_ bytes: inout [UInt8]) -> Bool {
    guard var offset = bytes.withUnsafeBufferPointer(firstDamage) else { return false }
    while offset < bytes.count {
      let length = bytes.withUnsafeBufferPointer { lengthOfScalar($0, at: offset) }
      if length == 0 { bytes[offset] = damaged }
      offset += max(length, 1)
    }
    return true
  }

  private static func firstDamage(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let raw = UnsafeRawBufferPointer(bytes)
    var offset = 0
    while offset < bytes.count {
      // Eight bytes at a time: letters, signs and line endings have no high bit and no byte below them is NUL.
      while offset + 8 <= bytes.count {
        let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        guard (word | (word &- 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080 == 0 else { break }
        offset += 8
      }
      guard offset < bytes.count else { return nil }
      let length = lengthOfScalar(bytes, at: offset)
      if length == 0 { return offset }
      offset += length
    }
    return nil
  }

  /// The bytes of the well-formed sequence at an offset (Unicode, table 3-7), or 0.
  private static func lengthOfScalar(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch bytes[offset] {
    case 0: return 0
    case 0x01...0x7F: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return 0
    }
    guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return 0 }
    return bytes[offset + 2..<max(offset + 2, offset + length)].allSatisfy { $0 & 0xC0 == 0x80 } ? length : 0
  }
}
