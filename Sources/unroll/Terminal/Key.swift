/// A key as a terminal sends it.
enum Key: Hashable, Sendable {
  case character(Character)
  case control(Character)
  case enter, tab, backTab, escape, backspace, delete
  case up, down, left, right, home, end, pageUp, pageDown
  /// Text that was pasted at once (bracketed paste).
  case paste(String)
}

/// Turns the bytes a terminal sends into keys; keeps what is not whole yet.
struct KeyDecoder {
  private var pending: [UInt8] = []

  var hasPending: Bool { !pending.isEmpty }

  /// The keys that `bytes` complete. `isFinal` says that nothing follows soon: a lone ESC is then the Escape key.
  mutating func keys(from bytes: [UInt8], isFinal: Bool = false) -> [Key] {
    pending += bytes
    var keys: [Key] = []
    while let (key, length) = Self.first(in: pending, isFinal: isFinal) {
      pending.removeFirst(length)
      if let key { keys.append(key) }
    }
    return keys
  }

  private static let pasteStart: [UInt8] = Array("\u{1B}[200~".utf8)
  private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)

  /// The first key and its length in bytes; a nil key is a sequence that means nothing to us. Nil where more is needed.
  private static func first(in bytes: [UInt8], isFinal: Bool) -> (Key?, Int)? {
    guard let byte = bytes.first else { return nil }
    switch byte {
    case 0x1B: return escapeSequence(in: bytes, isFinal: isFinal)
    case 0x0D, 0x0A: return (.enter, 1)
    case 0x09: return (.tab, 1)
    case 0x7F, 0x08: return (.backspace, 1)
    case 0..<0x20: return (.control(Character(Unicode.Scalar(byte + 0x60))), 1)
    default: return character(in: bytes, isFinal: isFinal)
    }
  }

  private static func character(in bytes: [UInt8], isFinal: Bool) -> (Key?, Int)? {
    let length = bytes[0] < 0x80 ? 1 : bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : 4
    guard bytes.count >= length else { return isFinal ? (nil, bytes.count) : nil }
    guard let text = String(validating: bytes[..<length], as: UTF8.self), let first = text.first else {
      return (nil, 1)
    }
    return (.character(first), length)
  }

  private static func escapeSequence(in bytes: [UInt8], isFinal: Bool) -> (Key?, Int)? {
    guard bytes.count > 1 else { return isFinal ? (.escape, 1) : nil }
    if bytes.starts(with: pasteStart) { return paste(in: bytes, isFinal: isFinal) }
    guard bytes[1] == UInt8(ascii: "[") || bytes[1] == UInt8(ascii: "O") else { return (.escape, 1) }
    // CSI: parameters 0x30–0x3F, intermediates 0x20–0x2F, a final byte 0x40–0x7E.
    guard let final = bytes.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else {
      return isFinal ? (nil, bytes.count) : nil
    }
    return (sequences[String(decoding: bytes[1...final], as: UTF8.self)], final + 1)
  }

  private static func paste(in bytes: [UInt8], isFinal: Bool) -> (Key?, Int)? {
    let start = pasteStart.count
    var index = start
    while index + pasteEnd.count <= bytes.count {
      if bytes[index..<index + pasteEnd.count].elementsEqual(pasteEnd) {
        return (.paste(String(decoding: bytes[start..<index], as: UTF8.self)), index + pasteEnd.count)
      }
      index += 1
    }
    return nil
  }

  private static let sequences: [String: Key] = [
    "[A": .up, "[B": .down, "[C": .right, "[D": .left, "OA": .up, "OB": .down, "OC": .right, "OD": .left,
    "[H": .home, "[F": .end, "OH": .home, "OF": .end, "[1~": .home, "[4~": .end, "[7~": .home, "[8~": .end,
    "[3~": .delete, "[5~": .pageUp, "[6~": .pageDown, "[Z": .backTab,
  ]
}
