import Curriculum
import Testing

@testable import Practice

@Suite struct JudgingTests {
  let card = Deck(Sample.course([Sample.lesson("l", [Sample.question("q")])])).cards[0]

  func asking(_ form: Asking.Form) -> Asking {
    Asking(card: card, prompt: "?", context: nil, form: form, explanation: "", keyPoints: [], expects: nil)
  }

  /// Five steps shown as c a e b d.
  var order: Asking { asking(.order(steps: ["c", "a", "e", "b", "d"], solution: [1, 3, 0, 4, 2])) }

  func judged(_ asking: Asking, _ line: String) throws -> Judgement {
    asking.judge(try asking.response(to: line))
  }

  @Test(
    "an order is judged by the longest run that is right",
    arguments: [
      ("2 4 1 5 3", 1.0, "11111"), ("24153", 1, "11111"), ("2, 4, 1, 5, 3", 1, "11111"),
      ("2 > 4 > 1 > 5 > 3", 1, "11111"),
      ("b d a e c", 1, "11111"),
      // The last put first is one mistake, not five.
      ("3 2 4 1 5", 0.75, "01111"), ("3 5 1 4 2", 0, "00001"), ("4 2 1 5 3", 0.75, "01111"),
    ] as [(String, Double, String)])
  func ordering(line: String, share: Double, marks: String) throws {
    let judgement = try judged(order, line)
    #expect(judgement.share == share)
    guard case .order(let places) = judgement.detail else {
      Issue.record("no places")
      return
    }
    #expect(places.map { $0.isCorrect ? "1" : "0" }.joined() == marks)
    #expect(judgement.expected == "a → b → c → d → e")
  }

  @Test("steps that read the same may change places")
  func equalSteps() throws {
    let asking = asking(.order(steps: ["add", "scale", "add"], solution: [0, 1, 2]))
    #expect(try judged(asking, "3 2 1").verdict == .correct)
    #expect(try judged(asking, "1 3 2").verdict == .partly(0.5))
  }

