extension MathParser {
  mutating func parseDelimiter() throws(UnrenderableFormula) -> String {
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

  mutating func parseFenced() throws(UnrenderableFormula) -> MathNode {
    let left = try parseDelimiter()
    let body = try parseRow()
    guard command == "right" else { throw UnrenderableFormula() }
    index += 6
    return .fenced(left: left, body, right: try parseDelimiter())
  }

  mutating func parseEnvironment() throws(UnrenderableFormula) -> MathNode {
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
}
