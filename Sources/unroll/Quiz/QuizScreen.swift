import Curriculum
import Markdown
import Practice

/// A quiz on a terminal: takes keys, gives frames. What it shows is a function of the session's phase and of the few
/// things below.
struct QuizScreen {
  private(set) var session: ReviewSession
  private(set) var isOver = false
  /// Titles of lessons by their ids, for the top line.
  private let titles: [String: String]
  private let usesColor: Bool
  private var draft: Draft?
  private var offset = 0
  private var notice: StyledLine = []
  private var showsHelp = false
  /// Whether `!` was pressed just now: only the second one suspends.
  private var asksToSuspend = false
  /// When the question on screen was first shown, on the monotonic clock.
  private var shownAt: Int

  init(session: ReviewSession, titles: [String: String], usesColor: Bool, clock: Int) {
    self.session = session
    self.titles = titles
    self.usesColor = usesColor
    shownAt = clock
    draft = session.asking.map(Draft.init(for:))
  }

  // MARK: Keys

  /// What a key does. `now` is the time of day, `clock` the monotonic one in milliseconds.
  mutating func take(_ key: Key, size: Terminal.Size, now: Int64, clock: Int) {
    notice = []
    defer { if key != .character("!") { asksToSuspend = false } }
    if scroll(key, size: size) { return }
    if showsHelp {
      if key == .character(" "), pages(size) { return }
      showsHelp = false
      offset = 0
      return
    }
    do {
      switch session.phase {
      case .asking(let asking): try answer(key, asking, now: now, clock: clock)
      case .revealed(_, let judgement): try rate(key, judgement, size: size, now: now, clock: clock)
      case .waiting: try wait(key, now: now, clock: clock)
      case .finished: isOver = true
      }
    } catch {
      notice = StyledLine(error.description, Style(.wrong))
    }
    if case .finished = session.phase { isOver = true }
  }

  /// Called when time passes: a short step may be over.
  mutating func tick(now: Int64, clock: Int) {
    guard case .waiting = session.phase else { return }
    session.resume(at: now)
    if case .waiting = session.phase { return }
    showNext(clock: clock)
  }

  /// How long to wait for a key before time has changed what is shown.
  func timeout(now: Int64) -> Int32 {
    guard case .waiting(let until, _) = session.phase else { return -1 }
    return Int32(max(100, min(until - now, 30) * 1000))
  }

  private mutating func scroll(_ key: Key, size: Terminal.Size) -> Bool {
    let isTyping = draft?.isTyping == true && isAsking
    switch key {
    case .up: offset -= 1
    case .down: offset += 1
    case .pageUp: offset -= pageHeight(size)
    case .pageDown: offset += pageHeight(size)
    case .home where !isTyping: offset = 0
    case .end where !isTyping: offset = .max / 2
    default: return false
    }
    return true
  }

  private var isAsking: Bool { if case .asking = session.phase { true } else { false } }

  private mutating func answer(_ key: Key, _ asking: Asking, now: Int64, clock: Int) throws(StoreError) {
    guard var draft else { return }
    let effect = draft.take(key, for: asking)
    self.draft = draft
    switch effect {
    case .changed: break
    case .incomplete(let message): notice = StyledLine(message, Style(.accent))
    case .submit(let response):
      session.answer(response)
      offset = 0
    case .none: try command(key, now: now, clock: clock)
    }
  }

  /// Scrolls down by a page; false where the end is on screen already.
  private mutating func pages(_ size: Terminal.Size) -> Bool {
    let page = page(width: size.columns, now: 0)
    let room = page.roomForBody(size: size)
    guard offset + room < page.body.count else { return false }
    offset += max(1, room - 1)
    return true
  }

