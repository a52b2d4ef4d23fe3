import Markdown

/// Finds in the blocks of a question how it is to be answered: a task list, or what `Answer:`, `Order:` or `Match:`
/// announce.
struct FormReader {
  private let source: Source
  private let prompt: String
  var findings: Findings
  private(set) var form: Question.Form?
  /// Lines that belong to the form and not to the explanation.
  private(set) var taken: [ClosedRange<Int>] = []

  /// Whether a line that gives the form could not be read, which was reported.
  private(set) var isBroken = false

  private var parameters: [Question.Parameter] = []
  private var damagedNames: [String] = []
  private var givenPlace: Directive?
  private var answer: (content: AnswerLine.Content, place: Directive)?
  /// A directive whose list or table must be the next block.
  private var expected: Directive?

  init(source: Source, prompt: String, findings: Findings) {
    self.source = source
    self.prompt = prompt
    self.findings = findings
  }

  mutating func read(_ blocks: [Node]) {
    for block in blocks {
      if let announced = expected {
        expected = nil
        if take(block, after: announced) { continue }
      }
      switch block.kind {
      case .paragraph: readParagraph(block)
      case .list:
        if block.children.contains(where: { $0.isTicked != nil }) { takeOptions(block, choosesAll: false) }
      default: break
      }
    }
    if let announced = expected { reportMissing(announced) }
    settleAnswer()
  }

  private mutating func readParagraph(_ paragraph: Node) {
    var isAtStart = true
    for line in paragraph.line...max(paragraph.line, paragraph.endLine) {
      guard let directive = Directive(line: line, of: source) else {
        isAtStart = false
        continue
      }
      guard isAtStart else {
        findings.warning(
          "misplaced-directive", at: directive.offset,
          "`\(directive.kind.rawValue)` only counts at the beginning of a paragraph: put a blank line before it."
        )
        return
      }
      if let announced = expected { reportMissing(announced) }
      expected = nil
      switch directive.kind {
      case .given:
        givenPlace = directive
        let given = GivenLine.read(directive.text, at: directive.textOffset, into: &findings)
        parameters += given.parameters
        damagedNames += given.damaged
        taken.append(line...line)
      case .answer:
        guard let content = AnswerLine.read(directive.text, at: directive.textOffset, into: &findings) else {
          isBroken = true
          continue
        }
        if answer == nil {
          answer = (content, directive)
          taken.append(line...line)
        } else {
          reportSecondForm(at: directive.offset)
        }
      case .order, .match, .chooseAll:
        expected = directive
        taken.append(line...line)
      }
    }
    // Text after the announcement in the same paragraph stands between it and its list.
    if !isAtStart, let announced = expected {
      expected = nil
      reportMissing(announced)
    }
  }

  /// Takes the block that a directive announced; false, with a message, if it is none.
  private mutating func take(_ block: Node, after directive: Directive) -> Bool {
    switch directive.kind {
    case .order where block.kind == .list && block.listStart != nil: takeSteps(block)
    case .match where block.kind == .table: takePairs(block)
    case .chooseAll where block.kind == .list && block.children.contains(where: { $0.isTicked != nil }):
      takeOptions(block, choosesAll: true)
    default:
      reportMissing(directive)
      return false
    }
    return true
  }

  private mutating func reportMissing(_ directive: Directive) {
    let wanted =
      switch directive.kind {
      case .order: "a numbered list, `1. the first step`"
      case .match: "a table of two columns, `| one | other |`"
      default: "a task list, `- [x] right` and `- [ ] wrong`"
      }
    findings.error(
      "missing-part", at: directive.offset,
      "`\(directive.kind.rawValue)` announces \(wanted), which must be the next thing after it.")
  }

  private mutating func settle(_ form: Question.Form, _ block: Node) {
    guard self.form == nil else { return reportSecondForm(at: block.range.lowerBound) }
    self.form = form
    taken.append(block.line...max(block.line, block.endLine))
  }

  private mutating func reportSecondForm(at offset: Int) {
    findings.error(
      "two-forms", at: offset,
      "This question already has a way to be answered, and only the first counts: make two questions of it.")
  }

