extension MathParser {
  /// The characters of a braced argument as they stand, or the next single character.
  mutating func parseRawArgument() throws(UnrenderableFormula) -> String {
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

  mutating func parseOptionalRaw() throws(UnrenderableFormula) -> String {
    let start = index
    while let character = current {
      index += 1
      if character == "]" { return String(characters[start..<index]) }
    }
    throw UnrenderableFormula()
  }

  /// The words of `\text{…}`, with formulas in dollars between them.
  mutating func parseText() throws(UnrenderableFormula) -> [MathNode] {
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
