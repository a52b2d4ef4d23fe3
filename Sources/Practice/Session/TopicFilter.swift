/// The part of a deck that a learner named: by lesson, unit, topic or question.
package struct TopicFilter: Sendable, Hashable {
  /// Folded names; a card passes that has any of them. Nil lets everything pass.
  private let names: Set<String>?

  package static let all = TopicFilter(names: nil)

  private init(names: Set<String>?) { self.names = names }

  /// Throws for the first name that nothing in the deck answers to. No names at all let everything pass.
  package init(_ names: [String], in deck: Deck) throws(UnknownTopic) {
    guard !names.isEmpty else {
      self = .all
      return
    }
    var known: Set<String> = []
    for card in deck.cards {
      for name in Self.names(of: card) { known.insert(Self.fold(name)) }
    }
    for name in names where !known.contains(Self.fold(name)) {
      throw UnknownTopic(name: name, suggestions: Self.suggestions(for: name, in: deck))
    }
    self.init(names: Set(names.map(Self.fold)))
  }

  package func contains(_ card: Card) -> Bool {
    guard let names else { return true }
    return Self.names(of: card).contains { names.contains(Self.fold($0)) }
  }

  private static func names(of card: Card) -> [String] {
    [card.unit, card.lesson, card.question] + card.topics
  }

  private static func fold(_ name: String) -> String {
    String(name.lowercased().map { $0 == " " || $0 == "_" ? "-" : $0 })
  }

  /// Up to three names of units, lessons and topics that look like it.
  private static func suggestions(for name: String, in deck: Deck) -> [String] {
    let wanted = fold(name)
    var distances: [String: Int] = [:]
    for card in deck.cards {
      for candidate in [card.unit, card.lesson] + card.topics where distances[candidate] == nil {
        let folded = fold(candidate)
        let isPart = wanted.count >= 3 && (folded.contains(wanted) || wanted.contains(folded))
        distances[candidate] = isPart ? 0 : editDistance(wanted, folded, limit: 3) ?? .max
      }
    }
    return distances.filter { $0.value <= max(1, wanted.count / 3) }
      .sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix(3).map(\.key)
  }
}

/// A name on the command line that no unit, lesson, topic or question has.
package struct UnknownTopic: Error, Sendable, Hashable, CustomStringConvertible {
  package var name: String
  package var suggestions: [String]

  package var description: String {
    let hint =
      switch suggestions.count {
      case 0: ""
      case 1: " Did you mean \(suggestions[0])?"
      default: " Did you mean \(suggestions.dropLast().joined(separator: ", ")) or \(suggestions.last ?? "")?"
      }
    return "Nothing in this course is called \"\(name)\".\(hint)"
  }
}
