/// The known word that somebody who wrote another one probably meant.
package enum Suggestion {
  /// The nearest known word, if it is near enough to be a slip of the finger.
  package static func nearest(to word: String, among known: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased().utf8.prefix(64))
    let allowed = letters.count <= 3 ? 1 : letters.count <= 8 ? 2 : 3
    var best: (word: String, distance: Int)?
    for candidate in known {
      let distance = editDistance(letters, Array(candidate.lowercased().utf8.prefix(64)))
      if distance <= allowed, distance < best?.distance ?? Int.max { best = (candidate, distance) }
    }
    return best?.word
  }

  /// ` Did you mean …?` or a list of what there is.
  static func hint(for word: String, among known: [String]) -> String {
    if let nearest = nearest(to: word, among: known) { return "Did you mean `\(nearest)`?" }
    if known.isEmpty { return "There are none." }
    let shown = known.prefix(20).map { "`\($0)`" }.joined(separator: ", ")
    return "Known are \(shown)\(known.count > 20 ? ", …" : "")."
  }

  /// Fewest insertions, deletions, substitutions and swaps of neighbours that turn one into the other.
  static func editDistance<Element: Equatable>(_ a: [Element], _ b: [Element]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i]
      row.reserveCapacity(b.count + 1)
      for j in 1...b.count {
        var best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          best = min(best, beforeLast[j - 2] + 1)
        }
        row.append(best)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
