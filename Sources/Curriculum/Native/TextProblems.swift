import Markdown

extension Findings {
  /// Brackets nested deeper than this are no text that anybody wrote.
  private static let maximumBrackets = 1000

  /// Reports bytes that no text should have: what is not UTF-8, NUL, and absurd nesting. One message of each kind.
  /// The text is read all the same, damaged places as U+FFFD.
  mutating func reportTextProblems() {
    let bytes = source.bytes
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return error("not-utf8", at: 0, "This is UTF-16, but courses are UTF-8: save the file as UTF-8.")
    }
    if let firstDamage = source.firstDamage { reportDamage(from: firstDamage) }
    if let firstDeep = Self.firstDeepBracket(in: source) {
      warning(
        "deep-nesting", at: firstDeep,
        "Brackets are nested more than \(Self.maximumBrackets) deep on this line; it may be shown as plain text."
      )
    }
  }

  private mutating func reportDamage(from start: Int) {
    let bytes = source.bytes
    var offset = start
    var damaged = 0
    var firstDamaged: Int?
    var firstNUL: Int?
    while offset < bytes.count {
      if bytes[offset] < 0x80 {
        if bytes[offset] == 0 { firstNUL = firstNUL ?? offset }
        offset += 1
        continue
      }
      let length = Self.lengthOfScalar(bytes, at: offset)
      if length == 0 {
        damaged += 1
        firstDamaged = firstDamaged ?? offset
      }
      offset += max(length, 1)
    }
    if let firstDamaged {
      let count = damaged == 1 ? "A byte here is" : "\(damaged) bytes, the first of them here, are"
      error(
        "not-utf8", at: firstDamaged, "\(count) not UTF-8 and read as `\u{FFFD}`: save the file as UTF-8.")
    }
    if let firstNUL {
      error("nul-byte", at: firstNUL, "A NUL byte stands here, which no text contains: remove it.")
    }
  }

  /// Nesting ends with its paragraph, or (signs of quotes) with its line: a line that has fewer bytes than brackets
  /// are allowed needs no look.
  private static func firstDeepBracket(in source: Source) -> Int? {
    let bytes = source.bytes
    var start = 0
    for next in source.lineStarts.dropFirst() + [bytes.count]
    where next == bytes.count || bytes[next - 1] == UInt8(ascii: "\n") {
      defer { start = next }
      guard next - start > maximumBrackets else { continue }
      var depth = 0
      for offset in start..<next {
        switch bytes[offset] {
        case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "{"), UInt8(ascii: ">"):
          depth += 1
          if depth > maximumBrackets { return offset }
        case UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: "}"): depth = max(0, depth - 1)
        default: break
        }
      }
    }
    return nil
  }

  /// Bytes of the well-formed scalar that begins at an offset (Unicode, table 3-7); 0 for damage.
  private static func lengthOfScalar(_ bytes: [UInt8], at offset: Int) -> Int {
    func isContinuation(_ position: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      position < bytes.count && range.contains(bytes[position])
    }
    switch bytes[offset] {
    case 0xC2...0xDF:
      return isContinuation(offset + 1) ? 2 : 0
    case 0xE0...0xEF:
      let second: ClosedRange<UInt8> =
        switch bytes[offset] {
        case 0xE0: 0xA0...0xBF
        case 0xED: 0x80...0x9F
        default: 0x80...0xBF
        }
      return isContinuation(offset + 1, second) && isContinuation(offset + 2) ? 3 : 0
    case 0xF0...0xF4:
      let second: ClosedRange<UInt8> =
        switch bytes[offset] {
        case 0xF0: 0x90...0xBF
        case 0xF4: 0x80...0x8F
        default: 0x80...0xBF
        }
      return isContinuation(offset + 1, second) && isContinuation(offset + 2) && isContinuation(offset + 3)
        ? 4 : 0
    default:
      return 0
    }
  }
}
