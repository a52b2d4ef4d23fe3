import Markdown

/// What stands after `Answer:`: `= 4 * H * (D + H + 1)`, `perplexity | PPL`, or `1 ± 0.001`.
enum AnswerLine {
  enum Content {
    case arithmetic(Arithmetic, tolerance: Double)
    case spellings([String])
  }

  /// `offset` is where the text begins in the file. Nil, with a message, for what can't be understood.
  static func read(_ text: String, at offset: Int, into findings: inout Findings) -> Content? {
    guard !text.isEmpty else {
      findings.error(
        "answer-line", at: offset,
        "`Answer:` says nothing: write the accepted spellings (`perplexity | PPL`), a number (`1 ± 0.001`) or "
          + "arithmetic (`= 4 * H`) after it.")
      return nil
    }
    if text.utf8.first == UInt8(ascii: "=") {
      let (expression, tolerance) = splitTolerance(text, at: offset, &findings)
      return arithmetic(expression.dropFirst(), at: offset + 1, tolerance ?? 0, &findings)
    }
    let (left, tolerance) = splitTolerance(text, at: offset, &findings)
    if let number = number(left) { return .arithmetic(number, tolerance: tolerance ?? 0) }
    if let tolerance { return arithmetic(left, at: offset, tolerance, &findings) }
    return spellings(text, at: offset, &findings)
  }

  /// A number as people write it: `1,000`, `50 %` (which stands for 50, as it is asked for), `1/3`.
  private static func number(_ text: Substring) -> Arithmetic? {
    var text = Excerpt.trimmed(text)
    if text.utf8.last == UInt8(ascii: "%") { text = Excerpt.trimmed(text.dropLast()) }
    if let number = GivenLine.number(withoutThousands(text)) { return .number(number) }
    guard text.utf8.contains(UInt8(ascii: "/")) else { return nil }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let above = Int(Excerpt.trimmed(parts[0])),
      let below = Int(Excerpt.trimmed(parts[1])),
      below > 0
    else { return nil }
    return .binary(.divide, .number(Double(above)), .number(Double(below)))
  }

  /// `12,345.6` → `12345.6`; anything else as it is.
  private static func withoutThousands(_ text: Substring) -> Substring {
    guard text.utf8.contains(UInt8(ascii: ",")) else { return text }
    let groups = text.prefix { $0 != "." }.split(separator: ",", omittingEmptySubsequences: false)
    guard groups.count > 1, let first = groups.first, (1...3).contains(first.filter(\.isNumber).count),
      groups.dropFirst().allSatisfy({ $0.utf8.count == 3 && $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return text }
    return Substring(text.filter { $0 != "," })
  }

  private static func arithmetic(
    _ text: Substring, at offset: Int, _ tolerance: Double, _ findings: inout Findings
  ) -> Content? {
    do {
      return .arithmetic(try Arithmetic(parsing: String(text)), tolerance: tolerance)
    } catch {
      findings.error("arithmetic", at: offset + error.offset, error.message)
      return nil
    }
  }

  /// Cuts off `± 0.001` or `+- 0.001`. Nil where there is none.
  private static func splitTolerance(
    _ text: String, at offset: Int, _ findings: inout Findings
  ) -> (left: Substring, tolerance: Double?) {
    for sign in ["±", "+-", "+/-"] {
      guard let range = text.firstRange(ofBytes: sign) else { continue }
      let right = text[range.upperBound...].drop(while: \.isWhitespace)
      // `2 +-1` is a sum.
      if sign == "+-", text.hasPrefix("="), text[range.upperBound...].first != " " { continue }
      guard let tolerance = GivenLine.number(right), tolerance >= 0 else {
        let place = text.utf8.distance(from: text.startIndex, to: right.startIndex)
        if sign == "±" {
          findings.error(
            "tolerance", at: offset + place,
            "Expected the largest accepted distance after `±`, a number such as `0.001`, not "
              + "\(Findings.quote(right)).")
          return (text[..<range.lowerBound], 0)
        }
        continue
      }
      return (text[..<range.lowerBound], tolerance)
    }
    return (text[...], nil)
  }

  /// At each `|` outside code and formulas; `\|` is the character itself.
  static func alternatives(_ text: some StringProtocol) -> [String] {
    let pipe = UInt8(ascii: "|")
    let backslash = UInt8(ascii: "\\")
    guard text.utf8.contains(where: { $0 == pipe || $0 == backslash }) else {
      return [String(Excerpt.trimmed(Substring(text)))]
    }
    var parts: [[UInt8]] = []
    var part: [UInt8] = []
    var closing: UInt8?
    var isEscaped = false
    for byte in text.utf8 {
      if isEscaped {
        isEscaped = false
        if byte != pipe { part.append(backslash) }
      } else if byte == backslash {
        isEscaped = true
        continue
      } else if byte == closing {
        closing = nil
      } else if closing == nil, byte == UInt8(ascii: "`") || byte == UInt8(ascii: "$") {
        closing = byte
      } else if closing == nil, byte == pipe {
        parts.append(part)
        part.removeAll(keepingCapacity: true)
        continue
      }
      part.append(byte)
    }
    if isEscaped { part.append(backslash) }
    parts.append(part)
    // A `$` or backtick that is never closed protects nothing.
    if closing != nil, parts.count == 1, text.utf8.contains(pipe) {
      parts = Array(text.utf8).split(separator: pipe, omittingEmptySubsequences: false).map(Array.init)
    }
    return parts.map { String(decoding: $0[...].trimmed, as: UTF8.self) }
  }

  private static func spellings(_ text: String, at offset: Int, _ findings: inout Findings) -> Content? {
    let parts = alternatives(text)
    if parts.contains("") {
      findings.error(
        "answer-line", at: offset,
        "One of the spellings between `|` is empty: remove a `|`, or write `\\|` for the sign.")
    }
    let accepted = parts.filter { !$0.isEmpty }
    if let long = accepted.first(where: { $0.utf8.count > 100 && $0.count > 100 }) {
      findings.warning(
        "long-answer", at: offset,
        "A typed answer is compared word for word, and nobody will type \(Findings.quote(long)): leave out `Answer:` "
          + "to ask it as an open question.")
    }
    return accepted.isEmpty ? nil : .spellings(accepted)
  }
}
