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
    var form = Question.Form.recall
    var pieces = [answerRange]
    var answered: [Question.FollowUp] = []
    if let found = ChoiceReader(manuscript: manuscript, blocks: next..<end).choice() {
      form = .choice(found.choice)
      pieces = explanation(of: found)
    } else if !followUps.isEmpty {
      var joint = FollowUpJoint(manuscript, blocks: next..<end, labels: passage.dialect.labels)
      answered = joint.join(followUps)
      pieces = joint.rest
      labels += joint.containerHeadings
    }
    let opener = blocks[passage.blocks.lowerBound]
    let lines = opener.lines.lowerBound...blocks[max(passage.blocks.lowerBound, end - 1)].lines.upperBound
    var answer = manuscript.markdown(pieces)
    if opener.place != .top { answer = answer.dedented }
    let code = Array(manuscript.codeBlocks.on(lines, line: \.line))
    if form == .recall, !code.isEmpty, asksForProgram { form = .code }
    return Question(
      id: "\(lesson)/\(Slug.of(prompt))", lesson: lesson, path: manuscript.path, lines: lines,
      section: section,
      number: passage.opening.number, prompt: prompt, form: form, answer: answer,
      answerClass: .init(of: answer),
      followUps: answered, expects: expects, codeBlocks: code,
      tables: Array(manuscript.tables.on(lines, line: \.line)),
      formulas: manuscript.formulas.on(lines, line: \.line).filter { formula in
        !labels.contains { $0.contains(formula.line) }
      })
  }

  /// What stands before the options belongs to the question; what stands after them explains.
  private mutating func explanation(of found: ChoiceReader.Found) -> [Range<Int>] {
    if next < found.list {
      prompt += "\n\n" + manuscript.markdown([manuscript.bytes(of: next..<found.list)])
    }
    guard let key = found.key else { return [manuscript.bytes(of: found.list + 1..<end)].map(strippingTags) }
    var first = found.list + 1
    // `<details><summary>Answer</summary>` hides the right one.
    while first < key.block, hidesAnswer(blocks[first]) {
      labels.append(blocks[first].lines)
      first += 1
    }
    let between = manuscript.bytes(of: first..<key.block)
    let after = manuscript.bytes(of: key.block + 1..<end)
    return [between, key.rest..<blocks[key.block].words.upperBound, after].map(strippingTags)
  }

  private func hidesAnswer(_ block: Landmark) -> Bool {
    guard block.kind == .htmlBlock else { return false }
    let words = source.bytes[block.words].withoutTags[...]
    return words.letters.isEmpty || passage.dialect.labels.contains { $0.isAll(of: words) }
  }

  private func strippingTags(_ range: Range<Int>) -> Range<Int> { HTMLShell.stripped(source.bytes[range]) }

  // MARK: Around the answer

  /// Rules, line breaks and links back to the top at the end are for the page, not for the question.
  private mutating func dropEnd() {
    while end > next, isFurniture(blocks[end - 1]) {
      end -= 1
      labels.append(blocks[end].lines)
    }
  }

  private func isFurniture(_ block: Landmark) -> Bool {
    switch block.kind {
    case .rule: return true
    case .htmlBlock, .paragraph:
      let bytes = source.bytes[block.words]
      let isTag = bytes.first == UInt8(ascii: "<")
      guard bytes.count < 120, isTag || bytes.contains("](#"), !bytes.contains("<img") else { return false }
      let words = bytes.withoutTags[...].letters
      return isTag && words.isEmpty || bytes.contains("](#") && words[...].contains("backtotop")
    default: return false
    }
  }

  private mutating func readPrompt() {
    answerStart = passage.opening.answerStart
    switch passage.opening.prompt {
    case .opener(let words):
      // The source of a question stands in brackets behind it.
      let bytes = source.bytes[words]
      let isLinked = bytes.last == UInt8(ascii: ")") || bytes.last == UInt8(ascii: "]")
      let end = isLinked ? bytes.start(of: " [[") ?? words.upperBound : words.upperBound
      prompt = manuscript.markdown(words.lowerBound..<end)
    case .nextBlock:
      guard next < end else { return }
      prompt = manuscript.markdown(blocks[next].words)
      next += 1
    case .fields:
      guard next < end else { return }
      readFields(of: blocks[next])
      next += 1
    }
    guard prompt.utf8.contains(UInt8(ascii: "*")) else { return }
    prompt = prompt.withBalancedBold
    // A question that is wholly bold is bold for show.
    let bytes = Array(prompt.utf8)[...]
    if bytes.starts(with: "**"), bytes.ends(with: "**") {
      let bold = bytes.dropFirst(2).dropLast(2)
      if !bold.isEmpty, !bold.contains("**") { prompt = String(decoding: bold, as: UTF8.self) }
    }
  }

  private mutating func dropLabels() {
    let promptLetters = Array(prompt.utf8)[...].letters
    while next < end {
      let block = blocks[next]
      let words = source.bytes[block.words]
      if passage.dialect.labels.contains(where: { $0.isAll(of: words) })
        || isPrompt(block, letters: promptLetters)
      {
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

  /// Whether a block only repeats the question.
  private func isPrompt(_ block: Landmark, letters: [UInt8]) -> Bool {
    guard block.kind == .paragraph || block.isHeading else { return false }
    return source.bytes[block.words].hasLetters(letters)
  }

  private var answerRange: Range<Int> {
    guard let answerStart else { return strippingTags(manuscript.bytes(of: next..<end)) }
    let last = blocks[max(passage.blocks.lowerBound, end - 1)]
    return strippingTags(answerStart..<max(answerStart, last.words.upperBound))
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

extension String {
  /// Without the bold marks whose other half stood in front of a number that was taken away.
  fileprivate var withBalancedBold: String {
    let bytes = Array(utf8)
    var marks = 0
    var first: Int?
    var rest = bytes[...]
    while let mark = rest.start(of: "**") {
      marks += 1
      first = first ?? mark
      rest = rest[(mark + 2)...]
    }
    guard let first else { return self }
    let balanced = marks % 2 == 0 ? bytes : Array(bytes[..<first] + bytes[(first + 2)...])
    return String(decoding: balanced[...].trimmed, as: UTF8.self)
  }

  /// Moved to the margin, as the content of a list item is.
  fileprivate var dedented: String {
    let bytes = Array(utf8)
    var indentation = Int.max
    bytes.visitIndentations { spaces, isBlank in
      if !isBlank { indentation = min(indentation, spaces.count) }
    }
    guard indentation > 0, indentation < Int.max else { return self }
    var moved: [UInt8] = []
    moved.reserveCapacity(bytes.count)
    var position = 0
    bytes.visitIndentations { spaces, _ in
      moved += bytes[position..<spaces.lowerBound]
      position = spaces.lowerBound + min(indentation, spaces.count)
    }
    moved += bytes[position...]
    return String(decoding: moved, as: UTF8.self)
  }
}

extension [UInt8] {
  /// The spaces each line begins with, and whether it has nothing else.
  fileprivate func visitIndentations(_ visit: (_ spaces: Range<Int>, _ isBlank: Bool) -> Void) {
    withUnsafeBufferPointer { bytes in
      var start = 0
      while true {
        var end = start
        while end < bytes.count, bytes[end] == UInt8(ascii: " ") { end += 1 }
        visit(start..<end, end == bytes.count || bytes[end] == UInt8(ascii: "\n"))
        guard let newline = bytes.firstOffset(of: UInt8(ascii: "\n"), from: end) else { return }
        start = newline + 1
      }
    }
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
    } else if words.count < 400, !words.beginsWithWord, words.contains("http") || words.contains("]("),
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

extension ArraySlice<UInt8> {
  /// Whether these begin with a word that stands in no link and is no address: no tree is needed to see it.
  fileprivate var beginsWithWord: Bool {
    first.map { $0.isUppercase || $0.isLowercase } ?? false && !starts(with: "http")
  }
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