  private mutating func takeOptions(_ list: Node, choosesAll: Bool) {
    var options: [Question.Option] = []
    for item in list.children {
      guard let isTicked = item.isTicked else {
        findings.error(
          "option-without-box", at: item.range.lowerBound,
          "The other options begin with `[ ]` or `[x]`; this one needs a box too: write `- [ ] …`.")
        continue
      }
      let text = Excerpt.content(ofItem: item)
      if text.isEmpty {
        findings.error(
          "empty-item", at: item.range.lowerBound, "This option says nothing: write it after the box.")
        continue
      }
      let feedback = item.children.filter { $0.kind == .quote }.map { Excerpt.content(ofQuote: $0) }
        .joined(separator: "\n\n")
      options.append(
        Question.Option(text: text, isCorrect: isTicked, feedback: feedback.isEmpty ? nil : feedback))
    }
    settle(.choice(Question.Choice(options: options, choosesAll: choosesAll)), list)
  }

  private mutating func takeSteps(_ list: Node) {
    let steps = list.children.map { Excerpt.content(ofItem: $0) }.filter { !$0.isEmpty }
    if steps.count < 2 {
      findings.error("order", at: list.range.lowerBound, "An order needs at least two steps.")
    } else if let twice = Dictionary(grouping: steps, by: { $0 }).first(where: { $0.value.count > 1 })?.key {
      findings.error(
        "order", at: list.range.lowerBound,
        "The step \(Findings.quote(twice)) stands here twice, so no order is right: word the two differently."
      )
    }
    settle(.order(steps), list)
  }

  private mutating func takePairs(_ table: Node) {
    let rows = table.children.map { row in row.children.map { Excerpt.content(ofCell: $0) } }
    let lines = table.children.map(\.range.lowerBound)
    guard let header = rows.first, header.count == 2 else {
      findings.error(
        "match", at: table.range.lowerBound,
        "A table to match has two columns, not \(rows.first?.count ?? 0): what belongs together stands in one row."
      )
      settle(.recall, table)
      form = nil
      taken.removeLast()
      return
    }
    var match = Question.Match(leftTitle: header[0], rightTitle: header[1], pairs: [])
    for (row, place) in zip(rows, lines).dropFirst() {
      if row.count == 2, !row[0].isEmpty, !row[1].isEmpty {
        match.pairs.append(Question.Match.Pair(left: row[0], right: row[1]))
      } else {
        findings.error("match", at: place, "Both cells of this row must say something.")
      }
    }
    if match.pairs.count < 2 {
      findings.error("match", at: table.range.lowerBound, "There must be at least two rows to match.")
    }
    settle(.match(match), table)
  }

  /// Joins `Answer:` with `Given:`, once both were seen.
  private mutating func settleAnswer() {
    guard let (content, place) = answer else {
      if let givenPlace, !isBroken {
        findings.error(
          "given-unused", at: givenPlace.offset,
          "`Given:` draws values for an answer to compute, but there is none: add `Answer: = …`.")
      }
      return
    }
    guard form == nil else { return reportSecondForm(at: place.offset) }
    switch content {
    case .spellings(let accepted):
      form = .typed(accepted: accepted)
      if let givenPlace {
        findings.error(
          "given-unused", at: givenPlace.offset,
          "`Given:` draws values for an answer to compute, but this answer is a text: write `Answer: = …`.")
      }
    case .arithmetic(let expression, let tolerance):
      let known = parameters.map(\.name)
      guard !expression.names.contains(where: { damagedNames.contains($0) && !known.contains($0) }) else {
        isBroken = true
        return
      }
      let numeric = Question.Numeric(parameters: parameters, answer: expression, tolerance: tolerance)
      if let problem = numeric.problem(prompt: prompt) {
        let offset = problem.name.flatMap { place.offset(ofName: $0) } ?? place.textOffset
        if problem.isFatal {
          findings.error("numeric-answer", at: offset, problem.message)
          isBroken = true
          taken.removeAll { $0.contains(place.line) }
          return
        }
        if problem.isError {
          findings.error("numeric-answer", at: offset, problem.message)
        } else {
          findings.warning("numeric-answer", at: givenPlace?.textOffset ?? offset, problem.message)
        }
      }
      form = .numeric(numeric)
    }
  }
}
