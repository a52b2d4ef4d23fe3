import Curriculum

/// What the checker found in a response, with what the screen needs to show it. A wrong answer is a value.
package struct Judgement: Sendable, Hashable {
  package enum Verdict: Sendable, Hashable {
    case correct
    /// The share of it that was right, above 0 and below 1.
    case partly(Double)
    case wrong
    /// Recall: the learner is the judge.
    case unjudged
  }

  package var verdict: Verdict
  package var detail: Detail
  /// What the answer should have been, as Markdown on one line where it is short; empty for recall.
  package var expected: String

  package enum Detail: Sendable, Hashable {
    case none
    case text(Spelling)
    case number(given: Double, expected: Double)
    /// One for each option, as shown.
    case choice([Mark])
    /// One for each place: the shown step that the learner put there, and whether it belongs there.
    case order([Place])
    /// One for each left item: whether its partner was found.
    case match([Bool])
  }

  package enum Spelling: Sendable, Hashable {
    case exact
    /// Right but for case, plural, an article or a slip of the finger; `meant` is the accepted spelling.
    case near(meant: String)
    case other
  }

  package struct Mark: Sendable, Hashable {
    package var isChosen: Bool
    package var isCorrect: Bool
    /// Markdown.
    package var feedback: String?
  }

  package struct Place: Sendable, Hashable {
    /// Index of the step as shown.
    package var step: Int
    package var isCorrect: Bool
  }

  /// How much of it was right; nil where the learner is the judge.
  package var share: Double? {
    switch verdict {
    case .correct: 1
    case .partly(let share): share
    case .wrong: 0
    case .unjudged: nil
    }
  }

  /// The rating proposed for it; the learner has the last word.
  package var suggestedRating: Rating {
    switch verdict {
    case .correct, .unjudged: .good
    case .partly(let share): share >= 0.5 ? .hard : .again
    case .wrong: .again
    }
  }
}
