import Markdown
import Practice

/// A quiz without screens: questions on standard output, one answer per line on standard input.
///
/// What the checker can judge is rated by its verdict; an empty line says that it wasn't known. For a recall question
/// the line is the learner's own rating (`1` to `4`, or again, hard, good, easy). A person at a plain terminal sees the
/// answer first and rates then, with a second line.
struct QuizLines {
  var session: ReviewSession
  var renderer: TerminalRenderer
  var usesColor: Bool

  private enum Step { case next, end }

  /// How many lines that are no answer a program may send before the question is skipped.
  private static let patience = 3

  mutating func run(isPerson: Bool) throws(StoreError) -> Summary {
    if session.asking != nil { Output.standardOutput("/s skips, /u takes the last answer back, /q ends.\n") }
    while let asking = session.asking {
      if case .asking = session.phase {
        show(QuestionView(asking: asking, renderer: renderer).question(draft: Draft(for: asking)).lines)
      }
      if try take(asking, isPerson: isPerson) == .end { break }
    }
    try session.finish(at: Clock.now)
    return session.summary
  }

  /// Reads lines until the question is dealt with; `end` at the end of input.
  private mutating func take(_ asking: Asking, isPerson: Bool) throws(StoreError) -> Step {
    let started = Clock.milliseconds
    var unreadable = 0
    while isPerson || unreadable < Self.patience {
      Output.standardOutput(hint(asking, isPerson: isPerson))
      guard let line = readLine() else { return .end }
      switch line.trimmed {
      case "/q": return .end
      case "/s":
        session.skip(at: Clock.now)
        return .next
      case "/u":
        try undo()
        return .next
      default: break
      }
      guard let rating = rating(line, asking, isPerson: isPerson) else {
        unreadable += 1
        continue
      }
      try rate(rating, milliseconds: Clock.milliseconds - started)
      return .next
    }
    Output.standardOutput("Skipped: none of these lines is an answer.\n")
    session.skip(at: Clock.now)
    return .next
  }

  private mutating func undo() throws(StoreError) {
    guard session.canUndo else { return Output.standardOutput("Nothing to take back.") }
    guard try session.undo(at: Clock.now), let asking = session.asking else {
      return Output.standardOutput("That card was answered elsewhere since.")
    }
    Output.standardOutput("Took the last answer back; rate it anew:")
    show(QuestionView(asking: asking, renderer: renderer).question(draft: Draft(for: asking)).lines)
  }

  /// The rating that a line comes to; nil where another line is needed.
  private mutating func rating(_ line: String, _ asking: Asking, isPerson: Bool) -> Rating? {
    if case .recall = asking.form {
      if isPerson, case .asking = session.phase {
        reveal(.recalled)
        return nil
      }
      let rating = Rating(word: line)
      if rating == nil { Output.standardOutput("1 to 4, or again, hard, good, easy.") }
      if rating != nil, case .asking = session.phase { reveal(.recalled) }
      return rating
    }
    // Taken back: an empty line must not rate what was rated once.
    if case .revealed = session.phase { return line.trimmed.isEmpty ? nil : Rating(word: line) }
    do {
      return reveal(try asking.response(to: line))
    } catch {
      Output.standardOutput(error.message)
      return nil
    }
  }

  @discardableResult
  private mutating func reveal(_ response: Response) -> Rating? {
    guard let asking = session.asking, let judgement = session.answer(response) else { return nil }
    show(
      QuestionView(asking: asking, renderer: renderer).answer(draft: Draft(for: asking), judgement: judgement)
    )
    return judgement.suggestedRating
  }

  private mutating func rate(_ rating: Rating, milliseconds: Int) throws(StoreError) {
    switch try session.rate(rating, at: Clock.now, milliseconds: milliseconds) {
    case .saved(let memory):
      Output.standardOutput("\(rating.name): again in \(Duration.short(memory.interval)).\n")
    case .notSaved: Output.standardOutput("Not saved: the progress file can't be written to.\n")
    case .answeredElsewhere: Output.standardOutput("Answered in another terminal meanwhile.\n")
    case .ignored: break
    }
  }

  private func hint(_ asking: Asking, isPerson: Bool) -> String {
    if case .revealed = session.phase { return "Rate: 1 again, 2 hard, 3 good, 4 easy" }
    switch asking.form {
    case .recall: return isPerson ? "Enter shows the answer." : "Rate: 1 again, 2 hard, 3 good, 4 easy"
    case .choice(_, let choosesAll): return choosesAll ? "Letters of all that are right:" : "Letter:"
    case .typed, .numeric: return "Answer:"
    case .order: return "Letters in order:"
    case .match: return "Letter of the partner of each line, in order:"
    }
  }

  private func show(_ lines: [StyledLine]) {
    for line in lines { Output.standardOutput(line.ansi(color: usesColor)) }
  }
}

extension Rating {
  /// `1` to `4` or a name; an empty line is `again`.
  fileprivate init?(word: String) {
    let word = word.trimmed.lowercased()
    if word.isEmpty {
      self = .again
      return
    }
    guard
      let match = Rating.allCases.first(where: { "\($0.rawValue)" == word || $0.name.lowercased() == word })
    else { return nil }
    self = match
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
