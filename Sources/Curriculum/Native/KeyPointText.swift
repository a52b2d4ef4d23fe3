/// A key point as it is written: `the derivative is the forget gate (forget gate | $f_t$)`.
enum KeyPointText {
  /// The parenthesis at the end, set off by a space, holds other ways to say it.
  static func read(_ text: String) -> Question.KeyPoint {
    guard text.utf8.last == UInt8(ascii: ")"), let open = opening(of: text), open > text.startIndex,
      Excerpt.isSpace(text.utf8[text.utf8.index(before: open)])
    else { return Question.KeyPoint(text: text, aliases: []) }
    let point = Excerpt.trimmed(text[..<open])
    let aliases = AnswerLine.alternatives(Substring(text.utf8[open...].dropFirst().dropLast())).filter {
      !$0.isEmpty
    }
    if point.isEmpty || aliases.isEmpty { return Question.KeyPoint(text: text, aliases: []) }
    return Question.KeyPoint(text: String(point), aliases: aliases)
  }

  /// The parenthesis that the last character closes.
  private static func opening(of text: String) -> String.Index? {
    var depth = 0
    for index in text.utf8.indices.reversed() {
      switch text.utf8[index] {
      case UInt8(ascii: ")"): depth += 1
      case UInt8(ascii: "("):
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }
}
