extension Arithmetic {
  /// What is wrong in an expression, and where.
  package struct ParseError: Error, Hashable, CustomStringConvertible {
    /// UTF-8 offset into the expression.
    package var offset: Int
    /// What was expected and what to do.
    package var message: String

    package var description: String { message }
  }

  /// Reads an expression. `^` binds tighter than a sign and to the right: `-2^2` is -4, `2^3^2` is 2⁹.
  package init(parsing text: String, allowingRemainder: Bool = false) throws(ParseError) {
    var parser = Parser(text, allowsRemainder: allowingRemainder)
    self = try parser.expression(depth: 0)
    try parser.expectEnd()
  }

  /// Recursive descent over the tokens of an expression.
  struct Parser {
    private enum Token: Hashable {
      case number(Double)
      case name(String)
      /// An operator, a parenthesis or a comma.
      case symbol(Unicode.Scalar)
      case end
    }

    /// Trees deeper than this would overflow the stack of whoever walks them; no honest formula comes near.
    private static let maximumDepth = 100
    private static let maximumParts = 500

    private let bytes: [UInt8]
    private let allowsRemainder: Bool
    private var position = 0
    private var parts = 0
    private var token = Token.end
    private var tokenStart = 0
    private var isStarted = false

    init(_ text: String, allowsRemainder: Bool) {
      bytes = Array(text.utf8)
      self.allowsRemainder = allowsRemainder
    }

    mutating func expression(depth: Int) throws(ParseError) -> Arithmetic {
      if !isStarted {
        isStarted = true
        try advance()
      }
      var left = try product(depth: depth)
      while let operation = sumOperator {
        try advance()
        left = .binary(operation, left, try product(depth: depth))
      }
      return left
    }

    mutating func expectEnd() throws(ParseError) {
      switch token {
      case .end: return
      case .symbol(")"): throw error("This `)` closes nothing: remove it, or open a parenthesis before it.")
      case .symbol(","): throw error("A comma only separates the arguments of `min` and `max`.")
      default: throw error("Expected an operator (`+ - * / ^`) here; write products as `4 * H`, not `4 H`.")
      }
    }

    private mutating func expectClosing(from start: Int) throws(ParseError) {
      if token == .end {
        throw ParseError(offset: start, message: "What opens here is never closed: add a `)`.")
      }
      if token != .symbol(")") { try expectEnd() }
      try advance()
    }

    private mutating func product(depth: Int) throws(ParseError) -> Arithmetic {
      var left = try signed(depth: depth)
      while let operation = productOperator {
        try advance()
        left = .binary(operation, left, try signed(depth: depth))
      }
      return left
    }

    private mutating func signed(depth: Int) throws(ParseError) -> Arithmetic {
      guard depth < Self.maximumDepth else {
        throw error(
          "The expression is nested more than \(Self.maximumDepth) deep: write it in a simpler form.")
      }
      if token == .symbol("-") {
        try advance()
        return .negate(try signed(depth: depth + 1))
      }
      if token == .symbol("+") {
        try advance()
        return try signed(depth: depth + 1)
      }
      let base = try primary(depth: depth)
      guard token == .symbol("^") else { return base }
      try advance()
      return .binary(.power, base, try signed(depth: depth + 1))
    }

    private mutating func primary(depth: Int) throws(ParseError) -> Arithmetic {
      switch token {
      case .number(let value):
        try advance()
        return .number(value)
      case .name(let name):
        let start = tokenStart
        try advance()
        guard let function = Function(rawValue: name) else {
          if token == .symbol("(") {
            let known = Function.allCases.map(\.rawValue).joined(separator: " ")
            throw ParseError(offset: start, message: "There is no function `\(name)`; known are \(known).")
          }
          return .name(name)
        }
        return .call(function, try arguments(of: function, from: start, depth: depth))
      case .symbol("("):
        let start = tokenStart
        try advance()
        let inner = try expression(depth: depth + 1)
        try expectClosing(from: start)
        return inner
      case .end:
        throw error("The expression ends where a number, a name or `(` was expected.")
      case .symbol(let symbol):
        throw error("Expected a number, a name or `(` here, not `\(symbol)`.")
      }
    }

