/// That a formula holds something we cannot show. Its TeX is shown instead, so no more needs to be known.
struct UnrenderableFormula: Error {}

/// Reads the part of TeX's mathematics that Markdown is written with.
struct MathParser {
  let characters: [Character]
  var index = 0
  var depth: Int

  /// Deeper nesting is no formula anybody wrote.
  static let deepest = 40

  init(_ tex: String, depth: Int = 0) {
    characters = Array(tex)
    self.depth = depth
  }

  /// The whole formula: a row, or a grid where it has several lines or is lined up.
  mutating func parse() throws(UnrenderableFormula) -> MathNode {
    let rows = try parseCells()
    guard index == characters.count else { throw UnrenderableFormula() }
    if rows.count == 1, rows[0].count == 1 { return rows[0][0] }
    return .grid(MathGrid(shape: .aligned, rows: rows))
  }

  // MARK: Rows

  var current: Character? { index < characters.count ? characters[index] : nil }

  /// The command at the current position, if there is one.
  var command: String? {
    guard current == "\\", index + 1 < characters.count else { return nil }
    var end = index + 1
    while end < characters.count, Self.isASCIILetter(characters[end]) { end += 1 }
    return String(characters[(index + 1)..<max(end, index + 2)])
  }

  static func isASCIILetter(_ character: Character) -> Bool {
    character.isASCII && character.isLetter
  }

  mutating func skipSpaces() -> Bool {
    let start = index
    while let character = current, character.isWhitespace { index += 1 }
    return index > start
  }

  mutating func expect(_ character: Character) throws(UnrenderableFormula) {
    _ = skipSpaces()
    guard current == character else { throw UnrenderableFormula() }
    index += 1
  }

  /// Items up to what ends a row: `}`, `&`, `\\`, `\end`, `\right`, the end, or a closing bracket asked for.
  mutating func parseRow(closing: Character? = nil) throws(UnrenderableFormula) -> MathNode {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepest else { throw UnrenderableFormula() }
    var items: [MathItem] = []
    while true {
      let isSpaced = skipSpaces()
      guard let character = current, character != "}", character != "&", character != closing else { break }
      let command = command
      if command == "\\" || command == "cr" || command == "end" || command == "right" || command == "newline"
      {
        break
      }
      if command == "over" {
        index += 5
        return .fraction(.row(items), try parseRow(closing: closing))
      }
      for (offset, node) in try parseAtom().enumerated() {
        items.append(MathItem(node: node, isSpaced: isSpaced && offset == 0))
      }
      if case .atom(":", _)? = items.last?.node, current == "=" {
        index += 1
        items[items.count - 1].node = .atom(":=", .relation)
      }
    }
    return .row(items)
  }

  mutating func parseCells() throws(UnrenderableFormula) -> [[MathNode]] {
    var rows: [[MathNode]] = [[]]
    while true {
      rows[rows.count - 1].append(try parseRow())
      if current == "&" {
        index += 1
      } else if command == "\\" || command == "cr" || command == "newline" {
        index += 1 + (command?.count ?? 0)
        if current == "*" { index += 1 }
        if current == "[" { _ = try parseOptionalRaw() }
        rows.append([])
      } else {
        break
      }
    }
    // A line break at the very end opens no line.
    if rows.count > 1, let last = rows.last, last.count == 1, case .row(let items) = last[0], items.isEmpty {
      rows.removeLast()
    }
    return rows
  }

  // MARK: Atoms

  /// One thing with its scripts; several nodes where a command stands for several.
  mutating func parseAtom() throws(UnrenderableFormula) -> [MathNode] {
    var nodes: [MathNode]
    if current == "^" || current == "_" || current == "'" {
      nodes = [.row([])]  // a script on nothing, as in {}^2
    } else {
      nodes = try parseNucleus()
    }
    guard let base = nodes.popLast() else { return [] }
    nodes.append(try parseScripts(of: base))
    return nodes
  }

  mutating func parseScripts(of base: MathNode) throws(UnrenderableFormula) -> MathNode {
    var sub: MathNode?
    var sup: MathNode?
    var primes = ""
    while true {
      let start = index
      _ = skipSpaces()
      if current == "'" {
        index += 1
        primes += "′"
      } else if current == "_", sub == nil {
        index += 1
        sub = Self.withoutEscapedBraces(try parseArgument())
      } else if current == "^", sup == nil {
        index += 1
        sup = try parseArgument()
      } else if current == "_" || current == "^" {
        throw UnrenderableFormula()  // TeX: double subscript
      } else if command == "limits" || command == "nolimits" {
        index += 1 + (command?.count ?? 0)
      } else {
        index = start
        break
      }
    }
    if !primes.isEmpty {
      let mark = MathNode.atom(["′": "′", "′′": "″", "′′′": "‴"][primes] ?? primes, .ordinary)
      sup =
        sup.map { .row([MathItem(node: mark, isSpaced: false), MathItem(node: $0, isSpaced: false)]) } ?? mark
    }
    return sub == nil && sup == nil ? base : .script(base: base, sub: sub, sup: sup)
  }

  /// Some exports escape the braces of a subscript: `W_{\{hh\}}` means `W_{hh}`.
  static func withoutEscapedBraces(_ node: MathNode) -> MathNode {
    guard case .row(let items) = node, items.count > 2, case .atom("{", .open) = items[0].node,
      case .atom("}", .close) = items[items.count - 1].node
    else { return node }
    return .row(Array(items.dropFirst().dropLast()))
  }

  mutating func parseNucleus() throws(UnrenderableFormula) -> [MathNode] {
    guard let character = current else { throw UnrenderableFormula() }
    switch character {
    case "{": return [try parseGroup()]
    case "\\": return try parseCommand()
    case "~":
      index += 1
      return [.space(1)]
    default:
      index += 1
      let (text, mathClass) = MathSymbols.character(character)
      return [.atom(text, mathClass)]
    }
  }

  mutating func parseGroup() throws(UnrenderableFormula) -> MathNode {
    try expect("{")
    let row = try parseRow()
    guard current == "}" else { throw UnrenderableFormula() }
    index += 1
    return row
  }

  /// What a command or a script applies to: a group, or the next single thing.
  mutating func parseArgument() throws(UnrenderableFormula) -> MathNode {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepest else { throw UnrenderableFormula() }
    _ = skipSpaces()
    guard let character = current, !["}", "&", "^", "_"].contains(character) else {
      throw UnrenderableFormula()
    }
    let nodes = try parseNucleus()
    if nodes.count == 1 { return nodes[0] }
    return .row(nodes.map { MathItem(node: $0, isSpaced: false) })
  }
}
