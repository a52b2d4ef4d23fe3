/// A text and where its lines begin. Everything the tree says about places is a range of UTF-8 offsets into
/// this text, the original one, front matter included; `position(at:)` turns an offset into what people read.
package final class Source: Sendable {
  /// What the text is called in messages, usually its path.
  package let name: String
  /// The whole text, UTF-8, as it was read.
  package let bytes: [UInt8]
  /// Offset of the first byte of each line; `lineStarts[0]` is 0.
  package let lineStarts: [Int]
  /// Offset of the first byte that is no UTF-8, or NUL; nil for almost any text.
  package let firstDamage: Int?

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    lineStarts = bytes.withUnsafeBufferPointer(Self.lineStarts)
    firstDamage = bytes.withUnsafeBufferPointer(\.firstDamage)
  }

  /// CommonMark: a line ending is \n, \r\n, or a \r that no \n follows.
  private static func lineStarts(_ bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    var starts = [0]
    starts.reserveCapacity(bytes.count / 32 + 1)
    guard bytes.firstOffset(of: UInt8(ascii: "\r"), from: 0) == nil else {
      for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
      {
        let isFirstOfTwo =
          byte == UInt8(ascii: "\r") && offset + 1 < bytes.count
          && bytes[offset + 1] == UInt8(ascii: "\n")
        if !isFirstOfTwo { starts.append(offset + 1) }
      }
      return starts
    }
    var offset = 0
    while let newline = bytes.firstOffset(of: UInt8(ascii: "\n"), from: offset) {
      offset = newline + 1
      starts.append(offset)
    }
    return starts
  }

  package convenience init(name: String = "", text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The text of a range of offsets, damaged UTF-8 replaced by U+FFFD.
  package func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The line, counted from 1, that holds an offset.
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// Line and column of an offset, both counted from 1; a column is a Unicode scalar.
  package func position(at offset: Int) -> Position {
    let line = line(at: offset)
    let scalars = bytes[lineStarts[line - 1]..<min(offset, bytes.count)].count { $0 & 0xC0 != 0x80 }
    return Position(line: line, column: scalars + 1)
  }

  /// The bytes of a line (counted from 1), without its ending.
  package func rangeOfLine(_ line: Int) -> Range<Int> {
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] : bytes.count
    while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") {
      end -= 1
    }
    return start..<end
  }

  /// The first place of a byte from an offset on.
  package func firstOffset(of byte: UInt8, from start: Int = 0, to end: Int? = nil) -> Int? {
    bytes.withUnsafeBufferPointer { $0.firstOffset(of: byte, from: start, to: end) }
  }

  package var lineCount: Int { lineStarts.count }
}

/// A place in a text as people count it: line and column from 1, a column being a Unicode scalar.
package struct Position: Sendable, Hashable, Comparable, CustomStringConvertible {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (a: Position, b: Position) -> Bool { (a.line, a.column) < (b.line, b.column) }
  package var description: String { "\(line):\(column)" }
}
