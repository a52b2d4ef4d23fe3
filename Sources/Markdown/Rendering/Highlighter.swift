/// Light highlighting of code: enough to tell keywords, strings, comments and numbers apart. The text itself is
/// never changed, and an unknown language is shown plain.
package enum Highlighter {
  package static func lines(of code: String, language: String) -> [StyledLine] {
    guard let language = CodeLanguage.named(language) else {
      return split(code).map { StyledLine(String($0), Style(.code)) }
    }
    var lexer = CodeLexer(code: Array(code.utf8), language: language)
    return lexer.lines()
  }

  /// The lines of a text; a line ending at its very end opens no further one.
  private static func split(_ code: String) -> [Substring] {
    var lines = code.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}

/// What the lexer has to know of a language.
struct CodeLanguage: Sendable {
  struct StringRule: Sendable {
    var open: [UInt8]
    var close: [UInt8]
    var spansLines = false
    var isRaw = false
    /// What begins a value put into the string, up to the matching bracket.
    var interpolation: [UInt8] = []
  }

  var keywords: Set<String>
  var types: Set<String> = []
  var capitalisedAreTypes = false
  var lineComment: [UInt8]
  var blockComment: (open: [UInt8], close: [UInt8])?
  /// Tried in order, so longer openings come first.
  var strings: [StringRule]
  /// What marks an attribute, decorator or directive.
  var attributeSigns: [UInt8]

  static func named(_ name: String) -> CodeLanguage? {
    switch name.lowercased().prefix(while: { $0 != "," && $0 != "{" }) {
    case "swift": swift
    case "python", "py", "python3", "pycon", "ipython": python
    default: nil
    }
  }

  static let swift = CodeLanguage(
    keywords: [
      "actor", "as", "async", "await", "borrowing", "break", "case", "catch", "class", "consuming",
      "continue",
      "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate",
      "final", "for", "func", "guard", "if", "import", "in", "indirect", "init", "inout", "internal", "is",
      "lazy",
      "let", "mutating", "nil", "nonisolated", "nonmutating", "open", "operator", "override", "package",
      "precedencegroup", "private", "protocol", "public", "repeat", "rethrows", "return", "self", "Self",
      "some",
      "any", "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try",
      "typealias",
      "unowned", "var", "weak", "where", "while",
    ],
    capitalisedAreTypes: true,
    lineComment: Array("//".utf8),
    blockComment: (Array("/*".utf8), Array("*/".utf8)),
    strings: [
      StringRule(open: Array("#\"".utf8), close: Array("\"#".utf8), isRaw: true),
      StringRule(
        open: Array("\"\"\"".utf8), close: Array("\"\"\"".utf8), spansLines: true,
        interpolation: Array("\\(".utf8)),
      StringRule(open: Array("\"".utf8), close: Array("\"".utf8), interpolation: Array("\\(".utf8)),
    ],
    attributeSigns: Array("@#".utf8))

  static let python = CodeLanguage(
    keywords: [
      "False", "None", "True", "and", "as", "assert", "async", "await", "break", "case", "class", "continue",
      "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
      "lambda", "match", "nonlocal", "not", "or", "pass", "raise", "return", "self", "try", "while", "with",
      "yield",
    ],
    types: [
      "bool", "bytes", "complex", "dict", "float", "frozenset", "int", "list", "object", "set", "str",
      "tuple",
      "type",
    ],
    // Learners' matrices are called Wx and Wh.
    capitalisedAreTypes: false,
    lineComment: Array("#".utf8),
    blockComment: nil,
    strings: pythonStrings,
    attributeSigns: Array("@".utf8))

  private static let pythonStrings: [StringRule] = ["f", "r", "b", "u", ""].flatMap { prefix in
    ["\"\"\"", "'''", "\"", "'"].map { quote in
      StringRule(
        open: Array((prefix + quote).utf8), close: Array(quote.utf8), spansLines: quote.utf8.count == 3,
        interpolation: prefix == "f" ? Array("{".utf8) : [])
    }
  }
}
