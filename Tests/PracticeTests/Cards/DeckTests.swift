import Curriculum
import Testing

@testable import Practice

@Suite struct DeckTests {
  func ids(_ question: Question) -> [String] {
    Deck(Sample.course([Sample.lesson("lesson", [question])])).cards.map(\.id)
  }

  static let choice = Question.Form.choice(
    Question.Choice(
      options: [
        Question.Option(text: "a", isCorrect: true, feedback: nil),
        Question.Option(text: "b", isCorrect: false, feedback: nil),
      ], choosesAll: false))
  static let numeric = Question.Form.numeric(
    Question.Numeric(parameters: [], answer: .number(1), tolerance: 0))
  static let match = Question.Form.match(
    Question.Match(leftTitle: "l", rightTitle: "r", pairs: [.init(left: "a", right: "b")]))

  @Test("a question gives its own card, then follow-ups, then clozes")
  func kinds() {
    let question = Sample.question(
      "lstm", answer: "It is ==additive==, as $c_t$ is ==additive== and ==$f_t$==.",
      followUps: [("What still multiplies?", "The gates."), ("Why?", nil), ("Why?", "So.")])
    #expect(
      ids(question) == [
        "lstm#recall", "lstm#follow-up:what-still-multiplies", "lstm#follow-up:why", "lstm#follow-up:why-2",
        "lstm#cloze:additive", "lstm#cloze:additive-2", "lstm#cloze:f-t",
      ])
  }

  @Test("every form gives its card")
  func forms() {
    let forms: [(Question.Form, String)] = [
      (.recall, "recall"), (.code, "recall"), (Self.choice, "choice"), (.typed(accepted: ["x"]), "typed"),
      (Self.numeric, "numeric"), (.order(["a", "b"]), "order"), (Self.match, "match"),
    ]
    for (form, name) in forms { #expect(ids(Sample.question("q", form: form)) == ["q#\(name)"]) }
  }

  @Test("an author can switch kinds off, and nothing is asked that has no answer")
  func unasked() {
    let questions = [
      Sample.question("off", answer: "A ==b==.", kinds: [.numeric]),
      Sample.question("cloze-only", answer: "A ==b==.", followUps: [("c?", "d")], kinds: [.cloze]),
      Sample.question("empty", answer: "", answerClass: .empty),
      Sample.question(
        "later", answer: "TBD", answerClass: .placeholder, followUps: [("c?", nil), ("d?", "e")]),
      Sample.question("link", answer: "[see](x)", answerClass: .linkOnly),
      Sample.question(
        "rubric", answer: "", answerClass: .empty, keyPoints: [Question.KeyPoint(text: "p", aliases: [])]),
      Sample.question("chosen", form: Self.choice, answer: "", answerClass: .empty),
    ]
    let deck = Deck(Sample.course([Sample.lesson("lesson", questions)]))
    #expect(
      deck.cards.map(\.id) == ["cloze-only#cloze:b", "later#follow-up:d", "rubric#recall", "chosen#choice"])
    #expect(
      deck.unasked == [
        .init(question: "off", reason: .switchedOff), .init(question: "empty", reason: .noAnswer(.empty)),
        .init(question: "link", reason: .noAnswer(.linkOnly)),
      ])
  }

  @Test("lessons come after those they require, circles and unknown names aside")
  func prerequisites() {
    func lesson(_ id: String, _ requires: [String]) -> Lesson {
      Sample.lesson(id, requires: requires, [Sample.question(id, lesson: id)])
    }
    let deck = Deck(
      Sample.course([
        lesson("a", ["c", "nowhere"]), lesson("b", []), lesson("c", ["d"]), lesson("d", []),
        lesson("e", ["f"]),
        lesson("f", ["e"]), lesson("g", ["g"]),
      ]))
    #expect(deck.cards.map(\.question) == ["d", "c", "a", "b", "f", "e", "g"])
  }

  @Test("a chain of requirements as long as the course is followed")
  func chain() {
    let count = 5_000
    let lessons = (0..<count).map { number in
      Sample.lesson("l\(number)", requires: ["l\(number + 1)"], [Sample.question("q\(number)")])
    }
    #expect(Deck(Sample.course(lessons)).cards.first?.question == "q\(count - 1)")
  }

  @Test("a card knows its lesson, its unit and the topics of both")
  func place() {
    let deck = Deck(
      Sample.course([Sample.lesson("lesson", topics: ["x"], [Sample.question("q", topics: ["x", "y"])])]))
    let card = deck["q#recall"]
    #expect(card?.topics == ["x", "y"] && card?.lesson == "lesson" && card?.unit == "unit")
    #expect(deck["another"] == nil)
  }
}

