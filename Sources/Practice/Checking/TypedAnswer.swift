/// Compares what was typed with the accepted spellings.
struct TypedAnswer {
  enum Closeness: Int, Comparable {
    case exact, near, almost

    static func < (a: Closeness, b: Closeness) -> Bool { a.rawValue < b.rawValue }
  }

  private let accepted: [(text: String, folded: FoldedText)]

  init(accepted: [String]) {
    self.accepted = accepted.map { ($0, FoldedText($0)) }
  }

  /// The accepted spelling that is nearest, or nil where none is near enough.
  func match(_ given: String) -> (closeness: Closeness, meant: String)? {
    let folded = FoldedText(given)
    guard !folded.words.isEmpty else { return nil }
    var best: (closeness: Closeness, meant: String)?
    for (text, candidate) in accepted {
      let closeness: Closeness? =
        given == text ? .exact : folded.letters == candidate.letters ? .near : Self.slips(folded, candidate)
      if let closeness, closeness < best?.closeness ?? .almost || best == nil { best = (closeness, text) }
    }
    return best
  }

  /// Slips of the finger: in words of five letters and more that start alike, one edit each and two in all. Short
  /// words, abbreviations and symbols have too many neighbours that mean something else, and two edits in one word
  /// can turn it round (minimisation, maximisation): that is almost right at best.
  private static func slips(_ given: FoldedText, _ accepted: FoldedText) -> Closeness? {
    guard given.words.count == accepted.words.count else { return nil }
    var edits = 0
    var worst = 0
    for (word, other) in zip(given.words, accepted.words) where word != other {
      guard min(word.count, other.count) >= 5, word.first == other.first, word.allSatisfy(\.isLetter),
        other.allSatisfy(\.isLetter), let distance = editDistance(word, other, limit: 2),
        distance == 1 || other.count >= 8
      else { return nil }
      edits += distance
      worst = max(worst, distance)
    }
    guard edits <= 2 else { return nil }
    return worst <= 1 ? .near : .almost
  }
}
