import Curriculum
import Testing

@testable import Practice

@Suite struct TypedNumberTests {
  @Test(
    "numbers are read as people write them",
    arguments: [
      ("1e-3", 0.001), ("1E-3", 0.001), ("0.001", 0.001), (".001", 0.001), ("1/1000", 0.001), ("1,024", 1024),
      ("1 024", 1024), ("1\u{202F}024", 1024), ("1'024", 1024), ("1_024", 1024), ("1,048,576", 1_048_576),
      ("1 048 576", 1_048_576), ("0,5", 0.5), ("3,14", 3.14), ("0,001", 0.001), ("4*3", 12),
      ("4 * (3 + 1)", 16),
      ("4 × 3", 12), ("2^10", 1024), ("2**10", 1024), ("2¹⁰", 1024), ("3×10⁻⁴", 0.0003), ("3x10^-4", 0.0003),
      ("3·10^{-4}", 0.0003), ("−5", -5), ("-5", -5), ("+5", 5), ("≈ 2.5", 2.5), ("= 7", 7), ("sqrt(16)", 4),
      ("4096 parameters", 4096), ("12 bits per token", 12), ("50 %", 50), ("$42$", 42), ("1,234.5", 1234.5),
      ("10 000", 10_000), ("max(1,024)", 24), ("log2(1024)", 10), ("1.5", 1.5), ("100,000", 100_000),
    ])
  func reading(text: String, value: Double) {
    let number = TypedNumber(text)
    #expect(
      number.map { abs($0.value - value) <= 1e-12 * abs(value) } == true, "\(text) → \(number?.value ?? .nan)"
    )
  }

  @Test(
    "what is no number is asked for again",
    arguments: ["abc", "1 2", "1/0", "--", "12a4", "1e999", "nan", "inf", "%", "4 *", "1,2,3", "parameters"])
  func unreadable(text: String) {
    let asking = Sample.asking(
      .numeric(Question.Numeric(parameters: [], answer: .number(1), tolerance: 0)))
    #expect(throws: UnreadableResponse.self) { try asking?.response(to: text) }
  }

  @Test(
    "the tolerance holds, and without one a long decimal needs three digits",
    arguments: [
      ("1", 1, 0.001, true), ("1.0009", 1, 0.001, true), ("0.999", 1, 0.001, true),
      ("1.002", 1, 0.001, false),
      ("0.37", 0.36787944117144233, 0, false), ("0.368", 0.36787944117144233, 0, true),
      ("0.3679", 0.36787944117144233, 0, true), ("0.367", 0.36787944117144233, 0, false),
      ("0.25", 0.25, 0, true), ("1/4", 0.25, 0, true), ("0.2501", 0.25, 0, false), ("25%", 0.25, 0, true),
      ("25%", 25, 0, true), ("4096", 4096, 0, true), ("4100", 4096, 0, false), ("4*32*32", 4096, 0, true),
      ("1e-3", 0.001, 0, true), ("0", 0, 0, true), ("1e-12", 0, 0, false), ("33.3", 100.0 / 3, 0, true),
      ("33", 100.0 / 3, 0, false), ("-0.368", -0.36787944117144233, 0, true), ("8.39e6", 8_388_608, 0, false),
    ] as [(String, Double, Double, Bool)])
  func tolerance(text: String, answer: Double, tolerance: Double, isRight: Bool) {
    #expect(TypedNumber(text)?.isRight(answer, tolerance: tolerance) == isRight)
  }

  @Test(
    "the expected number is shown readably",
    arguments: [
      (4096, "4096"), (1.0 / 3, "0.333333"), (0.36787944117144233, "0.367879"), (1e-7, "1e-07"),
      (-2.5, "-2.5"),
      (123_456.789, "123457"), (2.0 / 3e7, "6.66667e-08"),
    ] as [(Double, String)])
  func shown(value: Double, text: String) {
    let asking = Sample.asking(
      .numeric(Question.Numeric(parameters: [], answer: .number(value), tolerance: 0)))
    #expect(asking?.expected == text)
    #expect(asking?.judge(.text("7")).detail == .number(given: 7, expected: value))
  }

  @Test("a formula without a value is not asked, and the deck says why")
  func undefined() throws {
    let numeric = Question.Numeric(parameters: [], answer: try Arithmetic(parsing: "1/0"), tolerance: 0)
    let deck = Deck(
      Sample.course([
        Sample.lesson(
          "l",
          [
            Sample.question("none", form: .numeric(numeric)),
            Sample.question("rest", form: .numeric(numeric), followUps: [("And?", "So.")]),
          ])
      ]))
    #expect(deck.cards.map(\.id) == ["rest#follow-up:and"])
    #expect(
      deck.unasked == [.init(question: "none", reason: .noValue), .init(question: "rest", reason: .noValue)])
  }

  @Test("nothing typed is right where there is no answer")
  func withoutAnswer() throws {
    var asking = try #require(
      Sample.asking(.numeric(Question.Numeric(parameters: [], answer: .number(1), tolerance: 0))))
    asking.form = .numeric(Asking.Number(parameters: [], answer: .nan, tolerance: 0))
    for typed in ["7", "0", "1"] { #expect(asking.judge(.text(typed)).suggestedRating == .again) }
  }

  @Test("values are drawn until the formula has an answer, however seldom it has")
  func drawnAgain() throws {
    let seldom = Question.Numeric(
      parameters: [.init(name: "n", values: .range(1...1000))],
      answer: try Arithmetic(parsing: "(n - 995)^0.5"),
      tolerance: 0)
    for seed in 0..<100 as Range<UInt64> {
      guard case .numeric(let number)? = Sample.asking(.numeric(seldom), seed: seed)?.form else {
        Issue.record("not asked")
        return
      }
      #expect(number.answer.isFinite && number.parameters[0].value >= 995)
    }
  }
}
