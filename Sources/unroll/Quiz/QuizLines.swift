import Markdown
import Practice

/// A quiz without a terminal: questions on standard output, one answer per line on standard input.
///
/// What the checker can judge is rated by its verdict. For a recall question the line is the learner's own rating
/// (`1` to `4`, or again, hard, good, easy); an empty line says that it wasn't known.
struct QuizLines {
  var session: ReviewSession
  var renderer: TerminalRenderer
  var usesColor: Bool

  mutating func run() throws(StoreError) -> Summary {
    while true {
      switch session.phase {
      case .asking(let asking):
        show(QuestionView(asking: asking, renderer: renderer).question(draft: Draft(for: asking)).lines)
        Output.standardOutput(hint(asking))
        guard try takeAnswer(asking) else { return try finish() }
      case .waiting, .finished, .revealed: return try finish()
      }
    }
  }

  private mutating func finish() throws(StoreError) -> Summary {
    try session.finish(at: Clock.now)
    return session.summary
  }

  /// False at the end of input.
  private mutating func takeAnswer(_ asking: Asking) throws(StoreError) -> Bool {
    let started = Clock.milliseconds
    while let line = readLine() {
      let rating: Rating
      if case .recall = asking.form {
        guard let own = Rating(word: line) else {
          Output.standardOutput(
            "Rate how well you knew it: 1 again, 2 hard, 3 good, 4 easy; or an empty line.")
          continue
        }
        session.reveal()
        rating = own
      } else {
        do {
          let response = try asking.response(to: line)
          rating = session.answer(response)?.suggestedRating ?? .again
        } catch {
          Output.standardOutput(error.message)
          continue
        }
      }
      guard case .revealed(_, let judgement) = session.phase else { return true }
      show(
        QuestionView(asking: asking, renderer: renderer).answer(
          draft: Draft(for: asking), judgement: judgement))
      let outcome = try session.rate(rating, at: Clock.now, milliseconds: Clock.milliseconds - started)
      switch outcome {
      case .saved(let memory):
        Output.standardOutput("\(rating.name): again in \(Duration.short(memory.interval)).\n")
      case .notSaved: Output.standardOutput("Not saved: the progress file can't be written to.\n")
      case .answeredElsewhere: Output.standardOutput("Answered in another terminal meanwhile.\n")
      case .ignored: break
      }
      return true
    }
    return false
  }

  private func hint(_ asking: Asking) -> String {
    switch asking.form {
    case .recall: "Rate: 1 again, 2 hard, 3 good, 4 easy"
    case .choice(_, let choosesAll): choosesAll ? "Letters of all that are right:" : "Letter:"
    case .typed, .numeric: "Answer:"
    case .order: "Letters in order:"
    case .match: "Letter of the partner of each line, in order:"
    }
  }

  private func show(_ lines: [StyledLine]) {
    for line in lines { Output.standardOutput(line.ansi(color: usesColor)) }
  }
}

extension Rating {
  /// `1` to `4`, a name or its first letter; an empty line is `again`.
  fileprivate init?(word: String) {
    let word = word.lowercased().filter { !$0.isWhitespace }
    if word.isEmpty {
      self = .again
      return
    }
    guard
      let match = Rating.allCases.first(where: { "\($0.rawValue)" == word || $0.name.lowercased() == word })
    else {
      return nil
    }
    self = match
  }
}
