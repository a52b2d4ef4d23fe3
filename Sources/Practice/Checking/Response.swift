/// What a learner answered. Indices are those of the asking, as shown.
package enum Response: Sendable, Hashable {
  /// Thought of an answer, and asked to see it.
  case recalled
  case text(String)
  case choice(Set<Int>)
  /// Indices of the shown steps, in the order the learner gives them.
  case order([Int])
  /// For each left item the index of the shown right item.
  case match([Int])
}

/// A line that is no answer to what was asked: nothing is judged, the learner is told how to answer.
package struct UnreadableResponse: Error, Hashable {
  /// Says what to type, with an example.
  package var message: String
}
