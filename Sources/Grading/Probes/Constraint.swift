/// A condition between sizes, such as `D % heads == 0` or `K <= T + 1`: whole numbers, names, `+ - * / %` and one
/// comparison. Evaluated left to right with the usual precedence; no parentheses.
struct Constraint: Sendable, Hashable {
  var text: String

  /// Nil when the text cannot be read, or names what is not a dimension.
  func holds(for sizes: [String: Int]) -> Bool? {
    for comparison in ["==", "!=", "<=", ">=", "<", ">"] {
      guard let range = text.firstRange(of: comparison) else { continue }
      guard let left = Constraint.value(text[..<range.lowerBound], sizes),
        let right = Constraint.value(text[range.upperBound...], sizes)
      else { return nil }
      return switch comparison {
      case "==": left == right
      case "!=": left != right
      case "<=": left <= right
      case ">=": left >= right
      case "<": left < right
      default: left > right
      }
    }
    return nil
  }

  private static func value(_ text: Substring, _ sizes: [String: Int]) -> Int? {
    let operators: Set<Character> = ["+", "-", "*", "/", "%"]
    var tokens: [Substring] = []
    var rest = text
    while let first = rest.first {
      if first.isWhitespace {
        rest.removeFirst()
      } else if operators.contains(first) {
        tokens.append(rest.prefix(1))
        rest.removeFirst()
      } else {
        let word = rest.prefix { !$0.isWhitespace && !operators.contains($0) }
        tokens.append(word)
        rest.removeFirst(word.count)
      }
    }
    guard tokens.count % 2 == 1 else { return nil }
    func number(_ token: Substring) -> Int? { Int(token) ?? sizes[String(token)] }

    // Sum of terms: `term` collects a run of * / %, `sum` the terms before it.
    guard var term = number(tokens[0]) else { return nil }
    var sum = 0
    for i in stride(from: 1, to: tokens.count, by: 2) {
      guard let operand = number(tokens[i + 1]) else { return nil }
      let result: (Int, Bool)
      switch tokens[i] {
      case "*": result = term.multipliedReportingOverflow(by: operand)
      case "/": result = term.dividedReportingOverflow(by: operand)
      case "%": result = term.remainderReportingOverflow(dividingBy: operand)
      case "+", "-":
        let (total, overflow) = sum.addingReportingOverflow(term)
        guard !overflow else { return nil }
        sum = total
        result = tokens[i] == "+" ? (operand, false) : (0 &- operand, false)
      default: return nil
      }
      guard !result.1 else { return nil }
      term = result.0
    }
    let (total, overflow) = sum.addingReportingOverflow(term)
    return overflow ? nil : total
  }
}
