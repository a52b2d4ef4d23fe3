/// That a formula holds something we cannot show. Its TeX is shown instead, so no more needs to be known.
struct UnrenderableFormula: Error {}

/// Reads the part of TeX's mathematics that Markdown is written with.
struct MathParser {
  private let characters: [Character]
  private var index = 0
  private var depth: Int

  /// Deeper nesting is no formula anybody wrote.
  private static let deepest = 40

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

  private var current: Character? { index < characters.count ? characters[index] : nil }

  /// The command at the current position, if there is one.
  private var command: String? {
    guard current == "\\", index + 1 < characters.count else { return nil }
    var end = index + 1
    while end < characters.count, Self.isASCIILetter(characters[end]) { end += 1 }
    return String(characters[(index + 1)..<max(end, index + 2)])
  }

  private static func isASCIILetter(_ character: Character) -> Bool {
    character.isASCII && character.isLetter
  }

  private mutating func skipSpaces() -> Bool {
    let start = index
    while let character = current, character.isWhitespace { index += 1 }
    return index > start
  }

  private mutating func expect(_ character: Character) throws(UnrenderableFormula) {
    _ = skipSpaces()
    guard current == character else { throw UnrenderableFormula() }
    index += 1
  }

  /// Items up to what ends a row: `}`, `&`, `\\`, `\end`, `\right`, the end, or a closing bracket asked for.
  private mutating func parseRow(closing: Character? = nil) throws(UnrenderableFormula) -> MathNode {
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

  private mutating func parseCells() throws(UnrenderableFormula) -> [[MathNode]] {
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
  private mutating func parseAtom() throws(UnrenderableFormula) -> [MathNode] {
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

  private mutating func parseScripts(of base: MathNode) throws(UnrenderableFormula) -> MathNode {
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
  private static func withoutEscapedBraces(_ node: MathNode) -> MathNode {
    guard case .row(let items) = node, items.count > 2, case .atom("{", .open) = items[0].node,
      case .atom("}", .close) = items[items.count - 1].node
    else { return node }
    return .row(Array(items.dropFirst().dropLast()))
  }

  private mutating func parseNucleus() throws(UnrenderableFormula) -> [MathNode] {
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

  private mutating func parseGroup() throws(UnrenderableFormula) -> MathNode {
    try expect("{")
    let row = try parseRow()
    guard current == "}" else { throw UnrenderableFormula() }
    index += 1
    return row
  }

  /// What a command or a script applies to: a group, or the next single thing.
  private mutating func parseArgument() throws(UnrenderableFormula) -> MathNode {
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

  // MARK: Commands

  private mutating func parseCommand() throws(UnrenderableFormula) -> [MathNode] {
    guard let name = command else { throw UnrenderableFormula() }
    index += 1 + name.count
    if name == "operatorname" || name == "hspace", current == "*" { index += 1 }
    if let (text, mathClass) = MathSymbols.all[name] { return [.atom(text, mathClass)] }
    if let columns = MathSymbols.spaces[name] { return [.space(columns)] }
    if let mark = MathSymbols.accents[name] { return [.accent(mark, try parseArgument())] }
    if MathSymbols.ignored.contains(name) { return [] }
    switch name {
    case "{": return [.atom("{", .open)]
    case "}": return [.atom("}", .close)]
    case "|": return [.atom("‖", .ordinary)]
    case "_", "%", "#", "&", "$": return [.atom(name, .ordinary)]
    case "frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac":
      let numerator = try parseArgument()
      return [.fraction(numerator, try parseArgument())]
    case "sqrt":
      var degree: MathNode?
      _ = skipSpaces()
      if current == "[" {
        index += 1
        degree = try parseRow(closing: "]")
        try expect("]")
      }
      return [.root(degree: degree, try parseArgument())]
    case "substack":
      try expect("{")
      let rows = try parseCells()
      try expect("}")
      return [.grid(MathGrid(shape: .aligned, rows: rows))]
    case "left": return [try parseFenced()]
    case "begin": return [try parseEnvironment()]
    case "middle": return [.atom(try parseDelimiter(), .relation)]
    case "text", "textrm", "textbf", "textit", "texttt", "textsf", "textnormal", "mbox", "hbox", "emph":
      return try parseText()
    case "operatorname", "DeclareMathOperator": return [.atom(try parseRawArgument(), .word)]
    case "mathbb", "mathcal", "mathscr", "mathfrak":
      return [.atom(String(try parseRawArgument().map { MathSymbols.letter($0, alphabet: name) }), .ordinary)]
    case "mathrm", "mathbf", "mathit", "mathsf", "mathtt", "boldsymbol", "bm", "pmb", "mathnormal", "mathop",
      "mathbin", "mathrel", "mathord", "boxed", "underbrace", "overbrace", "ensuremath", "vphantom", "smash":
      let argument = try parseArgument()
      return [Self.joiningLetters(argument)]
    case "overset", "stackrel":
      let above = try parseArgument()
      return [.script(base: try parseArgument(), sub: nil, sup: above)]
    case "underset":
      let below = try parseArgument()
      return [.script(base: try parseArgument(), sub: below, sup: nil)]
    case "xrightarrow": return [.script(base: .atom("→", .relation), sub: nil, sup: try parseArgument())]
    case "xleftarrow": return [.script(base: .atom("←", .relation), sub: nil, sup: try parseArgument())]
    case "binom", "dbinom", "tbinom":
      let above = try parseArgument()
      let below = try parseArgument()
      let parts = [above, .space(1), .text("choose"), .space(1), below]
      return [.fenced(left: "(", .row(parts.map { MathItem(node: $0, isSpaced: false) }), right: ")")]
    case "pmod":
      let argument = try parseArgument()
      let parts = [.text("mod"), .space(1), argument]
      return [
        .space(1), .fenced(left: "(", .row(parts.map { MathItem(node: $0, isSpaced: false) }), right: ")"),
      ]
    case "not":
      guard case .atom(let text, let mathClass) = try parseArgument() else { throw UnrenderableFormula() }
      return [.atom(text == "=" ? "≠" : text == "∈" ? "∉" : text + "\u{338}", mathClass)]
    case "tag", "label", "color", "cite", "ref":
      _ = try parseRawArgument()
      return []
    case "textcolor", "colorbox":
      _ = try parseRawArgument()
      return [try parseArgument()]
    case "hspace", "vspace", "kern", "mspace":
      _ = try parseRawArgument()
      return [.space(1)]
    default: throw UnrenderableFormula()
    }
  }

  /// Upright and bold words are one atom, whatever they are put together from.
  private static func joiningLetters(_ node: MathNode) -> MathNode {
    guard case .row(let items) = node, items.count > 1 else { return node.unwrapped }
    var word = ""
    for item in items {
      guard case .atom(let text, .ordinary) = item.node else { return node }
      word += text
    }
    return .atom(word, .ordinary)
  }

  private mutating func parseDelimiter() throws(UnrenderableFormula) -> String {
    _ = skipSpaces()
    guard let character = current else { throw UnrenderableFormula() }
    guard character == "\\", let name = command else {
      index += 1
      return character == "." ? "" : String(character)
    }
    index += 1 + name.count
    switch name {
    case "{", "}": return name
    case "|": return "‖"
    default:
      guard let symbol = MathSymbols.all[name] else { throw UnrenderableFormula() }
      return symbol.text
    }
  }

  private mutating func parseFenced() throws(UnrenderableFormula) -> MathNode {
    let left = try parseDelimiter()
    let body = try parseRow()
    guard command == "right" else { throw UnrenderableFormula() }
    index += 6
    return .fenced(left: left, body, right: try parseDelimiter())
  }

  private mutating func parseEnvironment() throws(UnrenderableFormula) -> MathNode {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepest else { throw UnrenderableFormula() }
    let name = try parseRawArgument()
    var alignments: [Node.Alignment] = []
    let shape: MathGrid.Shape
    switch name.last == "*" ? String(name.dropLast()) : name {
    case "matrix", "smallmatrix": shape = .matrix(left: "", right: "")
    case "pmatrix": shape = .matrix(left: "(", right: ")")
    case "bmatrix": shape = .matrix(left: "[", right: "]")
    case "Bmatrix": shape = .matrix(left: "{", right: "}")
    case "vmatrix": shape = .matrix(left: "|", right: "|")
    case "Vmatrix": shape = .matrix(left: "‖", right: "‖")
    case "cases", "dcases": shape = .cases
    case "array":
      alignments = try parseRawArgument().compactMap { ["l": .left, "c": .center, "r": .right][$0] }
      shape = .matrix(left: "", right: "")
    case "aligned", "align", "split", "gathered", "gather", "equation", "eqnarray", "multline", "alignat":
      shape = .aligned
    default: throw UnrenderableFormula()
    }
    let rows = try parseCells()
    guard command == "end" else { throw UnrenderableFormula() }
    index += 4
    guard try parseRawArgument() == name else { throw UnrenderableFormula() }
    if case .aligned = shape, rows.count == 1, rows[0].count == 1 { return rows[0][0] }
    return .grid(MathGrid(shape: shape, rows: rows, alignments: alignments))
  }

  // MARK: Text

  /// The characters of a braced argument as they stand, or the next single character.
  private mutating func parseRawArgument() throws(UnrenderableFormula) -> String {
    _ = skipSpaces()
    guard let first = current else { throw UnrenderableFormula() }
    guard first == "{" else {
      guard Self.isASCIILetter(first) || first.isNumber else { throw UnrenderableFormula() }
      index += 1
      return String(first)
    }
    let start = index + 1
    var open = 0
    while let character = current {
      if character == "{" { open += 1 }
      if character == "}" { open -= 1 }
      index += character == "\\" ? 2 : 1
      if open == 0 { return String(characters[start..<index - 1]) }
    }
    throw UnrenderableFormula()
  }

  private mutating func parseOptionalRaw() throws(UnrenderableFormula) -> String {
    let start = index
    while let character = current {
      index += 1
      if character == "]" { return String(characters[start..<index]) }
    }
    throw UnrenderableFormula()
  }

  /// The words of `\text{…}`, with formulas in dollars between them.
  private mutating func parseText() throws(UnrenderableFormula) -> [MathNode] {
    let raw = Array(try parseRawArgument())
    var nodes: [MathNode] = []
    var words = ""
    func flush() {
      let trimmed = words.split(separator: " ").joined(separator: " ")
      if words.first == " " { nodes.append(.space(1)) }
      if !trimmed.isEmpty { nodes.append(.text(trimmed)) }
      if !trimmed.isEmpty, words.last == " " { nodes.append(.space(1)) }
      words = ""
    }
    var position = 0
    while position < raw.count {
      let character = raw[position]
      position += 1
      switch character {
      case "\\":
        guard position < raw.count, !raw[position].isLetter else { throw UnrenderableFormula() }
        words.append(raw[position])
        position += 1
      case "$":
        guard let end = raw[position...].firstIndex(of: "$") else { throw UnrenderableFormula() }
        flush()
        var parser = MathParser(String(raw[position..<end]), depth: depth + 1)
        nodes.append(try parser.parse())
        position = end + 1
      case "{", "}": break
      case let space where space.isWhitespace || space == "~": words.append(" ")
      default: words.append(character)
      }
    }
    flush()
    return nodes
  }
}
