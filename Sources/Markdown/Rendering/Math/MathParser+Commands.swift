extension MathParser {
  mutating func parseCommand() throws(UnrenderableFormula) -> [MathNode] {
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
  static func joiningLetters(_ node: MathNode) -> MathNode {
    guard case .row(let items) = node, items.count > 1 else { return node.unwrapped }
    var word = ""
    for item in items {
      guard case .atom(let text, .ordinary) = item.node else { return node }
      word += text
    }
    return .atom(word, .ordinary)
  }
}
