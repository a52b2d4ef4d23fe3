/// A prompt as a row of words, to be compared with another.
struct Wording {
  private static let maximumWords = 200
  /// Words that can change without changing the question.
  private static let small: Set<String> = [
    "a", "an", "the", "is", "are", "was", "do", "does", "did", "of", "in", "on", "to", "for", "and", "or",
    "what",
    "which", "how", "why", "when", "it", "its", "that", "this", "with", "by", "be", "as", "at", "from", "you",
    "your", "one", "each", "every", "some", "any",
  ]

  /// Words that a name of something follows: where it changes, something else is asked about.
  private static let leads: Set<String> = [
    "a", "an", "the", "of", "in", "on", "to", "for", "with", "by", "at", "from", "as", "and", "or", "is",
    "are",
  ]

  /// Words that turn a question into another one.
  private static let decisive: Set<String> = [
    "not", "no", "never", "without", "except", "doesn", "don", "isn", "aren",
    "first", "last", "before", "after", "more", "less", "most", "least", "forward", "backward",
    "increase", "increases", "decrease", "decreases", "advantages", "disadvantages",
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
  ]

  let words: [String]
  let content: [String]
  /// What must be the same in both: negations and numbers.
  private let fixed: [String]
  /// Names such as `LSTM`.
  private let acronyms: Set<String>

  init(_ text: String) {
    let written = text.split { !($0.isLetter || $0.isNumber) }.prefix(Self.maximumWords)
    words = written.map { $0.lowercased() }
    acronyms = Set(written.filter { $0.count(where: \.isUppercase) > 1 }.map { $0.filter(\.isUppercase) })
    let content = words.filter { !Self.small.contains($0) }
    self.content = content.isEmpty ? words : content
    fixed = words.filter { Self.decisive.contains($0) || $0.contains(where: \.isNumber) }
  }

  func similarity(to other: Wording) -> Double {
    fixed == other.fixed ? Self.overlap(content, other.content) : 0
  }

  func fullSimilarity(to other: Wording) -> Double { Self.overlap(words, other.words) }

  /// How alike the wordings are if both ask about the same; 0 where a term was put in another's place.
  func looseSimilarity(to other: Wording) -> Double {
    guard fixed == other.fixed, acronyms == other.acronyms else { return 0 }
    let similarity = (Self.overlap(content, other.content) + fullSimilarity(to: other)) / 2
    return similarity >= Self.looseThreshold && !replacesTerm(of: other) ? similarity : 0
  }

  /// Wordings less alike than this, by `looseSimilarity`, are different questions.
  private static let looseThreshold = 0.6

  /// Whether other words stand where a term stood: after an article or a preposition, or before a word that both
  /// have, as in "the forget gate" and "the input gate".
  private func replacesTerm(of other: Wording) -> Bool {
    var mine = 0
    var theirs = 0
    for (left, right) in Self.alignment(words, other.words) + [(words.count, other.words.count)] {
      let removed = (mine..<left).filter { !Self.small.contains(words[$0]) }
      let added = (theirs..<right).filter { !Self.small.contains(other.words[$0]) }
      if let first = removed.first, let second = added.first {
        let isLed = { (words: [String], index: Int) in index > 0 && Self.leads.contains(words[index - 1]) }
        let leadsOn = left < words.count && !Self.small.contains(words[left])
        if isLed(words, first) || isLed(other.words, second) || leadsOn { return true }
      }
      mine = left + 1
      theirs = right + 1
    }
    return false
  }

  /// The places of a longest common subsequence.
  private static func alignment(_ a: [String], _ b: [String]) -> [(Int, Int)] {
    var lengths = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in a.indices.reversed() {
      for j in b.indices.reversed() {
        lengths[i][j] =
          isSame(a[i], b[j]) ? lengths[i + 1][j + 1] + 1 : max(lengths[i + 1][j], lengths[i][j + 1])
      }
    }
    var pairs: [(Int, Int)] = []
    var i = 0
    var j = 0
    while i < a.count, j < b.count {
      if isSame(a[i], b[j]) {
        pairs.append((i, j))
        i += 1
        j += 1
      } else if lengths[i + 1][j] >= lengths[i][j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    return pairs
  }

  /// Dice's coefficient of the longest common subsequence.
  private static func overlap(_ a: [String], _ b: [String]) -> Double {
    guard !a.isEmpty, !b.isEmpty else { return 0 }
    var row = [Int](repeating: 0, count: b.count + 1)
    for left in a {
      var diagonal = 0
      for (j, right) in b.enumerated() {
        let above = row[j + 1]
        row[j + 1] = isSame(left, right) ? diagonal + 1 : max(above, row[j])
        diagonal = above
      }
    }
    return 2 * Double(row[b.count]) / Double(a.count + b.count)
  }

  /// Equal, or a slip or an ending apart. Numbers and short words must be equal.
  private static func isSame(_ a: String, _ b: String) -> Bool {
    if a == b { return true }
    guard min(a.utf8.count, b.utf8.count) >= 5, !a.contains(where: \.isNumber),
      !b.contains(where: \.isNumber),
      abs(a.utf8.count - b.utf8.count) <= 1
    else { return false }
    return Suggestion.editDistance(Array(a.utf8), Array(b.utf8)) <= 1
  }
}
