import Testing

@testable import unroll

/// Whole sessions driven through a pseudo-terminal, screens compared as a person sees them.
@Suite("A quiz on a terminal")
struct QuizScreenTests {
  private let data: TemporaryFolder
  private let course: TemporaryFolder

  init() throws {
    data = try TemporaryFolder()
    course = try FixtureCourse.folder()
  }

  private var environment: [String: String] { ["XDG_DATA_HOME": data.path, "UNROLL_COURSE": course.path] }

  private func quiz(_ topics: String..., columns: Int = 64, rows: Int = 16) throws -> PseudoTerminal {
    try PseudoTerminal(
      ["quiz", "--seed", "7", "--no-color"] + topics, environment: environment, columns: columns, rows: rows)
  }

  /// The line of `stats` that counts them.
  private func answersSaved() throws -> String? {
    let lines = try BuiltProgram.run(["stats", "--no-color"], environment: environment).output.split(
      separator: "\n")
    return lines.first { $0.contains(" answer") }.map { String($0.prefix { $0 != "," }) }
  }

  @Test("A recall question is thought about, revealed and rated, and the next one follows")
  func recall() throws {
    let terminal = try quiz("keeps", "typed")
    #expect(
      terminal.screen(showing: "between two steps") == """
        Little cells · junior •                   2 new 0 learning 0 due
        ────────────────────────────────────────────────────────────────
        What does a cell keep between two steps?












        Space show answer  t type it first  u undo  s skip  q end  ?
        """)
    terminal.type(" ")
    #expect(
      terminal.screen(showing: "Easy") == """
        Little cells · junior •                   2 new 0 learning 0 due
        ────────────────────────────────────────────────────────────────
        What does a cell keep between two steps?

        Answer
        Its state, a vector of fixed size.

        Did you say
        □ the state






        1 Again 1m  2 Hard 6m  ▸3 Good 10m  4 Easy 7d  u undo  q end  ?
        """)
    terminal.type("3")
    let next = terminal.screen(showing: "cross-entropy")
    #expect(next.contains("Good: again in 10m."))
    #expect(next.contains("1 new 1 learning 0 due"))
  }

  @Test("A choice is made with one key, and each chosen or right option says why")
  func choice() throws {
    let terminal = try quiz("activation")
    let asked = terminal.screen(showing: "a gate's activation").split(separator: "\n")
    let wrong = try #require(asked.first { $0.hasSuffix(") ReLU") }?.first)
    terminal.type(String(wrong))
    let answered = terminal.screen(showing: "Not right")
    #expect(answered.contains("✗ \(wrong)) ReLU\n     It is not bounded above.\n"))
    #expect(answered.contains(") the logistic sigmoid"))
    #expect(answered.contains("It maps to numbers between 0 and 1."))
    #expect(answered.contains("▸1 Again"))
  }

  @Test("Several right options are ticked and unticked before Enter answers")
  func severalChoices() throws {
    let terminal = try quiz("bounded")
    let asked = terminal.screen(showing: "bounded?").split(separator: "\n")
    func key(_ option: String) throws -> String {
      String(try #require(asked.first { $0.hasSuffix(option) }?.first))
    }
    try terminal.type(key("exp") + key("exp") + key("tanh") + key("sigmoid"))
    #expect(terminal.screen(showing: "☑ sigmoid").contains("☐ exp"))
    terminal.type("\r")
    #expect(terminal.screen(showing: "Easy").contains("✓ Right"))
  }

  @Test("A gap takes a plural and shows the spelling meant; letters of commands are text while typing")
  func cloze() throws {
    let terminal = try quiz("gap")
    #expect(terminal.screen(showing: "[…]").contains("one minus the […] of y."))
    terminal.type("squares")
    terminal.screen(showing: "› squares")
    terminal.type("\r")
    #expect(terminal.screen(showing: "Easy").contains("✓ Right, written: square"))
  }

  @Test("A numeric question is answered with the drawn values, as arithmetic if one likes")
  func numeric() throws {
    let terminal = try quiz("count")
    let asked = terminal.screen(showing: "dense layer")
    let numbers = asked.split { !$0.isNumber }.compactMap { Int($0) }
    let (inputs, units) = (numbers[3], numbers[4])
    terminal.type("\(units)*(\(inputs)+1)\r")
    #expect(terminal.screen(showing: "Easy").contains("✓ Right"))
  }

  @Test("Steps are put in order with keys, Backspace takes the last one back")
  func order() throws {
    let terminal = try quiz("order")
    let asked = terminal.screen(showing: "in order").split(separator: "\n")
    func key(_ step: String) throws -> String {
      String(try #require(asked.first { $0.hasSuffix(step) }?.first))
    }
    try terminal.type(key("loss") + "\u{7F}" + key("forward") + key("loss"))
    terminal.screen(showing: "2. loss")
    terminal.type("\r")
    #expect(terminal.screen(showing: "first.").contains("Give every step its place first."))
    try terminal.type(key("backward") + "\r")
    #expect(
      terminal.screen(showing: "Easy").contains(
        """
        1. forward
        2. loss
        3. backward

        ✓ Right
        """))
  }

  @Test("A wrong order shows the learner's own, marked at what has to move, and then the right one")
  func wrongOrder() throws {
    let terminal = try quiz("order", rows: 24)
    let asked = terminal.screen(showing: "in order").split(separator: "\n")
    func key(_ step: String) throws -> String {
      String(try #require(asked.first { $0.hasSuffix(step) }?.first))
    }
    try terminal.type(key("backward") + key("forward") + key("loss") + "\r")
    #expect(
      terminal.screen(showing: "Easy").contains(
        """
        Your order
        ✗ 1. backward
        ✓ 2. forward
        ✓ 3. loss

        Right order
        1. forward
        2. loss
        3. backward
        """))
  }

  @Test("Pairs are matched with keys")
  func match() throws {
    let terminal = try quiz("match")
    let asked = terminal.screen(showing: "Match each").split(separator: "\n")
    func key(_ partner: String) throws -> String {
      String(try #require(asked.first { $0.hasSuffix(") " + partner) }?.first))
    }
    try terminal.type(key("input") + key("state") + "\r")
    #expect(
      terminal.screen(showing: "Easy").contains(
        """
        ✗ h — state
           you: input
        ✗ x — input
           you: state
        """))
  }

  @Test("The last answer can be taken back and rated anew; the log keeps one answer")
  func undo() throws {
    let terminal = try quiz("keeps", "typed")
    terminal.screen(showing: "two steps")
    terminal.type(" 1")
    terminal.screen(showing: "cross-entropy")
    terminal.type("\u{1B}")
    terminal.screen(showing: "undo")
    terminal.type("u")
    #expect(terminal.screen(showing: "Took the last answer back").contains("2 new 0 learning"))
    terminal.type("4")
    terminal.screen(showing: "Easy: again in 8d.")
    terminal.type("\u{1B}")
    terminal.screen(showing: "undo")
    terminal.type("q")
    #expect(terminal.exitCode() == 0)
    #expect(terminal.screen(showing: "1 answer").contains("Easy 1"))
    #expect(try answersSaved() == "1 answer on 1 day")
  }

  @Test("Nothing happens by accident: stray keys only say where help is")
  func strayKeys() throws {
    let terminal = try quiz("keeps")
    terminal.screen(showing: "two steps")
    terminal.type("x1234\u{1B}[A\u{1B}[15~\t")
    #expect(terminal.screen(showing: "? shows the keys.").contains("1 new 0 learning"))
    terminal.type("?")
    #expect(terminal.screen(showing: "take the last answer back").contains("Ctrl-C"))
    terminal.type("q")
    #expect(terminal.screen(showing: "two steps").contains("1 new"))
    #expect(try answersSaved() == "No answers yet. Begin with: unroll quiz")
  }

  @Test("A card is suspended by two keys, and comes back with --unsuspend")
  func suspend() throws {
    let terminal = try quiz("keeps")
    terminal.screen(showing: "two steps")
    terminal.type("!?x!")
    #expect(terminal.screen(showing: "Press ! once more").contains("1 new"))
    terminal.type("!")
    #expect(terminal.exitCode() == 0)
    let without = try BuiltProgram.run(["quiz", "keeps"], environment: environment)
    #expect(without.output.contains("Nothing is due"))
    let again = try BuiltProgram.run(
      ["quiz", "keeps", "--unsuspend"], input: "3\n", environment: environment)
    #expect(again.errors == "unroll: 1 suspended card taken back in\n")
    #expect(again.output.contains("1 answer in"))
  }

  @Test("Forty columns and fifteen rows hold a question, and a resize draws it anew")
  func narrow() throws {
    let terminal = try quiz("match", columns: 40, rows: 15)
    let narrow = terminal.screen(showing: "meaning")
    #expect(narrow.split(separator: "\n").allSatisfy { $0.count <= 40 })
    #expect(narrow.hasPrefix("Little cells · match              1 left"))
    terminal.resize(columns: 70, rows: 20)
    #expect(terminal.screen(showing: "1 new").contains("Little cells · match"))
  }

  @Test("Ten columns are enough not to break")
  func tiny() throws {
    let terminal = try quiz("keeps", columns: 10, rows: 5)
    terminal.screen(showing: "What does")
    terminal.type(" 3q")
    #expect(terminal.exitCode() == 0)
    #expect(try answersSaved() == "1 answer on 1 day")
  }

  @Test("Ctrl-C leaves at once with 130, the terminal as it was, and every rated answer saved")
  func interrupt() throws {
    let terminal = try quiz("keeps", "typed")
    terminal.screen(showing: "two steps")
    let wasAlternate = terminal.emulator.isAlternate
    #expect(wasAlternate)
    terminal.type(" 3")
    terminal.screen(showing: "cross-entropy")
    terminal.type("half an ans\u{3}")
    #expect(terminal.exitCode() == 130)
    let isAlternate = terminal.emulator.isAlternate
    #expect(!isAlternate)
    #expect(terminal.echoes)
    #expect(try answersSaved() == "1 answer on 1 day")
  }

  @Test("Killed at any moment, every answer that was followed by the next question is there")
  func killed() throws {
    for count in 1...4 {
      let terminal = try quiz("keeps", "typed", "gap", "activation", "bounded")
      for index in 0..<count {
        terminal.screen(showing: "\(5 - index) new")
        terminal.type("\u{1B}")
        terminal.screen(showing: "show")
        terminal.type(" 3")
        terminal.screen(showing: "\(4 - index) new")
      }
      terminal.kill()
      #expect(try answersSaved() == (count == 1 ? "1 answer on 1 day" : "\(count) answers on 1 day"))
      try data.empty()
    }
  }

  @Test("Two terminals: what was answered in one is not asked or counted again in the other")
  func twoTerminals() throws {
    let (first, second) = (try quiz("keeps", "typed"), try quiz("keeps", "typed"))
    first.screen(showing: "two steps")
    second.screen(showing: "two steps")
    first.type(" 4")
    first.screen(showing: "cross-entropy")
    second.type(" 1")
    #expect(second.screen(showing: "Answered in another terminal").contains("cross-entropy"))
    #expect(try answersSaved() == "1 answer on 1 day")
  }

  @Test("A session on the five documents as they are", .enabled(if: BuiltProgram.material != nil))
  func material() throws {
    let terminal = try PseudoTerminal(
      ["quiz", "--no-color", "--course", try #require(BuiltProgram.material)],
      environment: ["XDG_DATA_HOME": data.path])
    terminal.screen(showing: "show answer")
    terminal.type(" ")
    #expect(terminal.screen(showing: "Easy").contains("Answer"))
    terminal.type("4")
    #expect(terminal.screen(showing: "again in 8d").contains("19 new"))
  }
}
