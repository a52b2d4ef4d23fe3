import Curriculum
import Markdown
import Practice

/// How a question looks, before and after it is answered. Pure: the same question, draft and width, the same lines.
struct QuestionView {
  var asking: Asking
  var renderer: TerminalRenderer

  /// The question, with what is entered so far.
  func question(draft: Draft) -> (lines: [StyledLine], cursor: Frame.Cursor?) {
    var lines = prompt() + [[]]
    switch asking.form {
    case .recall, .typed, .numeric: break
    case .choice(let options, let choosesAll):
      for (index, option) in options.enumerated() {
        let box = choosesAll ? box(draft.chosen.contains(index)) : ""
        lines += item(Draft.label(index) + ") " + box, option.text)
      }
    case .order(let steps, _):
      for (index, step) in steps.enumerated() {
        let place = draft.order.firstIndex(of: index).map { "\($0 + 1)." } ?? "  "
        lines += item("\(Draft.label(index))) \(place) ", step)
      }
    case .match(let matching): lines += match(matching, given: draft.pairs)
    }
    guard draft.isTyping || !draft.editor.isEmpty else { return (lines, nil) }
    lines.append([])
    let (typed, cursor) = input(draft.editor)
    let row = lines.count + cursor.row
    lines += typed
    return (lines, draft.isTyping ? Frame.Cursor(row: row, column: cursor.column) : nil)
  }

  /// The question with its answer, and what the checker found.
  func answer(draft: Draft, judgement: Judgement) -> [StyledLine] {
    var parts = [prompt(), given(draft, judgement), verdict(judgement)]
    if !asking.explanation.isEmpty {
      parts.append([heading("Answer")] + renderer.lines(ofCourseText: asking.explanation))
    }
    if let expects = asking.expects, !expects.isEmpty {
      parts.append([heading("What is wanted")] + renderer.lines(ofCourseText: expects))
    }
    if !asking.keyPoints.isEmpty {
      parts.append([heading("Did you say")] + asking.keyPoints.flatMap { item("□ ", $0.text) })
    }
    return Array(parts.filter { !$0.isEmpty }.joined(separator: [[]]))
  }

  private func heading(_ text: String) -> StyledLine { StyledLine(text, Style(.heading)) }

  private func prompt() -> [StyledLine] {
    var lines: [StyledLine] = []
    if let context = asking.context {
      for line in renderer.lines(ofCourseText: context) { lines.append(line.adding(.dim)) }
      lines.append([])
    }
    return lines + renderer.lines(ofCourseText: asking.prompt).map { $0.adding(.bold) }
  }

  /// A line of a list, its marker hanging.
  private func item(_ marker: String, _ markdown: String, _ style: Style = Style(.accent)) -> [StyledLine] {
    let marker = StyledLine(marker, style)
    let indent = StyledLine(spaces: marker.width)
    return renderer.inline(markdown).wrapped(to: renderer.width, first: marker, rest: indent)
  }

  /// What was answered, marked: options with their feedback, steps and pairs with what belongs there.
  private func given(_ draft: Draft, _ judgement: Judgement) -> [StyledLine] {
    switch (asking.form, judgement.detail) {
    case (.choice(let options, let choosesAll), .choice(let marks)):
      return zip(options, marks).enumerated().flatMap { index, pair in
        let box = choosesAll ? box(pair.1.isChosen) : ""
        return option(pair.0, isChosen: pair.1.isChosen, box: box, at: index)
      }
    case (.choice(let options, _), _):
      return options.enumerated().flatMap { index, option in
        self.option(option, isChosen: false, at: index)
      }
    case (.order(let steps, let solution), let detail):
      let right = solution.enumerated().flatMap { item("\($0 + 1). ", steps[$1]) }
      guard case .order(let places) = detail, places.contains(where: { !$0.isCorrect }) else { return right }
      // What is marked is the learner's own order: a ✗ stands at what has to move.
      let own = places.enumerated().flatMap { place, given in
        item("\(given.isCorrect ? "✓" : "✗") \(place + 1). ", steps[given.step], mark(given.isCorrect))
      }
      return [heading("Your order")] + own + [[], heading("Right order")] + right
    case (.match(let matching), let detail):
      var found: [Bool] = []
      if case .match(let judged) = detail { found = judged }
      return matching.left.enumerated().flatMap { index, left -> [StyledLine] in
        let pair = "\(left) — \(matching.right[matching.solution[index]])"
        guard found.indices.contains(index) else { return item("• ", pair) }
        var lines = item(found[index] ? "✓ " : "✗ ", pair, mark(found[index]))
        if !found[index], draft.pairs.indices.contains(index) {
          lines += item("   you: ", matching.right[draft.pairs[index]], .dim)
        }
        return lines
      }
    default:
      guard !draft.editor.isEmpty else { return [] }
      return StyledLine(draft.editor.text).wrapped(
        to: renderer.width, first: StyledLine("You: ", .dim), rest: StyledLine(spaces: 5))
    }
  }

