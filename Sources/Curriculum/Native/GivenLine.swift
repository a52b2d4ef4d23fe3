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
    String(part.prefix { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) })
  }

  private static func parameter(
    _ part: String, at place: Int, into findings: inout Findings
  ) -> Question.Parameter? {
    let shape = "Write `D in 8...512` for a range or `H in {32, 64, 128}` for a list."
    let name = name(part)
    guard let first = name.first, !first.isNumber else {
      findings.error(
        "given", at: place, "Expected the name of a parameter, not \(Findings.quote(part)). \(shape)")
      return nil
    }
    guard Arithmetic.Function(rawValue: name) == nil else {
      findings.error("given", at: place, "`\(name)` is a function of the arithmetic: choose another name.")
      return nil
    }
    let afterName = part.dropFirst(name.count).drop(while: \.isWhitespace)
    guard afterName.hasPrefix("in"),
      afterName.dropFirst(2).first.map({ $0.isWhitespace || $0 == "{" }) ?? true
    else {
      findings.error(
        "given", at: place + name.utf8.count, "Expected `in` and the values of `\(name)`. \(shape)")
      return nil
    }
    let values = afterName.dropFirst(2).drop(while: \.isWhitespace)
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
    if text.first == "{" {
      guard text.last == "}" else { return nil }
      let elements = text.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false)
      let numbers = elements.compactMap { number(trimmed($0)) }
      guard numbers.count == elements.count, numbers.count <= maximumValues else { return nil }
      return .list(numbers)
    }
    let dots = text.contains("…") ? "…" : "..."
    let parts = text.split(separator: dots, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let low = Int(trimmed(parts[0])), let high = Int(trimmed(parts[1])), low <= high,
      low >= -limit, high <= limit
    else { return nil }
    return .range(low...high)
  }

  /// A number as people write it: no `inf`, no `nan`, no hexadecimal.
  static func number(_ text: Substring) -> Double? {
    let signs = "+-.eE"
    guard let first = text.first, first != "e", first != "E",
      text.allSatisfy({ ($0.isASCII && $0.isNumber) || signs.contains($0) }), let value = Double(text),
      value.isFinite
    else { return nil }
    return value
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop(while: \.isWhitespace)
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
    for index in text.indices {
      switch text[index] {
      case "{": depth += 1
      case "}": depth -= 1
      case "," where depth <= 0:
        add(index)
        start = text.index(after: index)
      default: break
      }
    }
    add(text.endIndex)
    return parts
  }
}
