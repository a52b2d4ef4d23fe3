/// A question of a course, whatever file it came from. Its texts are Markdown, cleaned of what belongs to the
/// dialect (labels, repeated questions, stray markers); renderers and checkers parse them when they need a tree.
package struct Question: Sendable, Hashable {
  /// Unique in its course: the `id` comment, or lesson id + slug of the heading.
  package var id: String
  package var lesson: String
  package var path: String
  /// First and last line of the question with its answer, from 1, in the original file.
  package var lines: ClosedRange<Int>
  /// The part of the file it stands in, such as "Theory Questions".
  package var section: String?
  /// The number it carries in its file, as written.
  package var number: String?
  package var prompt: String
  package var form: Form
  /// The explanation shown with the right answer; for recall questions the answer itself.
  package var answer: String
  package var answerClass: AnswerClass
  package var keyPoints: [KeyPoint]
  package var followUps: [FollowUp]
  /// What the interviewer wants to hear.
  package var expects: String?
  package var level: Level?
  /// 1 to 5.
  package var difficulty: Int?
  package var topics: [String]
  /// Which kinds of cards to make; nil for all.
  package var cardKinds: Set<CardKind>?
  /// Where code, tables and formulas of the answer stand, for `inspect`.
  package var codeBlocks: [CodeBlock]
  package var tables: [Table]
  package var formulas: [Formula]

  package enum Level: String, Sendable, Hashable, Codable, CaseIterable { case junior, senior, staff }
  package enum AnswerClass: String, Sendable, Hashable, Codable {
    case text, empty, placeholder
    case linkOnly = "link-only"
  }
  package enum CardKind: String, Sendable, Hashable, Codable, CaseIterable {
    case recall
    case followUp = "follow-up"
    case cloze, choice, typed, numeric, order, match
  }

  /// How a question is answered.
  package enum Form: Sendable, Hashable {
    case recall
    case choice(Choice)
    /// Any of the accepted spellings.
    case typed(accepted: [String])
    case numeric(Numeric)
    /// The steps in their right order.
    case order([String])
    /// Pairs that belong together; the table's header names both columns.
    case match(Match)
    /// The answer is a program.
    case code

    /// The name used in `inspect --json`.
    package var name: String {
      switch self {
      case .recall: "recall"
      case .choice: "choice"
      case .typed: "typed"
      case .numeric: "numeric"
      case .order: "order"
      case .match: "match"
      case .code: "code"
      }
    }
  }

  package struct Choice: Sendable, Hashable {
    package var options: [Option]
    /// `Choose all:` several options may be right, and all of them must be chosen.
    package var choosesAll: Bool

    package init(options: [Option], choosesAll: Bool) {
      self.options = options
      self.choosesAll = choosesAll
    }
  }

  package struct Option: Sendable, Hashable {
    package var text: String
    package var isCorrect: Bool
    /// Why this option is right or wrong.
    package var feedback: String?

    package init(text: String, isCorrect: Bool, feedback: String?) {
      self.text = text
      self.isCorrect = isCorrect
      self.feedback = feedback
    }
  }

  package struct Match: Sendable, Hashable {
    package var leftTitle: String
    package var rightTitle: String
    package var pairs: [Pair]

    package struct Pair: Sendable, Hashable {
      package var left: String
      package var right: String

      package init(left: String, right: String) {
        self.left = left
        self.right = right
      }
    }

    package init(leftTitle: String, rightTitle: String, pairs: [Pair]) {
      self.leftTitle = leftTitle
      self.rightTitle = rightTitle
      self.pairs = pairs
    }
  }

  /// A point a good answer makes, with other ways to say it.
  package struct KeyPoint: Sendable, Hashable {
    package var text: String
    package var aliases: [String]

    package init(text: String, aliases: [String]) {
      self.text = text
      self.aliases = aliases
    }
  }

  package struct FollowUp: Sendable, Hashable {
    package var prompt: String
    package var line: Int
    package var answer: String?

    package init(prompt: String, line: Int, answer: String?) {
      self.prompt = prompt
      self.line = line
      self.answer = answer
    }
  }

  package struct CodeBlock: Sendable, Hashable {
    package var line: Int
    package var language: String?
    package var code: String

    package init(line: Int, language: String?, code: String) {
      self.line = line
      self.language = language
      self.code = code
    }
  }

  package struct Table: Sendable, Hashable {
    package var line: Int
    package var header: [String]
    package var rows: [[String]]

    package init(line: Int, header: [String], rows: [[String]]) {
      self.line = line
      self.header = header
      self.rows = rows
    }
  }

  package struct Formula: Sendable, Hashable {
    package var line: Int
    package var isDisplay: Bool
    package var tex: String

    package init(line: Int, isDisplay: Bool, tex: String) {
      self.line = line
      self.isDisplay = isDisplay
      self.tex = tex
    }
  }

  package init(
    id: String, lesson: String, path: String, lines: ClosedRange<Int>, section: String? = nil,
    number: String? = nil, prompt: String, form: Form = .recall, answer: String = "",
    answerClass: AnswerClass = .text, keyPoints: [KeyPoint] = [], followUps: [FollowUp] = [],
    expects: String? = nil, level: Level? = nil, difficulty: Int? = nil, topics: [String] = [],
    cardKinds: Set<CardKind>? = nil, codeBlocks: [CodeBlock] = [], tables: [Table] = [],
    formulas: [Formula] = []
  ) {
    self.id = id
    self.lesson = lesson
    self.path = path
    self.lines = lines
    self.section = section
    self.number = number
    self.prompt = prompt
    self.form = form
    self.answer = answer
    self.answerClass = answerClass
    self.keyPoints = keyPoints
    self.followUps = followUps
    self.expects = expects
    self.level = level
    self.difficulty = difficulty
    self.topics = topics
    self.cardKinds = cardKinds
    self.codeBlocks = codeBlocks
    self.tables = tables
    self.formulas = formulas
  }
}
