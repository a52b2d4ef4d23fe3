import Markdown

/// Reads one passage as a question: finds its words, peels the labels off its answer, joins its follow-ups.
struct PassageReader {
  let manuscript: Manuscript
  let passage: Passage
  /// Lines that say nothing of their own: labels, the repeated question, rules at the end.
  private(set) var labels: [ClosedRange<Int>] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var prompt = ""
  private var expects: String?
  private var followUps: [(prompt: String, line: Int)] = []
  /// The next block that has not been read, and from which byte on where a label leads it in.
  private var next: Int
  private var answerStart: Int?
  private var end: Int

  private var source: Source { manuscript.source }
  private var blocks: [Landmark] { manuscript.landmarks }

  init(_ passage: Passage, in manuscript: Manuscript) {
    self.manuscript = manuscript
    self.passage = passage
    next = passage.blocks.lowerBound + 1
    end = passage.blocks.upperBound
  }

  /// The question; its id is only a proposal, for another may have the same words.
  mutating func question(lesson: String, section: String?) -> Question {
    dropEnd()
    readPrompt()
    dropLabels()
    var pieces = [bytes(of: next..<end)]
    var answered: [Question.FollowUp] = []
    if !followUps.isEmpty {
      var joint = FollowUpJoint(manuscript, blocks: next..<end, labels: passage.dialect.labels)
      answered = joint.join(followUps)
      pieces = joint.rest
      labels += joint.containerHeadings
    }
    let first = blocks[passage.blocks.lowerBound].lines.lowerBound
    let lines = first...max(first, blocks[max(passage.blocks.lowerBound, end - 1)].lines.upperBound)
    let answer = manuscript.markdown(pieces)
    let code = Array(manuscript.codeBlocks.on(lines, line: \.line))
    return Question(
      id: "\(lesson)-\(Slug.of(prompt))", lesson: lesson, path: manuscript.path,
      lines: lines, section: section, number: passage.opening.number, prompt: prompt,
      form: asksForProgram && !code.isEmpty ? .code : .recall, answer: answer,
      answerClass: .init(of: answer), followUps: answered, expects: expects, codeBlocks: code,
      tables: Array(manuscript.tables.on(lines, line: \.line)),
      formulas: manuscript.formulas.on(lines, line: \.line).filter { formula in
        !labels.contains { $0.contains(formula.line) }
      })
  }

  // MARK: Around the answer

  /// Rules at the end separate this question from what follows.
  private mutating func dropEnd() {
    while end > next, blocks[end - 1].kind == .rule {
      end -= 1
      labels.append(blocks[end].lines)
    }
  }

  private mutating func readPrompt() {
    switch passage.opening.prompt {
    case .opener(let words): prompt = manuscript.markdown(words)
    case .nextBlock:
      guard next < end else { return }
      prompt = manuscript.markdown(blocks[next].words)
      next += 1
    case .fields:
      guard next < end else { return }
      readFields(of: blocks[next])
      next += 1
    }
    // A question that is wholly bold is bold for show.
    let bold = prompt.dropFirst(2).dropLast(2)
    if prompt.hasPrefix("**"), prompt.hasSuffix("**"), !bold.isEmpty, !bold.contains("**") {
      prompt = String(bold)
    }
  }

  private mutating func dropLabels() {
    while next < end {
      let block = blocks[next]
      let words = source.bytes[block.words]
      if passage.dialect.labels.contains(where: { $0.isAll(of: words) }) || isRepeatedPrompt(block) {
        labels.append(block.lines)
        next += 1
        continue
      }
      guard block.kind == .paragraph else { return }
      let line = source.bytes[block.words.lowerBound..<source.rangeOfLine(block.lines.lowerBound).upperBound]
      for label in passage.dialect.labels {
        if label.isAll(of: line) {
          labels.append(block.lines.lowerBound...block.lines.lowerBound)
          answerStart = source.lineStarts[block.lines.lowerBound]
        } else if let start = label.end(in: line) {
          answerStart = start
        }
      }
      return
    }
  }

