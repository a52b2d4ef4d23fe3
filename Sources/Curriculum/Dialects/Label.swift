import Markdown

/// Words that mark a place in a text (`Answer`, `Theory`), however they are set: as a heading of any level, in
/// bold, behind a tick, with or without a colon. Only their letters and digits are compared.
struct Label: Sendable {
  private let letters: [UInt8]

  init(_ words: String) { letters = Array(words.utf8)[...].letters }

  /// Whether these bytes say the label and nothing else.
  func isAll(of bytes: ArraySlice<UInt8>) -> Bool {
    // Most lines are told by their length; nobody sets a label in more than its own length of marks.
    guard bytes.count >= letters.count, bytes.count <= 2 * letters.count + 24 else { return false }
    return bytes.hasLetters(letters)
  }

  /// Where the text begins that `**Label:** text` or `Label: text` leads in; nil for any other line.
  func end(in line: ArraySlice<UInt8>) -> Int? {
    var rest = line
    rest.trimStart { $0.isDecoration }
    for letter in letters {
      rest.trimStart { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") }
      guard rest.first?.lowercased == letter else { return nil }
      rest.removeFirst()
    }
    let afterName = rest.startIndex
    rest.trimStart { $0.isDecoration || $0 == UInt8(ascii: ":") }
    return line[afterName..<rest.startIndex].contains(UInt8(ascii: ":")) ? rest.startIndex : nil
  }
}

extension ArraySlice<UInt8> {
  /// The letters and digits alone, in lower case: what two texts have in common whatever their markup. Beyond
  /// ASCII everything counts but general punctuation (U+2000 to U+203F) and the signs from U+2700 to U+27BF.
  var letters: [UInt8] {
    var found: [UInt8] = []
    found.reserveCapacity(count)
    visitLetters { letter in
      found.append(letter)
      return true
    }
    return found
  }

  /// Whether these are its letters. Most texts are told by the first of them.
  func hasLetters(_ letters: [UInt8]) -> Bool {
    var position = 0
    visitLetters { letter in
      let isNext = position < letters.count && letters[position] == letter
      position = isNext ? position + 1 : letters.count + 1
      return isNext
    }
    return position == letters.count
  }

  /// Until `visit` says that it has seen enough.
  @inline(__always)
  private func visitLetters(_ visit: (UInt8) -> Bool) {
    var index = startIndex
    while index < endIndex {
      let byte = self[index]
      if byte == 0xE2, index + 2 < endIndex,
        self[index + 1] == 0x80 || (0x9C...0x9E).contains(self[index + 1])
      {
        index += 3
        continue
      }
      if byte.isLetterOrDigit || byte >= 0x80, !visit(byte.lowercased) { return }
      index += 1
    }
  }

  mutating func trimStart(while condition: (UInt8) -> Bool) {
    self = self[(firstIndex { !condition($0) } ?? endIndex)...]
  }

  mutating func trimEnd(while condition: (UInt8) -> Bool) {
    self = self[..<(lastIndex { !condition($0) }.map { $0 + 1 } ?? startIndex)]
  }

  var trimmed: ArraySlice<UInt8> {
    var rest = self
    rest.trimStart(while: \.isWhitespace)
    rest.trimEnd(while: \.isWhitespace)
    return rest
  }

  func starts(with text: StaticString) -> Bool {
    count >= text.utf8CodeUnitCount
      && text.withUTF8Buffer { buffer in zip(self, buffer).allSatisfy { $0 == $1 } }
  }
}

extension UInt8 {
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
  var isUppercase: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }
  var isLowercase: Bool { self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z") }
  var isLetterOrDigit: Bool { isDigit || isUppercase || isLowercase }
  var isWhitespace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
  var lowercased: UInt8 { isUppercase ? self | 0x20 : self }

  /// What may stand before a label's words: heading marks, emphasis, a tick or another sign, spaces.
  var isDecoration: Bool {
    switch self {
    case UInt8(ascii: "#"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: " "), UInt8(ascii: "\t"): true
    default: self >= 0x80
    }
  }
}
