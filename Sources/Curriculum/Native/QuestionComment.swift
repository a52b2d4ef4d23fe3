import Markdown

/// `<!-- id: …; level: …; difficulty: …; cards: … -->` under the heading of a question.
struct QuestionComment {
  var id: String?
  var level: Question.Level?
  var difficulty: Int?
  var cards: Set<Question.CardKind>?

  static let keys = ["id", "level", "difficulty", "cards"]

  /// Reads the comment of an HTML block into this. False for a comment that is no list of keys but a remark.
  mutating func read(_ range: Range<Int>, of source: Source, into findings: inout Findings) -> Bool {
    let bytes = source.bytes
    guard let inner = Self.inside(bytes[range]) else { return false }
    var parts: [Range<Int>] = []
    var start = inner.lowerBound
    for end in inner.lowerBound...inner.upperBound where end == inner.upperBound || bytes[end].endsPart {
      let part = Self.trimmed(bytes[start..<end], in: bytes)
      if !part.isEmpty { parts.append(part) }
      start = end + 1
    }
    guard let first = parts.first, Self.key(first, in: bytes) != nil else { return false }
    for part in parts { apply(part, of: source, into: &findings) }
    return true
  }

  private mutating func apply(_ part: Range<Int>, of source: Source, into findings: inout Findings) {
    guard let key = Self.key(part, in: source.bytes) else {
      findings.error(
        "comment", at: part.lowerBound,
        "Expected `key: value` between semicolons, with one of the keys \(Self.keys.joined(separator: ", "))."
      )
      return
    }
    let valueRange = Self.trimmed(source.bytes[(key.upperBound + 1)..<part.upperBound], in: source.bytes)
    let name = source.text(key)
    let value = source.text(valueRange)
    let place = valueRange.isEmpty ? part.lowerBound : valueRange.lowerBound
    switch name {
    case _ where !Self.keys.contains(name):
      findings.error(
        "unknown-key", at: part.lowerBound,
        "The comment of a question has no key \(Findings.quote(name)). \(Suggestion.hint(for: name, among: Self.keys))"
      )
    case _ where value.isEmpty:
      findings.error("empty-value", at: place, "`\(name)` has no value: give it one, or leave it out.")
    case "id":
      guard value.utf8.allSatisfy(Self.isIDByte) || value.allSatisfy(Self.isIDCharacter) else {
        findings.error(
          "question-id", at: place,
          "An id is made of letters, digits, `-`, `_`, `.` and `/`, not \(Findings.quote(value)): "
            + "write `\(Slug.of(value))`, say.")
        return
      }
      id = value
    case "level":
      level = Question.Level(rawValue: value)
      if level == nil {
        reportUnknown(value, of: Question.Level.allCases.map(\.rawValue), "level", place, &findings)
      }
    case "difficulty":
      difficulty = Int(value).flatMap { (1...5).contains($0) ? $0 : nil }
      if difficulty == nil {
        findings.error(
          "value-range", at: place,
          "`difficulty` is a whole number from 1 to 5, not \(Findings.quote(value)).")
      }
    default:
      var kinds: Set<Question.CardKind> = []
      for word in source.bytes[valueRange].split(separator: UInt8(ascii: ",")) {
        let range = Self.trimmed(word, in: source.bytes)
        let text = source.text(range)
        if let kind = Question.CardKind(rawValue: text) {
          kinds.insert(kind)
        } else {
          reportUnknown(
            text, of: Question.CardKind.allCases.map(\.rawValue), "kind of card", range.lowerBound, &findings)
        }
      }
      if !kinds.isEmpty { cards = kinds }
    }
  }

  private static func isIDByte(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || "-_./".utf8.contains(byte)
  }

  private static func isIDCharacter(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "-_./".contains(character)
  }

  private func reportUnknown(
    _ value: String, of known: [String], _ what: String, _ place: Int, _ findings: inout Findings
  ) {
    findings.error(
      "unknown-value", at: place,
      "There is no \(what) \(Findings.quote(value)). \(Suggestion.hint(for: value, among: known))")
  }

  /// Between `<!--` and `-->`, if the block begins with a comment.
  static func inside(_ block: ArraySlice<UInt8>) -> Range<Int>? {
    let text = block.drop { $0 == UInt8(ascii: " ") }
    guard text.starts(with: "<!--".utf8) else { return nil }
    let start = text.startIndex + 4
    var end = start
    while end + 3 <= text.endIndex {
      if text[end] == UInt8(ascii: "-"), text[end + 1] == UInt8(ascii: "-"),
        text[end + 2] == UInt8(ascii: ">")
      {
        return start..<end
      }
      end += 1
    }
    return nil
  }

  /// The lower-case word before the first colon.
  private static func key(_ part: Range<Int>, in bytes: [UInt8]) -> Range<Int>? {
    guard let colon = bytes[part].firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let key = trimmed(bytes[part.lowerBound..<colon], in: bytes)
    let isWord = bytes[key].allSatisfy {
      $0.isLowercase || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
    }
    return !key.isEmpty && isWord && key.upperBound == colon ? key : nil
  }

  private static func trimmed(_ slice: ArraySlice<UInt8>, in bytes: [UInt8]) -> Range<Int> {
    var low = slice.startIndex
    var high = slice.endIndex
    while low < high, bytes[low] <= 0x20 { low += 1 }
    while high > low, bytes[high - 1] <= 0x20 { high -= 1 }
    return low..<high
  }
}

extension UInt8 {
  fileprivate var endsPart: Bool {
    self == UInt8(ascii: ";") || self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r")
  }
}
