/// A question as far as its headings tell: what it asks, and the stretches of the file that belong to it.
struct QuestionDraft {
  var prompt: String
  var section: String?
  /// The question's own stretch first.
  var stretches: [Outline.Stretch]
}
