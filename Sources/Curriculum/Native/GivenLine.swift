import Markdown

/// `Given: D in 8...512, H in {32, 64, 128}`.
enum GivenLine {
  private static let limit = 1_000_000_000_000
  private static let maximumValues = 1000

  /// Reads what stands after `Given:`; `offset` is where that begins in the file. Beside the parameters come the
  /// names that were given values which can't be read.
  static func read(
    _ text: String, at offset: Int, into findings: inout Findings
  ) -> (parameters: [Question.Parameter], damaged: [String]) {
    var parameters: [Question.Parameter] = []
    var damaged: [String] = []
    for (part, start) in split(text) {
      let place = offset + start
      guard let parameter = parameter(part, at: place, into: &findings) else {
        damaged.append(name(part))
        continue
      }
      if parameters.contains(where: { $0.name == parameter.name }) {
        findings.error("given-twice", at: place, "`\(parameter.name)` is given twice: keep one of them.")
      } else {
        parameters.append(parameter)
      }
    }
    return (parameters, damaged)
  }

  private static func name(_ part: String) -> String {
    String(Substring(part.utf8.prefix { $0 == UInt8(ascii: "_") || $0.isLetterOrDigit }))
  }

  private static func parameter(
    _ part: String, at place: Int, into findings: inout Findings
  ) -> Question.Parameter? {
    let shape = "Write `D in 8...512` for a range or `H in {32, 64, 128}` for a list."
    let name = name(part)
    guard let first = name.utf8.first, !first.isDigit else {
      findings.error(
        "given", at: place, "Expected the name of a parameter, not \(Findings.quote(part)). \(shape)")
      return nil
    }
    guard Arithmetic.Function(rawValue: name) == nil else {
      findings.error("given", at: place, "`\(name)` is a function of the arithmetic: choose another name.")
      return nil
    }
    let afterName = trimmed(Substring(part.utf8.dropFirst(name.utf8.count)))
    let afterIn = Substring(afterName.utf8.dropFirst(2))
    guard afterName.utf8.starts(with: "in".utf8),
      afterIn.first.map({ $0.isWhitespace || $0 == "{" }) ?? true
    else {
      findings.error(
        "given", at: place + name.utf8.count, "Expected `in` and the values of `\(name)`. \(shape)")
      return nil
    }
    let values = trimmed(afterIn)
    let valuesPlace = place + part.utf8.count - values.utf8.count
    guard let read = Self.values(values) else {
      findings.error(
        "given", at: valuesPlace,
        "Expected the values of `\(name)`, not \(Findings.quote(values.isEmpty ? "nothing" : values)). \(shape)"
      )
      return nil
    }
    return Question.Parameter(name: name, values: read)
  }

  private static func values(_ text: Substring) -> Question.Parameter.Values? {
    if text.utf8.first == UInt8(ascii: "{") {
      guard text.utf8.last == UInt8(ascii: "}") else { return nil }
      let elements = text.utf8.dropFirst().dropLast().split(
        separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      let numbers = elements.compactMap { number(trimmed(Substring($0))) }
      guard numbers.count == elements.count, numbers.count <= maximumValues else { return nil }
      return .list(numbers)
    }
    guard let dots = text.firstRange(ofBytes: "…") ?? text.firstRange(ofBytes: "..."),
      let low = Int(trimmed(text[..<dots.lowerBound])), let high = Int(trimmed(text[dots.upperBound...])),
      low <= high, low >= -limit, high <= limit
    else { return nil }
    return .range(low...high)
  }

  /// A number as people write it: no `inf`, no `nan`, no hexadecimal.
  static func number(_ text: Substring) -> Double? {
    guard let first = text.utf8.first, first.lowercased != UInt8(ascii: "e"),
      text.utf8.allSatisfy({ $0.isDigit || "+-.eE".utf8.contains($0) }), let value = Double(text),
      value.isFinite
    else { return nil }
    return value
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = Excerpt.trimmed(text)
    // Spaces beyond ASCII.
    guard let first = text.utf8.first, let last = text.utf8.last, max(first, last) >= 0x80 else {
      return text
    }
    text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace ?? false { text = text.dropLast() }
    return text
  }

  /// At commas outside braces, with the UTF-8 offset of each part.
  private static func split(_ text: String) -> [(part: String, offset: Int)] {
    var parts: [(String, Int)] = []
    var depth = 0
    var start = text.startIndex
    func add(_ end: String.Index) {
      let part = text[start..<end]
      let inner = trimmed(part)
      let offset = text.utf8.distance(from: text.startIndex, to: inner.isEmpty ? start : inner.startIndex)
      parts.append((String(inner), offset))
    }
    for index in text.utf8.indices {
      switch text.utf8[index] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: ",") where depth <= 0:
        add(index)
        start = text.utf8.index(after: index)
      default: break
      }
    }
    add(text.endIndex)
    return parts
  }
}
