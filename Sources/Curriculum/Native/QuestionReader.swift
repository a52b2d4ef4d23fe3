import Markdown

/// Reads one question of a native lesson: its comment, its form, its key points and follow-ups; what is left is
/// the answer.
struct QuestionReader {
  /// What a heading inside a question says about the text below it.
  enum Part: Equatable {
    case answer
    case keyPoints
    case followUp(String)

    init(title: String) {
      let lowercase = title.lowercased()
      if lowercase == "key points" {
        self = .keyPoints
      } else if lowercase.hasPrefix("follow-up:") {
        self = .followUp(String(Excerpt.trimmed(title.dropFirst("follow-up:".count))))
      } else {
        self = .answer
      }
    }
  }

  private let draft: QuestionDraft
  private let lesson: (id: String, path: String, topics: [String])
  private let source: Source
  var findings: Findings

  private var comment = QuestionComment()
  private var keyPoints: [Question.KeyPoint] = []
  private var followUps: [(prompt: String, line: Int, text: [ClosedRange<Int>])] = []
  /// Lines of the answer, and those among them that belong to the comment or the form.
  private var answerLines: [ClosedRange<Int>] = []
  private var answerBlocks: [Node] = []
  /// Blocks of key points and follow-ups.
  private var otherBlocks: [Node] = []

  init(draft: QuestionDraft, lesson: Lesson, source: Source, findings: Findings) {
    self.draft = draft
    // Not the lesson itself: while somebody else holds its questions, adding one copies them all.
    self.lesson = (lesson.id, lesson.path, lesson.topics)
    self.source = source
    self.findings = findings
  }

  mutating func read() -> Question {
    let first = draft.stretches[0]
    var taken: [ClosedRange<Int>] = []
    for block in first.blocks {
      guard block.kind == .htmlBlock else { break }
      if comment.read(block.range, of: source, into: &findings) { taken.append(block.line...block.endLine) }
    }
    divide()
    var forms = FormReader(source: source, prompt: draft.prompt, findings: findings)
    forms.read(answerBlocks)
    findings = forms.findings
    taken.append(contentsOf: forms.taken)
    taken.sort { $0.lowerBound < $1.lowerBound }

    let remaining = answerLines.flatMap { Excerpt.subtracting(taken, from: $0) }
    let answer = Excerpt.lines(Self.joined(remaining), of: source)
    let explaining =
      taken.isEmpty
      ? answerBlocks
      : answerBlocks.filter { block in
        let line = block.line
        return !taken.contains { $0.contains(line) }
      }
    var question = Question(
      id: comment.id ?? idOfHeading,
      lesson: lesson.id, path: lesson.path, lines: lines, section: draft.section, prompt: draft.prompt,
      form: forms.form ?? .recall, answer: answer, keyPoints: keyPoints,
      followUps: followUps.map { followUp in
        let text = Excerpt.lines(Self.joined(followUp.text), of: source)
        return Question.FollowUp(
          prompt: followUp.prompt, line: followUp.line, answer: text.isEmpty ? nil : text)
      },
      level: comment.level, difficulty: comment.difficulty, topics: lesson.topics, cardKinds: comment.cards)
    // What an unreadable line leaves is no answer, but neither is there none.
    if question.form == .recall, !forms.isBroken {
      question.answerClass = AnswerKind.answerClass(of: explaining)
      if AnswerKind.isProgram(explaining) { question.form = .code }
    }
    question.collectParts(of: explaining + otherBlocks)
    return question
  }

  private var idOfHeading: String {
    let text = draft.stretches[0].heading?.plainText ?? draft.prompt
    return "\(lesson.id)/\(Slug.of(Native.prompt(ofHeading: text) ?? text))"
  }

  /// From the heading to the last line before another question interrupts, without blank lines at the end.
  private var lines: ClosedRange<Int> {
    let first = draft.stretches[0].lines
    var last = first.upperBound
    for stretch in draft.stretches.dropFirst() {
      guard stretch.lines.lowerBound == last + 1 else { break }
      last = stretch.lines.upperBound
    }
    return Excerpt.trimmed(first.lowerBound...last, of: source) ?? first
  }

  /// Says of each stretch whether it is answer, key points or a follow-up. A deeper heading belongs to the part it
  /// stands in.
  private mutating func divide() {
    var part = Part.answer
    var partLevel = 0
    for (index, stretch) in draft.stretches.enumerated() {
      let continues = index > 0 && part != .answer && stretch.level > partLevel
      if index > 0, !continues {
        part = Part(title: stretch.title)
        partLevel = stretch.level
      }
      switch part {
      case .answer:
        if let lines = index == 0 ? stretch.body : stretch.lines { answerLines.append(lines) }
        answerBlocks.append(contentsOf: stretch.blocks)
      case .keyPoints:
        addKeyPoints(stretch)
      case .followUp(let prompt):
        otherBlocks.append(contentsOf: stretch.blocks)
        if continues {
          followUps[followUps.count - 1].text.append(stretch.lines)
        } else {
          if prompt.isEmpty, let heading = stretch.heading {
            findings.error(
              "no-question", at: heading.range.lowerBound,
              "This follow-up asks nothing: write the question after the colon.")
          }
          followUps.append((prompt, stretch.lines.lowerBound, stretch.body.map { [$0] } ?? []))
        }
      }
    }
  }

  private mutating func addKeyPoints(_ stretch: Outline.Stretch) {
    otherBlocks.append(contentsOf: stretch.blocks)
    for list in stretch.blocks where list.kind == .list {
      for item in list.children {
        let text = Excerpt.content(ofItem: item)
        if text.isEmpty {
          findings.warning("empty-item", at: item.range.lowerBound, "This key point is empty: remove it.")
        } else {
          keyPoints.append(KeyPointText.read(text))
        }
      }
    }
    if keyPoints.isEmpty, let heading = stretch.heading {
      findings.error(
        "key-points", at: heading.range.lowerBound,
        "Key points are a list, one `- point (alias | alias)` each, but there is none below this heading.")
    }
  }

  /// Ranges that follow each other without a gap are one.
  private static func joined(_ ranges: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
    ranges.reduce(into: []) { joined, range in
      if let last = joined.last, last.upperBound + 1 == range.lowerBound {
        joined[joined.count - 1] = last.lowerBound...range.upperBound
      } else {
        joined.append(range)
      }
    }
  }
}
