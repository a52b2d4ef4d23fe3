/// What becomes of a learner's history when an author edits a question that has no id of its own.
package enum Identity {
  /// A question as the history knows it.
  package struct Known: Sendable, Hashable {
    package var id: String
    package var lesson: String
    /// The prompt as it stood when it was last asked.
    package var wording: String

    package init(id: String, lesson: String, wording: String) {
      self.id = id
      self.lesson = lesson
      self.wording = wording
    }
  }

  /// A question whose history another one inherits.
  package struct Rename: Sendable, Hashable {
    package var old: String
    package var new: String
    /// How alike the wordings are, up to 1.
    package var similarity: Double
  }

  /// Wordings this much alike, by `similarity`, are the same question. A word of seven may be another one; in a
  /// shorter question no word that means something may, for "the forget gate" is not "the input gate".
  private static let threshold = 0.85

  /// For each question that is no longer in the course, the nearest new one of its lesson, if their wordings differ
  /// but for little. Each is inherited once; the most alike first.
  package static func inherit(_ known: [Known], by course: Course) -> [Rename] {
    let current = Set(course.questions.map(\.id))
    let old = Set(known.map(\.id))
    let vanished = Dictionary(grouping: known.filter { !current.contains($0.id) }, by: \.lesson)
    var candidates: [(rename: Rename, tieBreak: Double)] = []
    for lesson in course.lessons {
      guard let gone = vanished[lesson.id] else { continue }
      let new = lesson.questions.filter { !old.contains($0.id) }.map { ($0.id, Wording($0.prompt)) }
      for question in gone {
        let wording = Wording(question.wording)
        for (id, newWording) in new {
          let similarity = wording.similarity(to: newWording)
          guard similarity >= threshold else { continue }
          candidates.append(
            (
              Rename(old: question.id, new: id, similarity: similarity),
              wording.fullSimilarity(to: newWording)
            ))
        }
      }
    }
    candidates.sort { a, b in
      if a.rename.similarity != b.rename.similarity { return a.rename.similarity > b.rename.similarity }
      if a.tieBreak != b.tieBreak { return a.tieBreak > b.tieBreak }
      return (a.rename.old, a.rename.new) < (b.rename.old, b.rename.new)
    }
    var used: Set<String> = []
    return candidates.map(\.rename).filter { rename in
      guard !used.contains("old \(rename.old)"), !used.contains("new \(rename.new)") else { return false }
      used.formUnion(["old \(rename.old)", "new \(rename.new)"])
      return true
    }
  }

  /// How alike two wordings are, from 0 to 1: by the words that mean something, in their order.
  package static func similarity(_ a: String, _ b: String) -> Double { Wording(a).similarity(to: Wording(b)) }
}

/// A prompt as a row of words.
private struct Wording {
  private static let maximumWords = 200
  /// Words that can change without changing the question.
  private static let small: Set<String> = [
    "a", "an", "the", "is", "are", "was", "do", "does", "did", "of", "in", "on", "to", "for", "and", "or",
    "what",
    "which", "how", "why", "when", "it", "its", "that", "this", "with", "by", "be", "as", "at", "from", "you",
    "your",
  ]

  /// Words that turn a question into another one.
  private static let decisive: Set<String> = [
    "not", "no", "never", "without", "except", "doesn", "don", "isn", "aren",
  ]

  let words: [String]
  let content: [String]
  /// What must be the same in both: negations and numbers.
  private let fixed: [String]

  init(_ text: String) {
    words = text.lowercased().split { !($0.isLetter || $0.isNumber) }.prefix(Self.maximumWords).map(
      String.init)
    let content = words.filter { !Self.small.contains($0) }
    self.content = content.isEmpty ? words : content
    fixed = words.filter { Self.decisive.contains($0) || $0.contains(where: \.isNumber) }
  }

  func similarity(to other: Wording) -> Double {
    fixed == other.fixed ? Self.overlap(content, other.content) : 0
  }

  func fullSimilarity(to other: Wording) -> Double { Self.overlap(words, other.words) }

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
