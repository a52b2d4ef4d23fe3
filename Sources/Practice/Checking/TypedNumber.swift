import Curriculum

/// Reads a number as people write it: `1e-3`, `0.001`, `1/1000`, `1,024`, `1 024`, `0,5`, `3×10⁻⁴`, `4*3`, `12 %`,
/// `4096 parameters`.
struct TypedNumber {
  let value: Double
  let isPercentage: Bool

  init?(_ text: String) {
    // Nobody types more for a number; expressions end far below it.
    guard text.utf8.count <= 1000 else { return nil }
    var text = Self.arithmetic(text)
    isPercentage = text.last == "%"
    if isPercentage { text = text.dropLast().trimmed }
    while !text.isEmpty {
      if let value = try? Arithmetic(parsing: text).evaluate(), value.isFinite {
        self.value = value
        return
      }
      // A unit behind the number says nothing that the question hasn't.
      guard let space = text.lastIndex(of: " "), text[space...].dropFirst().allSatisfy(\.isLetter) else {
        return nil
      }
      text = text[..<space].trimmed
    }
    return nil
  }

  /// Whether it answers `expected`. With no tolerance a number that can be written with a few digits is expected
  /// exactly, another to three significant digits.
  func isRight(_ expected: Double, tolerance: Double) -> Bool {
    let candidates = isPercentage ? [value, value / 100] : [value]
    let slack = max(abs(expected), .leastNormalMagnitude) * 1e-9
    let allowed = tolerance > 0 ? tolerance + slack : Self.rounding(of: expected) + slack
    return candidates.contains { abs($0 - expected) <= allowed }
  }

  /// Half a unit of the third significant digit, or 0 for what is short to write.
  private static func rounding(of expected: Double) -> Double {
    guard expected.rounded() != expected else { return 0 }
    let digits = "\(abs(expected))".prefix { $0 != "e" }.filter(\.isNumber).drop { $0 == "0" }
    guard digits.count > 4 else { return 0 }
    var unit = 1.0
    let size = abs(expected)
    while size / unit >= 1000 { unit *= 10 }
    while size / unit < 100 { unit /= 10 }
    return unit / 2
  }

  /// In the spelling of `Arithmetic`.
  private static func arithmetic(_ text: String) -> String {
    var result = ""
    var isExponent = false
    for character in text.lowercased() {
      if let digit = superscripts[character] {
        if !isExponent { result.append("^") }
        isExponent = true
        result.append(digit)
        continue
      }
      isExponent = false
      switch character {
      case "−", "–": result.append("-")
      case "×", "·", "⋅", "∙": result.append("*")
      case "÷": result.append("/")
      case "{": result.append("(")
      case "}": result.append(")")
      case "≈", "=", "~", "$": continue
      case _ where character.isWhitespace: result.append(" ")
      default: result.append(character)
      }
    }
    return productSigns(joiningGroups(Array(result.trimmed)))
  }

  /// `1,024` and `1 024` are thousands, `0,5` and `1,25` have a decimal comma.
  private static func joiningGroups(_ text: [Character]) -> [Character] {
    var result: [Character] = []
    var index = 0
    while index < text.count {
      guard isDigit(text[index]) else {
        result.append(text[index])
        index += 1
        continue
      }
      let start = index
      while index < text.count, isDigit(text[index]) { index += 1 }
      result += text[start..<index]
      let follows = result.dropLast(index - start).last
      // Digits behind a point are no head of a group.
      guard index - start <= 3, follows != ".", index < text.count,
        [",", " ", "'", "_"].contains(text[index])
      else { continue }
      let separator = text[index]
      // In a call a comma stands between arguments.
      if separator == ",", text.contains("(") { continue }
      let isZero = text[start] == "0"
      var hasGroups = false
      while !isZero, index + 3 < text.count, text[index] == separator,
        text[index + 1...index + 3].allSatisfy(isDigit),
        index + 4 == text.count || !isDigit(text[index + 4])
      {
        result += text[index + 1...index + 3]
        index += 4
        hasGroups = true
      }
      if !hasGroups, separator == ",", index + 1 < text.count, isDigit(text[index + 1]) {
        result.append(".")
        index += 1
      }
    }
    return result
  }

  /// `3x10^4` and `2**3`.
  private static func productSigns(_ text: [Character]) -> String {
    var result = ""
    for (index, character) in text.enumerated() {
      let after = text[(index + 1)...].first { $0 != " " }
      let before = result.last { $0 != " " }
      if character == "x", let before, let after, isDigit(before), isDigit(after) {
        result.append("*")
      } else if character == "*", result.last == "*" {
        result.removeLast()
        result.append("^")
      } else {
        result.append(character)
      }
    }
    return result
  }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

  private static let superscripts: [Character: Character] = [
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9",
    "⁻": "-",
  ]
}

extension StringProtocol {
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