  private func box(_ isTicked: Bool) -> String { isTicked ? "☑ " : "☐ " }

  private func option(
    _ option: Question.Option, isChosen: Bool, box: String = "", at index: Int
  ) -> [StyledLine] {
    let sign = option.isCorrect ? "✓" : isChosen ? "✗" : " "
    var lines = item(
      "\(sign) \(Draft.label(index))) \(box)", option.text,
      option.isCorrect ? Style(.correct) : isChosen ? Style(.wrong) : .dim)
    if isChosen || option.isCorrect, let feedback = option.feedback, !feedback.isEmpty {
      lines += item("     ", feedback)
    }
    return lines
  }

  private func mark(_ isRight: Bool) -> Style { Style(isRight ? .correct : .wrong) }

  private func verdict(_ judgement: Judgement) -> [StyledLine] {
    let expected = judgement.expected
    switch judgement.verdict {
    case .unjudged: return rest(expected)
    case .correct:
      if case .text(.near(let meant)) = judgement.detail {
        return item("✓ Right, written: ", meant, mark(true))
      }
      return [StyledLine("✓ Right", Style(.correct))]
    case .partly(let share):
      return [StyledLine("~ Partly right: \(Int((share * 100).rounded())) %", Style(.accent))]
        + rest(expected)
    case .wrong where judgement.detail == .none: return rest(expected)
    case .wrong: return [StyledLine("✗ Not right", Style(.wrong))] + rest(expected)
    }
  }

  private func rest(_ expected: String) -> [StyledLine] {
    expected.isEmpty || isShownInPlace ? [] : item("Right answer: ", expected, Style(.correct))
  }

  /// Whether the right answer stands in the list of options, steps or pairs already.
  private var isShownInPlace: Bool {
    switch asking.form {
    case .choice, .order, .match: true
    case .recall, .typed, .numeric: false
    }
  }

  private func match(_ matching: Asking.Matching, given: [Int]) -> [StyledLine] {
    var lines: [StyledLine] = [StyledLine(matching.leftTitle, Style(.heading))]
    for (index, left) in matching.left.enumerated() {
      let partner =
        given.indices.contains(index) ? Draft.label(given[index]) : index == given.count ? "▸" : "·"
      lines += item("\(partner) ", left)
    }
    lines += [[], StyledLine(matching.rightTitle, Style(.heading))]
    for (index, right) in matching.right.enumerated() { lines += item("\(Draft.label(index))) ", right) }
    return lines
  }

  /// The line being typed, broken by width, and where its cursor stands.
  private func input(_ editor: LineEditor) -> (lines: [StyledLine], cursor: Frame.Cursor) {
    let mark = StyledLine("› ", Style(.accent))
    let room = max(1, renderer.width - 3)
    var rows: [String] = [""]
    var columns = 0
    var cursor = Frame.Cursor(row: 0, column: 2)
    for (index, character) in editor.characters.enumerated() {
      let width = DisplayWidth.of(String(character))
      if columns + width > room {
        rows.append("")
        columns = 0
      }
      if index == editor.cursor { cursor = Frame.Cursor(row: rows.count - 1, column: columns + 2) }
      rows[rows.count - 1].append(character)
      columns += width
    }
    if editor.cursor == editor.characters.count {
      cursor = Frame.Cursor(row: rows.count - 1, column: columns + 2)
    }
    let lines = rows.enumerated().map { ($0 == 0 ? mark : StyledLine(spaces: 2)) + StyledLine($1) }
    return (lines, cursor)
  }
}
