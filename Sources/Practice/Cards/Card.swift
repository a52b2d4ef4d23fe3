import Curriculum

/// One thing to ask, made by rule from a question. A question may give several; they are siblings.
package struct Card: Sendable, Hashable, Identifiable {
  /// The question's id and the kind, with a slug where a question has several of a kind:
  /// `lstm-additive-path#recall`, `lstm-additive-path#cloze:forget-gate`. History is kept under it.
  package var id: String
  /// Id of the question.
  package var question: String
  package var kind: Question.CardKind
  package var content: Content
  /// Id of the card of the same question that has to be known first.
  package var after: String?

  package var lesson: String
  package var unit: String
  package var topics: [String]
  package var level: Question.Level?
  package var difficulty: Int?
  /// Where the question stands, to open it in an editor.
  package var path: String
  package var line: Int

  /// All texts are Markdown.
  package enum Content: Sendable, Hashable {
    case recall(Recall)
    case followUp(FollowUp)
    case cloze(Cloze)
    case choice(prompt: String, Question.Choice, explanation: String)
    case typed(prompt: String, accepted: [String], explanation: String)
    case numeric(prompt: String, Question.Numeric, explanation: String)
    case order(prompt: String, steps: [String], explanation: String)
    case match(prompt: String, Question.Match, explanation: String)
  }

  package struct Recall: Sendable, Hashable {
    package var prompt: String
    package var answer: String
    /// What a good answer says: the rubric shown with it.
    package var keyPoints: [Question.KeyPoint]
    /// What the interviewer wants to hear.
    package var expects: String?
    /// The answer is a program.
    package var isCode: Bool
  }

  package struct FollowUp: Sendable, Hashable {
    /// The question that the interviewer asked before.
    package var main: String
    package var prompt: String
    /// Nil where the source gives none; then the main answer has to serve.
    package var answer: String?
    package var mainAnswer: String
  }

  /// A passage of an answer with one deletion to fill in.
  package struct Cloze: Sendable, Hashable {
    package var prompt: String
    package var before: String
    package var deletion: String
    package var after: String
    /// The whole answer, without marks.
    package var explanation: String
  }
}
