/// The part of an id that says what something is about: its words in lower case, joined by hyphens.
enum Slug {
  /// At most this many characters, cut between words: an id is typed by people.
  private static let limit = 60

  static func slug(_ text: String) -> String {
    var slug = ""
    for word in text.lowercased().split(whereSeparator: {
      !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "’"
    }) {
      let word = word.filter { $0 != "'" && $0 != "’" }
      if word.isEmpty { continue }
      if slug.isEmpty {
        slug = String(word.prefix(limit))
      } else if slug.count + 1 + word.count <= limit {
        slug += "-" + word
      } else {
        break
      }
    }
    return slug
  }
}
