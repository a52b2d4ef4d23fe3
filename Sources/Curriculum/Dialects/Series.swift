import Markdown

/// Blocks with numbers, of which some may be questions: those of one style that mostly ask.
struct Series {
  struct Member {
    let index: Int
    let style: Int
    let number: Int
    let asks: Bool
    let opening: Dialect.Opening
  }

  private var members: [Member] = []

  mutating func add(_ index: Int, _ block: Landmark, _ opening: Dialect.Opening, in source: Source) {
    guard case .opener(let words) = opening.prompt else { return }
    // Headings of list items belong together whatever their level.
    let style = if case .opensItem = block.place { 0 } else { block.level }
    members.append(
      Member(
        index: index, style: style, number: opening.number.flatMap { Int($0) } ?? 0,
        asks: opening.isCertain || Self.asks(source.bytes[words]), opening: opening))
  }

  /// Those of the style that asks most, if at least half of them ask; where a number is missing there, one of
  /// another style that has it. Of two styles that ask as much it is the outer one.
  var questions: [Member] {
    let styles = Dictionary(grouping: members, by: \.style).filter { _, members in
      members.count > 1 && 2 * members.count(where: \.asks) >= members.count
    }
    let best = styles.max { a, b in
      (a.value.count(where: \.asks), b.key) < (b.value.count(where: \.asks), a.key)
    }
    guard let style = best?.key else { return [] }
    var found: [Member] = []
    // Backwards, so that the next of the style is known.
    var upcoming: Member?
    for (position, member) in members.enumerated().reversed() {
      if member.style == style {
        found.append(member)
        upcoming = member
      } else if member.asks, upcoming?.number == member.number + 1,
        let last = members[..<position].last(where: { $0.style == style }), last.number == member.number - 1
      {
        found.append(member)
      }
    }
    return found.reversed()
  }

  /// Whether a line is worded as a question or a task.
  private static func asks(_ words: ArraySlice<UInt8>) -> Bool {
    if words.contains(UInt8(ascii: "?")) { return true }
    let first = words.drop { !$0.isLetterOrDigit }.prefix { $0.isLetterOrDigit }.map(\.lowercased)
    return questionWords.contains(String(decoding: first, as: UTF8.self))
  }

  private static let questionWords: Set<String> = [
    "what", "how", "why", "when", "which", "who", "where", "can", "could", "do", "does", "is", "are",
    "should",
    "would", "explain", "describe", "define", "discuss", "compare", "contrast", "name", "list", "give",
    "tell",
    "write", "implement", "design", "mention", "state", "provide", "create", "difference", "differentiate",
    "calculate", "compute", "find", "show", "prove", "derive", "outline", "illustrate", "suppose", "identify",
  ]
}