  private mutating func rate(
    _ key: Key, _ judgement: Judgement, size: Terminal.Size, now: Int64, clock: Int
  ) throws(StoreError) {
    let rating: Rating
    switch key {
    case .character("1"): rating = .again
    case .character("2"): rating = .hard
    case .character("3"): rating = .good
    case .character("4"): rating = .easy
    // Space turns the page first, as everywhere: nobody rates what isn't read by accident.
    case .character(" ") where pages(size): return
    case .enter, .character(" "): rating = judgement.suggestedRating
    default: return try command(key, now: now, clock: clock)
    }
    switch try session.rate(rating, at: now, milliseconds: clock - shownAt) {
    case .saved(let memory):
      notice = StyledLine("\(rating.name): again in \(Duration.short(memory.interval)).", .dim)
    case .notSaved: notice = StyledLine("Not saved: the progress file can't be written to.", Style(.wrong))
    case .answeredElsewhere:
      notice = StyledLine(
        "Answered in another terminal meanwhile; this answer doesn't count.", Style(.accent))
    case .ignored: break
    }
    showNext(clock: clock)
  }

  private mutating func wait(_ key: Key, now: Int64, clock: Int) throws(StoreError) {
    switch key {
    case .character(" "), .enter:
      session.showAhead(at: now)
      showNext(clock: clock)
    default: try command(key, now: now, clock: clock)
    }
  }

  private mutating func command(_ key: Key, now: Int64, clock: Int) throws(StoreError) {
    switch key {
    case .character("q"):
      try session.finish(at: now)
      isOver = true
    case .character("u"), .control("z"):
      guard session.canUndo else {
        notice = StyledLine("Nothing to take back.", Style(.accent))
        return
      }
      let isUndone = try session.undo(at: now)
      showNext(clock: clock)
      notice = StyledLine(
        isUndone ? "Took the last answer back: rate it anew." : "That card was answered elsewhere since.",
        Style(.accent))
    case .character("s"):
      session.skip(at: now)
      showNext(clock: clock)
      notice = StyledLine("Skipped: it stays as it was.", .dim)
    case .character("-"):
      try session.bury(at: now)
      showNext(clock: clock)
      notice = StyledLine("Put off until tomorrow.", .dim)
    case .character("!"):
      guard asksToSuspend else {
        asksToSuspend = true
        notice = StyledLine("Press ! again: never asked again.", Style(.accent))
        return
      }
      try session.suspend(at: now)
      showNext(clock: clock)
      notice = StyledLine("Suspended: it won't be asked again.", .dim)
    case .character("?"):
      showsHelp = true
      offset = 0
    default: notice = StyledLine("? shows the keys.", .dim)
    }
  }

  private mutating func showNext(clock: Int) {
    draft = session.asking.map(Draft.init(for:))
    offset = 0
    asksToSuspend = false
    shownAt = clock
  }

  // MARK: Frames

  mutating func frame(size: Terminal.Size, now: Int64) -> Frame {
    page(width: size.columns, now: now).frame(size: size, offset: &offset)
  }

  private func pageHeight(_ size: Terminal.Size) -> Int {
    max(1, page(width: size.columns, now: 0).roomForBody(size: size) - 1)
  }

  private func page(width: Int, now: Int64) -> Page {
    let width = max(width, 1)
    if showsHelp { return help(width: width) }
    let renderer = TerminalRenderer(width: min(width, 100), color: usesColor)
    switch session.phase {
    case .asking(let asking):
      let draft = draft ?? Draft(for: asking)
      let (lines, cursor) = QuestionView(asking: asking, renderer: renderer).question(draft: draft)
      return Page(
        title: title(asking), status: status(width), body: lines, cursor: cursor, notice: notice,
        keys: keys(asking, draft))
    case .revealed(let asking, let judgement):
      let view = QuestionView(asking: asking, renderer: renderer)
      let body = view.answer(draft: draft ?? Draft(for: asking), judgement: judgement)
      return Page(
        title: title(asking), status: status(width), body: body, notice: notice,
        keys: ratingKeys(judgement, now: now))
    case .waiting(let until, let cards):
      let wait = Duration.short(until - now)
      let text =
        cards == 1
        ? "One card of this session comes back in \(wait). Wait here, or look at it now."
        : "\(cards) cards of this session come back, the first in \(wait). Wait here, or go on now."
      return Page(
        title: "Unroll quiz", status: status(width), body: renderer.lines(ofMarkdown: text), notice: notice,
        keys: [.init("Space", "now"), .init("u", "undo"), .init("q", "end")])
    case .finished: return Page(title: "Unroll quiz", body: [], notice: notice, keys: [])
    }
  }

