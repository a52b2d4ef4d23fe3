import Markdown

/// Control characters move a terminal's cursor, and those that turn the direction of text make it lie.
enum ControlCharacters {
  static func check(_ document: Document, into findings: inout Findings) {
    let bytes = document.source.bytes
    var offset = 0
    while let start = bytes.withUnsafeBytes({ firstUnusual(in: $0, from: offset) }) {
      for suspect in start..<min(start + 8, bytes.count) where bytes[suspect].isSuspect {
        check(bytes, at: suspect, into: &findings)
      }
      offset = start + 8
    }
  }

  /// Where the next eight bytes stand of which one may be a control character. Most have only what is between a
  /// space and `~`: then none of the additions below reaches a high bit.
  private static func firstUnusual(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var offset = start
    while offset + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let unusual = word | (word &- 0x2020_2020_2020_2020) | (word &+ 0x0101_0101_0101_0101)
      if unusual & 0x8080_8080_8080_8080 != 0 { return offset }
      offset += 8
    }
    return offset < bytes.count ? offset : nil
  }

  private static func check(_ bytes: [UInt8], at offset: Int, into findings: inout Findings) {
    switch bytes[offset] {
    // NUL is reported by reading already.
    case 0x01...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F:
      report("U+00" + hexadecimal(bytes[offset]), at: offset, into: &findings)
    // U+0080…U+009F.
    case 0xC2 where offset + 1 < bytes.count && (0x80...0x9F).contains(bytes[offset + 1]):
      report("U+00" + hexadecimal(bytes[offset + 1]), at: offset, into: &findings)
    // U+202A…U+202E and U+2066…U+2069.
    case 0xE2 where offset + 2 < bytes.count:
      switch (bytes[offset + 1], bytes[offset + 2]) {
      case (0x80, 0xAA...0xAE):
        report("U+20" + hexadecimal(bytes[offset + 2] - 0x80), at: offset, into: &findings)
      case (0x81, 0xA6...0xA9):
        report("U+20" + hexadecimal(bytes[offset + 2] - 0x40), at: offset, into: &findings)
      default: break
      }
    default: break
    }
  }

  private static func hexadecimal(_ value: UInt8) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return digits.count < 2 ? "0" + digits : digits
  }

  private static func report(_ name: String, at offset: Int, into findings: inout Findings) {
    findings.warning(
      "control-character", at: offset,
      "The control character \(name) stands here and is never shown: remove it.")
  }
}

extension UInt8 {
  fileprivate var isSuspect: Bool {
    switch self {
    case 0x20..<0x7F, 0x09, 0x0A, 0x0D: false
    default: true
    }
  }
}
