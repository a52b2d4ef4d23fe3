/// Goes once over code and cuts it into styled lines.
struct CodeLexer {
  let code: [UInt8]
  let language: CodeLanguage

  private var index = 0
  /// Where the text that has not been given out yet begins.
  private var start = 0
  private var line = StyledLine()
  private var done: [StyledLine] = []

  init(code: [UInt8], language: CodeLanguage) {
    self.code = code
    self.language = language
  }

  mutating func lines() -> [StyledLine] {
    while index < code.count {
      let byte = code[index]
      if at(language.lineComment) {
        take(Style(.comment)) { $0.skipLine() }
      } else if let comment = language.blockComment, at(comment.open) {
        take(Style(.comment)) { $0.skipBlockComment(comment.open, comment.close) }
      } else if let rule = stringRule() {
        takeString(rule)
      } else if isDigit(byte) {
        take(Style(.number)) { $0.skipNumber() }
      } else if isLetter(byte) {
        takeWord()
      } else if language.attributeSigns.contains(byte), isLetter(peek(1)) {
        take(Style(.keyword)) {
          $0.index += 1
          while $0.isLetter($0.peek(0)) || $0.isDigit($0.peek(0)) || $0.peek(0) == UInt8(ascii: ".") {
            $0.index += 1
          }
        }
      } else {
        index += 1
      }
    }
    flush(.plain)
    if !line.isEmpty { done.append(line) }
    return done
  }

  // MARK: Looking

  private func peek(_ offset: Int) -> UInt8 { index + offset < code.count ? code[index + offset] : 0 }

  private func at(_ text: [UInt8]) -> Bool {
    guard let first = text.first, peek(0) == first, index + text.count <= code.count else { return false }
    return code[index..<index + text.count].elementsEqual(text)
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  private func isLetter(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
      || byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  private var isAtLineEnd: Bool { peek(0) == UInt8(ascii: "\n") || peek(0) == UInt8(ascii: "\r") }

  private func stringRule() -> CodeLanguage.StringRule? {
    language.strings.first { rule in
      if at(rule.open) { return true }
      // Python's prefixes come in capitals too.
      let byte = peek(0)
      return byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") && rule.open[0] == byte | 0x20
        && rule.open.count > 1 && index + rule.open.count <= code.count
        && code[(index + 1)..<(index + rule.open.count)].elementsEqual(rule.open.dropFirst())
    }
  }

  // MARK: Skipping

  private mutating func skipLine() {
    while index < code.count, !isAtLineEnd { index += 1 }
  }

  private mutating func skipBlockComment(_ open: [UInt8], _ close: [UInt8]) {
    var depth = 0
    while index < code.count {
      if at(open) {
        depth += 1
        index += open.count
      } else if at(close) {
        depth -= 1
        index += close.count
        if depth == 0 { return }
      } else {
        index += 1
      }
    }
  }

  private mutating func skipNumber() {
    while isDigit(peek(0)) || isLetter(peek(0)) && peek(0) < 0x80
      || peek(0) == UInt8(ascii: ".") && isDigit(peek(1))
      || (peek(0) == UInt8(ascii: "-") || peek(0) == UInt8(ascii: "+"))
        && code[index - 1] | 0x20 == UInt8(ascii: "e")
        && isDigit(peek(1))
    {
      index += 1
    }
  }

  // MARK: Giving out

  /// Gives out what stands before as plain, then what a body skips in a style.
  private mutating func take(_ style: Style, _ skip: (inout CodeLexer) -> Void) {
    flush(.plain)
    skip(&self)
    flush(style)
  }

  private mutating func takeWord() {
    let wordStart = index
    let isMember = wordStart > 0 && code[wordStart - 1] == UInt8(ascii: ".")
    var end = index
    while end < code.count, isLetter(code[end]) || isDigit(code[end]) { end += 1 }
    let word = String(decoding: code[wordStart..<end], as: UTF8.self)
    let role: Style.Role =
      if language.keywords.contains(word) && !isMember {
        .keyword
      } else if language.types.contains(word) && !isMember
        || language.capitalisedAreTypes && Self.isTypeName(word)
      {
        .type
      } else {
        .plain
      }
    if role == .plain {
      index = end
    } else {
      take(Style(role)) { $0.index = end }
    }
  }

  /// `Tensor`, `RNNCell`, but not the constants `H` and `MAX_LENGTH`.
  private static func isTypeName(_ word: String) -> Bool {
    guard let first = word.utf8.first, first >= UInt8(ascii: "A"), first <= UInt8(ascii: "Z") else {
      return false
    }
    return word.utf8.contains { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }
  }

  private mutating func takeString(_ rule: CodeLanguage.StringRule) {
    flush(.plain)
    index += rule.open.count
    while index < code.count {
      if at(rule.close) {
        index += rule.close.count
        break
      } else if !rule.interpolation.isEmpty, at(rule.interpolation) {
        flush(Style(.string))
        skipInterpolation(rule)
        flush(.plain)
      } else if peek(0) == UInt8(ascii: "\\"), !rule.isRaw {
        index = min(code.count, index + 2)
      } else if isAtLineEnd, !rule.spansLines {
        break
      } else {
        index += 1
      }
    }
    flush(Style(.string))
  }

  private mutating func skipInterpolation(_ rule: CodeLanguage.StringRule) {
    let opens = rule.interpolation[rule.interpolation.count - 1]
    let closes = opens == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "}")
    index += rule.interpolation.count
    var depth = 1
    while index < code.count, depth > 0, !isAtLineEnd {
      if peek(0) == opens { depth += 1 }
      if peek(0) == closes { depth -= 1 }
      index += 1
    }
  }

  /// Gives out everything up to `index` in one style, cut at line endings.
  private mutating func flush(_ style: Style) {
    var from = start
    for offset in start..<index {
      guard code[offset] == UInt8(ascii: "\n") || code[offset] == UInt8(ascii: "\r") else { continue }
      line.append(String(decoding: code[from..<offset], as: UTF8.self), style)
      from = offset + 1
      // The second half of \r\n ends no further line.
      if code[offset] == UInt8(ascii: "\n"), offset > 0, code[offset - 1] == UInt8(ascii: "\r") { continue }
      done.append(line)
      line = StyledLine()
    }
    line.append(String(decoding: code[from..<index], as: UTF8.self), style)
    start = index
  }
}
