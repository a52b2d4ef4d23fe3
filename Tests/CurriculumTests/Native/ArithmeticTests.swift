import Testing

@testable import Curriculum

@Suite struct ArithmeticTests {
  @Test(
    "precedence, associativity and functions are those of mathematics",
    arguments: [
      ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("2 ^ 3 ^ 2", 512), ("-2 ^ 2", -4), ("2 ^ -1", 0.5),
      ("8 / 4 / 2", 1), ("7 - 3 - 2", 2),
      ("--3", 3), ("+3", 3), ("-3 * -2", 6), ("2 * -3 ^ 2", -18), ("1e3 + .5", 1000.5), ("1.5e-1", 0.15),
      ("sqrt(16) + floor(2.7) + ceil(2.1)", 9), ("min(3, 1, 2) + max(4, 5)", 6), ("log2(1024)", 10),
      ("exp(0)", 1), ("log(exp(2))", 2),
      ("3 × 4 − 5 ÷ 5", 11), ("2·3", 6),
    ] as [(String, Double)])
  func values(text: String, expected: Double) throws {
    let value = try Arithmetic(parsing: text).evaluate()
    #expect(abs(value - expected) <= 1e-12 * max(1, abs(expected)))
  }

  @Test("names take their values")
  func names() throws {
    let expression = try Arithmetic(parsing: "4 * H * (D + H + 1)")
    #expect(try expression.evaluate(["D": 10, "H": 20]) == 2480)
    #expect(expression.names == ["H", "D"])
    #expect(throws: Arithmetic.EvaluationError.unknownName("H")) { try expression.evaluate(["D": 1]) }
  }

  @Test("what has no finite value is an error")
  func undefined() throws {
    #expect(throws: Arithmetic.EvaluationError.divisionByZero) {
      try Arithmetic(parsing: "1 / (2 - 2)").evaluate()
    }
    for text in ["log(0)", "sqrt(-1)", "exp(1000)", "10 ^ 400", "(-8) ^ 0.5", "1e308 * 10"] {
      #expect(throws: Arithmetic.EvaluationError.self) { try Arithmetic(parsing: text).evaluate() }
    }
  }

  @Test(
    "errors say where and what",
    arguments: [
      ("", 0, "ends where"), ("4 H", 2, "`4 * H`"), ("(1 + 2", 0, "never closed"),
      ("1 + 2)", 5, "closes nothing"), ("2 * ", 4, "ends where"),
      ("4 * foo(3)", 4, "no function `foo`"), ("sqrt", 0, "write `sqrt(…)`"),
      ("sqrt(1, 2)", 0, "one argument"), ("1, 2", 1, "comma"),
      ("7 % 2", 2, "not `%`"), ("é + 1", 0, "not `é`"), ("1 + é", 4, "not `é`"), (".", 0, "no number"),
      ("1 + \u{7}", 4, "control character"),
    ])
  func errors(text: String, offset: Int, message: String) throws {
    let error = try #require(throws: Arithmetic.ParseError.self) { try Arithmetic(parsing: text) }
    #expect(error.offset == offset)
    #expect(error.message.contains(message), "\(error.message)")
  }

  @Test("nesting and length are bounded")
  func bounds() {
    for text in [
      String(repeating: "(", count: 100_000), String(repeating: "-", count: 100_000) + "1",
      String(repeating: "1+", count: 100_000) + "1",
      String(repeating: "2^", count: 100_000) + "1", String(repeating: "sqrt(", count: 100_000),
    ] {
      #expect(throws: Arithmetic.ParseError.self) { try Arithmetic(parsing: text) }
    }
  }

  @Test("every expression means what its fully parenthesised form means", arguments: 0..<50)
  func roundTrip(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed))
    let tokens = ["1", "2", "3.5", "x", "y"]
    let operators = [" + ", " - ", " * ", " / ", " ^ "]
    var text = tokens.randomElement(using: &generator) ?? "1"
    for _ in 0..<8 {
      text +=
        (operators.randomElement(using: &generator) ?? "+") + (Bool.random(using: &generator) ? "-" : "")
      text += tokens.randomElement(using: &generator) ?? "1"
    }
    let expression = try Arithmetic(parsing: text)
    #expect(try Arithmetic(parsing: Dump.formula(expression)) == expression)
  }
}

@Suite struct NumericTests {
  private func numeric(_ given: String, _ answer: String) throws -> Question.Numeric {
    let text = "## Q: What?\nGiven: \(given)\nAnswer: = \(answer)\n"
    let question = try #require(
      Native.lesson(from: .init(text: text), id: "x", path: "x.md").lesson.questions.first)
    guard case .numeric(let numeric) = question.form else { throw NotNumeric() }
    return numeric
  }

  private struct NotNumeric: Error {}

  @Test("values are drawn from what is given, all of it in time, the same for the same generator")
  func drawing() throws {
    let numeric = try numeric("D in 3...5, H in {0.5, 64}", "D * H")
    var generator = SeededGenerator(state: 1)
    var seen: Set<[String: Double]> = []
    for _ in 0..<200 { seen.insert(numeric.draw(using: &generator)) }
    var all: Set<[String: Double]> = []
    for d in [3.0, 4, 5] { for h in [0.5, 64] { all.insert(["D": d, "H": h]) } }
    #expect(seen == all)
    var one = SeededGenerator(state: 7)
    var other = SeededGenerator(state: 7)
    #expect(numeric.draw(using: &one) == numeric.draw(using: &other))
  }

  @Test("values without an answer are drawn again")
  func redrawing() throws {
    let numeric = try numeric("D in 0...3", "1 / D")
    var generator = SeededGenerator(state: 1)
    for _ in 0..<50 { #expect(numeric.draw(using: &generator)["D"] != 0) }
  }

  @Test("a prompt shows the values of given names and leaves TeX alone")
  func prompts() throws {
    let numeric = try numeric("D in 1...9, H in 1...9, r in {0.5, 2}", "D * H * r")
    let values = ["D": 8.0, "H": 64, "r": 0.5]
    #expect(
      numeric.prompt(
        #"{D} and {H} at {r}, {X}, $W_{H}$, $x^{D}$, $\sqrt{D}$, $\frac{D}{H}$ {D"#, with: values)
        == #"8 and 64 at 0.5, {X}, $W_{H}$, $x^{D}$, $\sqrt{D}$, $\frac{D}{H}$ {D"#)
  }
}

@Suite struct ConstraintTests {
  @Test(
    "conditions between sizes hold or don't",
    arguments: [
      ("D % heads == 0", true), ("D % heads != 0", false), ("D >= heads", true), ("D < heads", false),
      ("D <= 8", true), ("D > 8", false),
      ("D == heads ^ 3", true), ("min(D, heads) == 2", true), ("D % 0 == 0", false), ("X == 1", false),
    ])
  func holds(text: String, expected: Bool) throws {
    #expect(try Exercise.Constraint(parsing: text).holds(for: ["D": 8, "heads": 2]) == expected)
  }

  @Test("an error is placed in the whole condition")
  func errors() {
    #expect(
      throws: Arithmetic.ParseError(offset: 5, message: "Expected a number, a name or `(` here, not `*`.")
    ) {
      try Exercise.Constraint(parsing: "D == * 3")
    }
    #expect(throws: Arithmetic.ParseError.self) { try Exercise.Constraint(parsing: "D % heads") }
  }
}
