import Markdown

/// A line of a question that says how it is answered.
struct Directive {
  enum Kind: String, CaseIterable {
    case given = "Given:"
    case answer = "Answer:"
    case order = "Order:"
    case match = "Match:"
    case chooseAll = "Choose all:"

    /// Whether something follows on the same line.
    var takesText: Bool { self == .given || self == .answer }
  }

  let kind: Kind
  let line: Int
  /// Where the line's text begins.
  let offset: Int
  /// What stands after the colon.
  let text: String
  let textOffset: Int

  private static let initials = Kind.allCases.compactMap(\.rawValue.utf8.first)

  init?(line: Int, of source: Source) {
    var range = source.rangeOfLine(line)
    let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    while let first = source.bytes[range].first, isSpace(first) {
      range = (range.lowerBound + 1)..<range.upperBound
    }
    while let last = source.bytes[range].last, isSpace(last) {
      range = range.lowerBound..<(range.upperBound - 1)
    }
    // Nearly every line begins otherwise, which shows before the words are compared.
    guard let first = source.bytes[range].first, Self.initials.contains(first) else { return nil }
    guard let kind = Kind.allCases.first(where: { source.bytes[range].starts(with: $0.rawValue.utf8) }) else {
      return nil
    }
    var start = range.lowerBound + kind.rawValue.utf8.count
    while start < range.upperBound, isSpace(source.bytes[start]) { start += 1 }
    if !kind.takesText, start < range.upperBound { return nil }
    self.kind = kind
    self.line = line
    offset = range.lowerBound
    text = source.text(start..<range.upperBound)
    textOffset = start
  }

  /// Where a name stands in the text, as a word of its own.
  func offset(ofName name: String) -> Int? {
    let bytes = Array(text.utf8)
    let wanted = Array(name.utf8)
    func isWord(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: "_") || Character(Unicode.Scalar(byte)).isLetter
        || Character(Unicode.Scalar(byte)).isNumber
    }
    var start = 0
    while start + wanted.count <= bytes.count {
      let end = start + wanted.count
      if bytes[start..<end].elementsEqual(wanted), start == 0 || !isWord(bytes[start - 1]),
        end == bytes.count || !isWord(bytes[end])
      {
        return textOffset + start
      }
      start += 1
    }
    return nil
  }
}
