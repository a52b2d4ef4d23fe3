import Markdown

/// UTF-8 that was once read as Windows-1252 and stored again: `â€“` for an en dash.
enum Mojibake {
  /// The damaged places of a text, and what they should read.
  static func edits(in bytes: [UInt8]) -> [Edit] {
    var edits: [Edit] = []
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      // The lead bytes C2 to F4, read as Windows-1252, are U+00C2 to U+00F4, which UTF-8 writes as C3 82 to C3 B4.
      while let lead = buffer.firstOffset(of: 0xC3, from: index) {
        index = lead + 1
        guard let (byteCount, text) = repaired(buffer, at: lead) else { continue }
        index = lead + byteCount
        edits.append(Edit(lead..<index, text))
      }
    }
    return edits
  }

  /// The character that begins at an offset if its bytes, read back as Windows-1252, are one of UTF-8.
  private static func repaired(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> (Int, [UInt8])? {
    guard let (lead, leadCount) = windows1252(bytes, at: start) else { return nil }
    let count: Int
    switch lead {
    // Other leads of two bytes stand for letters that end French words in front of a space or a guillemet.
    case 0xC2, 0xC3: count = 2
    case 0xE0...0xEF: count = 3
    case 0xF0...0xF4: count = 4
    default: return nil
    }
    var text = [lead]
    var end = start + leadCount
    while text.count < count {
      guard let (byte, byteCount) = windows1252(bytes, at: end), byte & 0xC0 == 0x80 else { return nil }
      text.append(byte)
      end += byteCount
    }
    guard String(validating: text, as: UTF8.self) != nil else { return nil }
    return (end - start, text)
  }

  /// The byte that Windows-1252 writes for the character at an offset, and the character's length in UTF-8.
  private static func windows1252(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt8, Int)? {
    guard index + 1 < bytes.count else { return nil }
    switch (bytes[index], bytes[index + 1]) {
    case (0xC2, let next) where next & 0xC0 == 0x80: return (next, 2)
    case (0xC3, let next) where next & 0xC0 == 0x80: return (next | 0x40, 2)
    default: break
    }
    for count in [2, 3] where index + count <= bytes.count {
      let text = String(validating: bytes[index..<index + count], as: UTF8.self)
      if let scalar = text?.unicodeScalars.first, let byte = special[scalar] { return (byte, count) }
    }
    return nil
  }

  /// Where Windows-1252 differs from Latin-1.
  private static let special: [Unicode.Scalar: UInt8] = [
    "\u{20AC}": 0x80, "\u{201A}": 0x82, "\u{0192}": 0x83, "\u{201E}": 0x84, "\u{2026}": 0x85,
    "\u{2020}": 0x86,
    "\u{2021}": 0x87, "\u{02C6}": 0x88, "\u{2030}": 0x89, "\u{0160}": 0x8A, "\u{2039}": 0x8B,
    "\u{0152}": 0x8C,
    "\u{017D}": 0x8E, "\u{2018}": 0x91, "\u{2019}": 0x92, "\u{201C}": 0x93, "\u{201D}": 0x94,
    "\u{2022}": 0x95,
    "\u{2013}": 0x96, "\u{2014}": 0x97, "\u{02DC}": 0x98, "\u{2122}": 0x99, "\u{0161}": 0x9A,
    "\u{203A}": 0x9B,
    "\u{0153}": 0x9C, "\u{017E}": 0x9E, "\u{0178}": 0x9F,
  ]
}