@Suite struct AskingTests {
  @Test("steps never come in their right order, and the solution leads back to it")
  func order() throws {
    let steps = ["one", "two", "three", "four"]
    for count in 2...4 {
      for seed in 0..<200 as Range<UInt64> {
        let right = Array(steps.prefix(count))
        guard case .order(let shown, let solution)? = Sample.asking(.order(right), seed: seed)?.form else {
          Issue.record("no order")
          return
        }
        #expect(shown != right && shown.sorted() == right.sorted())
        #expect(solution.map { shown[$0] } == right)
      }
    }
    #expect(
      Sample.asking(.order(["same", "same"]))?.form == .order(steps: ["same", "same"], solution: [0, 1])
        || Sample.asking(.order(["same", "same"]))?.form
          == .order(steps: ["same", "same"], solution: [1, 0])
    )
    #expect(Sample.asking(.order([])) != nil)
  }

  @Test("the right column of a match never stands beside its partners")
  func match() {
    let pairs = (0..<4).map { Question.Match.Pair(left: "l\($0)", right: "r\($0)") }
    for seed in 0..<200 as Range<UInt64> {
      guard
        case .match(let matching)? = Sample.asking(
          .match(Question.Match(leftTitle: "", rightTitle: "", pairs: pairs)), seed: seed)?.form
      else {
        Issue.record("no match")
        return
      }
      #expect(matching.right != pairs.map(\.right))
      #expect(matching.solution.map { matching.right[$0] } == pairs.map(\.right))
    }
  }

  @Test("options are shuffled, the same for the same seed")
  func choice() {
    let shown = Set(
      (0..<50).map { seed -> [String] in
        guard case .choice(let options, _)? = Sample.asking(DeckTests.choice, seed: UInt64(seed))?.form else {
          return []
        }
        return options.map(\.text)
      })
    #expect(shown == [["a", "b"], ["b", "a"]])
    #expect(Sample.asking(DeckTests.choice, seed: 7) == Sample.asking(DeckTests.choice, seed: 7))
  }

  @Test("parameters are drawn anew, put into the prompt, and decide the answer")
  func numeric() throws {
    let form = Question.Form.numeric(
      Question.Numeric(
        parameters: [.init(name: "D", values: .range(2...9)), .init(name: "H", values: .list([16, 32]))],
        answer: try Arithmetic(parsing: "D * H"), tolerance: 0))
    var answers: Set<Double> = []
    for seed in 0..<100 as Range<UInt64> {
      let asking = try #require(Sample.asking(form, prompt: "{D} by {H}, not {E}?", seed: seed))
      guard case .numeric(let number) = asking.form else { continue }
      let values = number.parameters.map(\.value)
      #expect(number.parameters.map(\.name) == ["D", "H"])
      #expect(asking.prompt == "\(Int(values[0])) by \(Int(values[1])), not {E}?")
      #expect(number.answer == values[0] * values[1])
      answers.insert(number.answer)
    }
    #expect(answers.count > 10)
  }

  @Test("follow-ups show what was asked before, clozes their passage with a hole")
  func contexts() throws {
    let question = Sample.question(
      "q", prompt: "Main?", answer: "First.\n\nThe ==gate== closes.", followUps: [("Then?", nil)])
    var generator = SplitMix(seed: 1)
    let askings = Deck(Sample.course([Sample.lesson("l", [question])])).cards.map {
      $0.asking(using: &generator)
    }
    #expect(askings.map(\.prompt) == ["Main?", "Then?", "The […] closes."])
    #expect(askings.map(\.context) == [nil, "Main?", "Main?"])
    #expect(askings.map(\.explanation) == Array(repeating: "First.\n\nThe gate closes.", count: 3))
    #expect(askings.last?.form == .typed(accepted: ["gate"]))
  }
}
