import Curriculum

/// A card as it is asked this once: options and steps in a drawn order, parameters with drawn values. It holds
/// everything that the screen shows and everything the checker needs.
package struct Asking: Sendable, Hashable {
  package var card: Card
  /// Markdown. For a follow-up what the interviewer asks next; for a cloze the passage with its hole.
  package var prompt: String
  /// Markdown shown above the prompt: the question that a follow-up or a cloze belongs to.
  package var context: String?
  package var form: Form
  /// The answer, or what explains it; Markdown, may be empty.
  package var explanation: String
  package var keyPoints: [Question.KeyPoint]
  package var expects: String?

  package enum Form: Sendable, Hashable {
    /// Think, then reveal.
    case recall
    /// Choose one, or all that are right.
    case choice(options: [Question.Option], choosesAll: Bool)
    /// Type any of these.
    case typed(accepted: [String])
    case numeric(Number)
    /// `steps` as shown; the step shown at `solution[k]` is the k-th.
    case order(steps: [String], solution: [Int])
    case match(Matching)
  }

  package struct Number: Sendable, Hashable {
    /// The drawn values, in the order of `Given:`.
    package var parameters: [Value]
    /// Not finite where the course's formula has no value for what was drawn.
    package var answer: Double
    package var tolerance: Double

    package struct Value: Sendable, Hashable {
      package var name: String
      package var value: Double
    }
  }

  package struct Matching: Sendable, Hashable {
    package var leftTitle: String
    package var rightTitle: String
    package var left: [String]
    /// As shown.
    package var right: [String]
    /// Index in `right` of what belongs to each of `left`.
    package var solution: [Int]
  }

  /// What options, steps and partners are called, on the screen and in what is typed. Without q, s and u, which are
  /// commands there.
  package static let labels = Array("abcdefghijklmnoprtvwxyz")

  /// Markdown that stands for the hole of a cloze.
  package static let hole = "[…]"
}