    private mutating func arguments(
      of function: Function, from start: Int, depth: Int
    ) throws(ParseError) -> [Arithmetic] {
      guard token == .symbol("(") else {
        throw ParseError(
          offset: start, message: "`\(function.rawValue)` is a function: write `\(function.rawValue)(…)`.")
      }
      try advance()
      var arguments = [try expression(depth: depth + 1)]
      while token == .symbol(",") {
        try advance()
        arguments.append(try expression(depth: depth + 1))
      }
      try expectClosing(from: start)
      guard function.arity.contains(arguments.count) else {
        let wanted =
          function.arity.upperBound == 1 ? "one argument" : "up to \(function.arity.upperBound) arguments"
        throw ParseError(
          offset: start, message: "`\(function.rawValue)` takes \(wanted), not \(arguments.count).")
      }
      return arguments
    }

    private var sumOperator: Operator? {
      switch token {
      case .symbol("+"): .add
      case .symbol("-"): .subtract
      default: nil
      }
    }

    private var productOperator: Operator? {
      switch token {
      case .symbol("*"): .multiply
      case .symbol("/"): .divide
      case .symbol("%"): .remainder
      default: nil
      }
    }

    private func error(_ message: String) -> ParseError { ParseError(offset: tokenStart, message: message) }

    private mutating func advance() throws(ParseError) {
      while position < bytes.count,
        bytes[position] == UInt8(ascii: " ") || bytes[position] == UInt8(ascii: "\t")
      {
        position += 1
      }
      tokenStart = position
      guard position < bytes.count else {
        token = .end
        return
      }
      parts += 1
      guard parts <= Self.maximumParts else {
        throw error("The expression has more than \(Self.maximumParts) parts: write it in a simpler form.")
      }
      switch bytes[position] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."):
        token = .number(try number())
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
        while position < bytes.count, isNameByte(bytes[position]) { position += 1 }
        token = .name(text(tokenStart..<position))
      default:
        token = .symbol(try symbol())
      }
    }

    /// `12`, `1.5`, `.5`, `1e-3`.
    private mutating func number() throws(ParseError) -> Double {
      skipDigits()
      if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
        position += 1
        skipDigits()
      }
      if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
        var after = position + 1
        if after < bytes.count, bytes[after] == UInt8(ascii: "-") || bytes[after] == UInt8(ascii: "+") {
          after += 1
        }
        if after < bytes.count, isDigit(bytes[after]) {
          position = after
          skipDigits()
        }
      }
      guard let value = Double(text(tokenStart..<position)), value.isFinite else {
        throw error("`\(text(tokenStart..<position))` is no number.")
      }
      return value
    }

    /// Signs that word processors write count as those of the keyboard.
    private mutating func symbol() throws(ParseError) -> Unicode.Scalar {
      let rest = String(decoding: bytes[position..<min(position + 4, bytes.count)], as: UTF8.self)
      guard let scalar = rest.unicodeScalars.first else { throw error("The text is damaged here.") }
      position += UTF8.width(scalar)
      switch scalar {
      case "+", "-", "*", "/", "^", "(", ")", ",": return scalar
      case "%" where allowsRemainder: return "%"
      case "\u{2212}", "\u{2013}": return "-"
      case "\u{00D7}", "\u{00B7}", "\u{22C5}": return "*"
      case "\u{00F7}": return "/"
      default:
        let shown = scalar.value < 0x20 || scalar.value == 0x7F ? "a control character" : "`\(scalar)`"
        throw error("Arithmetic knows numbers, names, `+ - * / ^` and parentheses, not \(shown).")
      }
    }

    private mutating func skipDigits() {
      while position < bytes.count, isDigit(bytes[position]) { position += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private func isNameByte(_ byte: UInt8) -> Bool {
      isDigit(byte) || byte == UInt8(ascii: "_")
        || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
  }
}