  @Test(
    "a line that is no order is asked for again",
    arguments: ["2 4 1 5", "1 1 2 3 4", "1 2 3 4 6", "x", "0 1 2 3 4"])
  func unreadableOrder(line: String) {
    let error = #expect(throws: UnreadableResponse.self) { try order.response(to: line) }
    #expect(
      error?.message
        == "Type the letters of all 5 steps in the order you think right, such as e d c b a.")
  }

  var matching: Asking {
    asking(
      .match(
        Asking.Matching(
          leftTitle: "gate", rightTitle: "scales", left: ["forget", "input", "output"],
          right: ["new", "old", "shown"], solution: [1, 0, 2])))
  }

  @Test(
    "a match is judged by its pairs",
    arguments: [
      ("2 1 3", 1.0, [true, true, true]), ("a2 b1 c3", 1, [true, true, true]),
      ("c3, b1, a2", 1, [true, true, true]),
      ("a-2; b=1; c:3", 1, [true, true, true]), ("213", 1, [true, true, true]),
      ("bac", 1, [true, true, true]), ("b a c", 1, [true, true, true]), ("b,a,c", 1, [true, true, true]),
      ("BAC", 1, [true, true, true]), ("aaa", 1.0 / 3, [false, true, false]),
      ("1 2 3", 1.0 / 3, [false, false, true]), ("3 3 3", 1.0 / 3, [false, false, true]),
      ("3 2 1", 0, [false, false, false]),
    ] as [(String, Double, [Bool])])
  func pairs(line: String, share: Double, marks: [Bool]) throws {
    let judgement = try judged(matching, line)
    #expect(judgement.share == share)
    #expect(judgement.detail == .match(marks))
    #expect(judgement.expected == "forget: old; input: new; output: shown")
  }

  @Test(
    "a line that pairs nothing is asked for again",
    arguments: ["1 2", "a1 b2", "a1 a2 b3", "a4 b1 c2", "old", "1 2 3 4", "b a", "b a d", "b a c a", "1 b 2"])
  func unreadableMatch(line: String) {
    let error = #expect(throws: UnreadableResponse.self) { try matching.response(to: line) }
    #expect(
      error?.message
        == "Type the letters of each line's partner, in the order of the lines, such as c b a.")
  }

  @Test("every label on the screen is read as its item, up to the last letter; after it there are numbers")
  func labels() throws {
    let names = Asking.labels.map(String.init)
    #expect(Set(names).count == 23 && Set(names).isDisjoint(with: ["q", "s", "u"]))
    for count in 1...names.count {
      let steps = asking(.order(steps: Array(names.prefix(count)), solution: Array(0..<count)))
      let shuffled = (0..<count).shuffled()
      #expect(try steps.response(to: shuffled.map { names[$0] }.joined()) == .order(shuffled))
      let options = choice([true] + Array(repeating: false, count: count - 1), all: false)
      #expect(try options.response(to: names[count - 1]) == .choice([count - 1]))
      let partners = Asking.Matching(
        leftTitle: "", rightTitle: "", left: steps.card.topics + ["x"], right: Array(names.prefix(count)),
        solution: [0])
      #expect(try asking(.match(partners)).response(to: names[count - 1]) == .match([count - 1]))
    }
    let many = asking(.order(steps: (0..<30).map(String.init), solution: Array(0..<30)))
    let error = #expect(throws: UnreadableResponse.self) { try many.response(to: "a") }
    #expect(error?.message.contains("Type the numbers of all 30 steps") == true)
    for letter in ["q", "s", "u"] {
      #expect(throws: UnreadableResponse.self) { try many.response(to: letter) }
    }
  }

  func choice(_ correct: [Bool], all: Bool) -> Asking {
    asking(
      .choice(
        options: correct.enumerated().map {
          Question.Option(text: "\($0)", isCorrect: $1, feedback: "because \($0)")
        },
        choosesAll: all))
  }

  @Test("one choice is right or wrong, with the feedback of every option")
  func single() throws {
    let asking = choice([false, true, false], all: false)
    #expect(try judged(asking, "b").verdict == .correct)
    #expect(try judged(asking, "2").verdict == .correct)
    let wrong = try judged(asking, "C")
    #expect(wrong.verdict == .wrong && wrong.expected == "1" && wrong.suggestedRating == .again)
    #expect(
      wrong.detail
        == .choice([
          .init(isChosen: false, isCorrect: false, feedback: "because 0"),
          .init(isChosen: false, isCorrect: true, feedback: "because 1"),
          .init(isChosen: true, isCorrect: false, feedback: "because 2"),
        ]))
    for line in ["d", "0", "a b", "ä", "4"] {
      #expect(throws: UnreadableResponse.self) { try asking.response(to: line) }
    }
  }

  @Test(
    "of several choices each wrong one takes a right one back",
    arguments: [
      ("a b", 1.0), ("ab", 1), ("b,a", 1), ("1 2", 1), ("a", 0.5), ("a c", 0), ("a b c", 0.5), ("a b c d", 0),
      ("c", 0),
    ] as [(String, Double)])
  func several(line: String, share: Double) throws {
    #expect(try judged(choice([true, true, false, false], all: true), line).share == share)
  }

  @Test("recall is the learner's to judge, and an empty line shows the answer")
  func recall() throws {
    #expect(try order.response(to: "  ") == .recalled)
    #expect(order.judge(.recalled).verdict == .wrong)
    #expect(order.judge(.recalled).suggestedRating == .again)
    #expect(try judged(asking(.recall), "some words").verdict == .unjudged)
    #expect(asking(.recall).judge(.recalled).suggestedRating == .good)
  }

  @Test("indices out of bounds are wrong, not a crash")
  func bounds() {
    #expect(order.judge(.order([9, 8])).verdict == .wrong)
    #expect(order.judge(.order([])).verdict == .wrong)
    #expect(matching.judge(.match([7, -1])).verdict == .wrong)
    #expect(choice([true], all: false).judge(.choice([5])).verdict == .wrong)
  }
}
