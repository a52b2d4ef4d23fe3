extension BlockLayout {
  /// Code behind a bar, each line as it is; a line too long for the screen goes on behind `↪`.
  mutating func addCode(_ node: Node) {
    let bar = Span("▎ ", Style(.marker))
    let language = node.info.split(separator: " ").first.map(String.init) ?? ""
    finishMarker()
    if !language.isEmpty {
      let label: StyledLine = [bar, Span("── \(language) ──", Style(.marker))]
      emit(label.truncated(to: room))
    }
    let code = Highlighter.lines(of: node.literal.expandingTabs, language: language)
    for line in code {
      for part in line.cut(to: max(2, room - 2), mark: [Span("↪ ", Style(.marker))]) { emit([bar] + part) }
    }
    if code.isEmpty, language.isEmpty { emit([bar]) }
  }
}

extension String {
  /// Tabs as spaces up to the next column divisible by four.
  fileprivate var expandingTabs: String {
    guard utf8.contains(UInt8(ascii: "\t")) else { return self }
    var expanded = ""
    var column = 0
    for character in self {
      if character == "\t" {
        let count = 4 - column % 4
        expanded += String(repeating: " ", count: count)
        column += count
      } else {
        expanded.append(character)
        column = character.isNewline ? 0 : column + DisplayWidth.of(character)
      }
    }
    return expanded
  }
}