  private func title(_ asking: Asking) -> StyledLine {
    let card = asking.card
    var kind = card.kind == .recall ? "" : " · \(card.kind.title)"
    if case .choice(_, choosesAll: true) = asking.form { kind = " · choose all that apply" }
    let detail = [card.level?.rawValue, card.difficulty.map { String(repeating: "•", count: $0) }].compactMap(
      \.self)
    return StyledLine(titles[card.lesson] ?? card.lesson, Style(.accent))
      + StyledLine(kind + (detail.isEmpty ? "" : " · " + detail.joined(separator: " ")), .dim)
  }

  private func status(_ width: Int) -> StyledLine {
    let left = session.remaining
    if width < 60 { return StyledLine("\(left.total) left", .dim) }
    return StyledLine("\(left.new) new", .dim) + " " + StyledLine("\(left.learning) learning", .dim) + " "
      + StyledLine("\(left.review) due", .dim)
  }

  private func keys(_ asking: Asking, _ draft: Draft) -> [Page.KeyHint] {
    if draft.isTyping { return [.init("Enter", "answer"), .init("Esc", "commands")] }
    let specific: [Page.KeyHint] =
      switch asking.form {
      case .recall: [.init("Space", "show answer"), .init("t", "type it first")]
      case .typed, .numeric: [.init("Enter", "type"), .init("Space", "show answer")]
      case .choice(let options, let choosesAll):
        [.init("a–\(Draft.label(options.count - 1))", choosesAll ? "tick" : "choose")]
          + (choosesAll ? [.init("Enter", "answer")] : []) + [.init("Space", "show")]
      case .order(let steps, _):
        [
          .init("a–\(Draft.label(steps.count - 1))", "next step"), .init("⌫", "back"),
          .init("Enter", "answer"),
        ]
      case .match(let matching):
        [
          .init("a–\(Draft.label(matching.right.count - 1))", "partner of ▸"), .init("⌫", "back"),
          .init("Enter", "answer"),
        ]
      }
    return specific + [.init("u", "undo"), .init("s", "skip"), .init("q", "end"), .init("?", "")]
  }

  private func ratingKeys(_ judgement: Judgement, now: Int64) -> [Page.KeyHint] {
    guard let preview = session.preview(at: now) else { return [] }
    let ratings = Rating.allCases.map { rating in
      let mark = rating == judgement.suggestedRating ? "▸" : ""
      return Page.KeyHint(
        "\(mark)\(rating.rawValue)", "\(rating.name) \(Duration.short(preview.interval(rating)))")
    }
    return ratings + [.init("u", "undo"), .init("q", "end"), .init("?", "")]
  }

  private func help(width: Int) -> Page {
    let rows = [
      ("Space", "show the answer; then: the marked rating"), ("a b c", "choose, order, match"),
      ("t", "type an answer"),
      ("Esc", "leave typing, for the keys below"), ("1 2 3 4", "Again, Hard, Good, Easy"),
      ("Enter", "answer; then: the marked rating"), ("u", "take the last answer back"),
      ("s", "skip for this session"),
      ("-", "put off until tomorrow"), ("! !", "never ask again (--unsuspend brings it back)"),
      ("↑ ↓ PgUp PgDn", "scroll"),
      ("q", "end the session"), ("Ctrl-C", "leave at once; what is rated is saved"),
    ]
    let body = rows.flatMap { key, text in
      StyledLine(text).wrapped(
        to: width, first: StyledLine(key, .bold).padded(to: min(15, width / 2)),
        rest: StyledLine(spaces: min(15, width / 2)))
    }
    return Page(title: StyledLine("Keys", Style(.heading)), body: body, keys: [.init("any key", "back")])
  }
}

extension Question.CardKind {
  var title: String {
    switch self {
    case .recall: "recall"
    case .followUp: "follow-up"
    case .cloze: "fill the gap"
    case .choice: "multiple choice"
    case .typed: "short answer"
    case .numeric: "numeric"
    case .order: "order"
    case .match: "match"
    }
  }
}

extension Rating {
  var name: String {
    switch self {
    case .again: "Again"
    case .hard: "Hard"
    case .good: "Good"
    case .easy: "Easy"
    }
  }
}