  private func isRepeatedPrompt(_ block: Landmark) -> Bool {
    guard block.kind == .paragraph || block.isHeading else { return false }
    return source.bytes[block.words].letters == Array(prompt.utf8)[...].letters
  }

  private func bytes(of blocks: Range<Int>) -> Range<Int> {
    let range = manuscript.bytes(of: blocks)
    return (answerStart ?? range.lowerBound)..<max(answerStart ?? range.lowerBound, range.upperBound)
  }

  // MARK: Fields

  /// `**Name**: value` line by line: they form one paragraph, so lines are what tells them apart.
  private mutating func readFields(of block: Landmark) {
    var open: (field: Dialect.Field, value: Range<Int>)?
    for line in block.lines {
      let range = source.rangeOfLine(line)
      let bytes = source.bytes[range]
      let named = passage.dialect.fields.lazy
        .compactMap { name, field in name.end(in: bytes).map { (field, $0) } }.first
      if let (field, start) = named {
        if let open { set(open.field, open.value) }
        open = (field, start..<range.upperBound)
      } else if let (field, value) = open {
        open = (field, value.lowerBound..<range.upperBound)
      }
    }
    if let open { set(open.field, open.value) }
  }

  private mutating func set(_ field: Dialect.Field, _ range: Range<Int>) {
    let value = manuscript.markdown(source.bytes[range].trimmed.indices)
    switch field {
    case .prompt: prompt = value
    case .expects: expects = value.isEmpty ? nil : value
    case .followUps:
      let position = source.position(at: range.lowerBound)
      if let strings = PythonList.strings(in: value) {
        followUps = strings.map { ($0, position.line) }
      } else if !value.isEmpty {
        diagnostics.append(
          Diagnostic(
            path: manuscript.path, position: position, severity: .warning, code: "follow-up-list",
            message: "This is no list of quoted strings; read as one follow-up question.",
            excerpt: source.text(source.rangeOfLine(position.line))))
        followUps = [(value, position.line)]
      }
    }
  }

  /// "Implement …", "Write Python code …": what is asked for is a program.
  private var asksForProgram: Bool {
    let verb = prompt.prefix { !$0.isWhitespace }.lowercased()
    return ["implement", "write", "code", "create", "develop", "build", "program"].contains(verb)
  }
}

extension Question.AnswerClass {
  /// What there is to learn from an answer.
  init(of answer: String) {
    let words = Array(answer.utf8)[...].trimmed
    if words.isEmpty {
      self = .empty
    } else if words.count < 40, Self.placeholders.contains(words.letters) {
      self = .placeholder
    } else if words.count < 400, answer.contains("http") || answer.contains("]("),
      Document(answer).isOnlyLinks
    {
      self = .linkOnly
    } else {
      self = .text
    }
  }

  private static let placeholders: Set<[UInt8]> = Set(
    [
      "todo", "tbd", "tba", "tbc", "wip", "coming soon", "to be added", "to do", "work in progress",
      "answer here", "fixme",
    ]
    .map { Array($0.utf8)[...].letters })
}

extension Document {
  /// Whether there is a link, and no words but those of links.
  fileprivate var isOnlyLinks: Bool {
    var hasLink = false
    var pending = [root.children.makeIterator()]
    while !pending.isEmpty {
      guard let node = pending[pending.count - 1].next() else {
        pending.removeLast()
        continue
      }
      switch node.kind {
      case .link, .image: hasLink = true
      case .text:
        let text = node.literal
        let isAddress = text.hasPrefix("http://") || text.hasPrefix("https://")
        if isAddress { hasLink = true } else if !Array(text.utf8)[...].letters.isEmpty { return false }
      case .code, .codeBlock, .math, .mathBlock: return false
      default: pending.append(node.children.makeIterator())
      }
    }
    return hasLink
  }
}
