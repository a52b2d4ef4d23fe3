import Markdown

extension TerminalRenderer {
  /// A course's Markdown laid out, its citations (`[@elman1990]`) as a reader expects them: `[elman1990]`.
  func lines(ofCourseText text: String) -> [StyledLine] { lines(ofMarkdown: Citations.shown(text)) }
}

enum Citations {
  /// The text with `[@key]` as `[key]`; several keys of one bracket (`[@a; @b]`) alike.
  static func shown(_ text: String) -> String {
    guard text.contains("[@") else { return text }
    var shown = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "[@") {
      shown += rest[..<start.lowerBound]
      rest = rest[start.lowerBound...]
      guard let end = rest.firstIndex(of: "]"), rest[..<end].allSatisfy(isPartOfCitation) else {
        shown += rest.prefix(2)
        rest = rest.dropFirst(2)
        continue
      }
      // A backslash, so that no link definition makes a link of it.
      shown += "\\" + rest[...end].filter { $0 != "@" }
      rest = rest[rest.index(after: end)...]
    }
    return shown + rest
  }

  private static func isPartOfCitation(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "[@;:-_., ".contains(character)
  }
}
