import Markdown

/// A shape in which people write questions and answers, declared: what opens a question, where its words stand,
/// which labels stand around them, what ends it. A new shape is one short file under `Shapes/` and a place in
/// `all`.
struct Dialect: Sendable {
  /// What `inspect` calls it.
  let name: String
  /// The kind of the blocks that open a question.
  let opener: Node.Kind
  /// The question that a block of this kind opens, if it opens one.
  let opening: @Sendable (_ block: Landmark, _ next: Landmark?, _ source: Source) -> Opening?
  var certainty = Certainty.unmistakable
  /// What may stand on its own before the answer, or lead it in with a colon, and is no part of it.
  var labels: [Label] = []
  /// Lines `**Name**: value` that carry parts of the question.
  var fields: [(name: Label, field: Field)] = []
  var ending: Ending = .headingAtOrAbove
  /// Where a heading that opens a part of the file has the file's title and the part's name.
  var part: (@Sendable (Landmark, Source) -> (title: Range<Int>, name: Range<Int>)?)?

  struct Opening {
    var number: String?
    var prompt: Prompt
    /// Where the answer begins inside the block that opens the question.
    var answerStart: Int?
    /// In a series: this is a question however it is worded.
    var isCertain = false
  }

  /// Where the words of a question stand.
  enum Prompt {
    /// In the block that opens it, at these bytes.
    case opener(Range<Int>)
    /// In the block after it.
    case nextBlock
    /// In a field of the block after it.
    case fields
  }

  enum Certainty: Sendable {
    /// A block that opens a question does so in any file, and ends what another shape began.
    case unmistakable
    /// Chapters and steps look alike: a block opens a question only in a series of its kind that asks, and not
    /// inside a question of an unmistakable shape.
    case series
  }

  enum Field: Sendable { case prompt, expects, followUps }

  enum Ending: Sendable {
    /// A heading of the opener's level or above, unless it is a label. Where the opener is no heading: of the level
    /// of the heading it stands under.
    case headingAtOrAbove
    /// Only a heading that opens a part, or the title of another text.
    case part
    /// The block with `</details>`, or any heading.
    case detailsTag
  }
}

extension Dialect {
  /// From the unmistakable to the loose: the first that claims a block has it.
  static let all: [Dialect] = [
    .mainQuestion, .questionNumber, .q, .answeredNumber, .details, .numberedHeading, .numberedBold,
  ]
}
