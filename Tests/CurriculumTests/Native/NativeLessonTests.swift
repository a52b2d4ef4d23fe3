import Markdown
import Testing

@testable import Curriculum

@Suite struct NativeLessonTests {
  @Test("a lesson with every form of question is read whole")
  func everyForm() {
    let text = #"""
      ---
      title: Counting gates
      topics: [gates, memory]
      requires: [cells]
      exercises: [gate-step]
      sources:
        doe2001: Doe, On Gates, 2001
      ---
      # Counting gates

      A gate is a number $g$ between 0 and 1 [@doe2001].

      ## Why they help

      They let values pass.

      ## Q: Why does a gate help?
      <!-- id: gate-helps; level: senior; difficulty: 3; cards: recall, cloze -->

      It is ==multiplied== in, so that $g = 1$ keeps a value.

      | gate | effect |
      | --- | --- |
      | 1 | keep |

      ### In code

      ```python
      c = f * c
      ```

      ### Key points
      - it scales (scaling | $g \cdot c$)
      - it is learned
        from data

      ### Follow-up: What if it is 0?
      The value is lost.

      $$c_t = 0$$

      ### Follow-up: And in between?

      ## Q: Which gate forgets?
      - [ ] input
        > It writes.
      - [x] forget

      Its name says it.

      ## Q: Which are gates?
      Choose all:
      - [x] input
      - [x] output
      - [ ] candidate

      ## Parameters

      ### Q: How many weights has a gate with {D} inputs and {H} units, $W_{H}$ included?
      Given: D in 8...512, H in {32, 64}
      Answer: = H * (D + H + 1)

      Each unit has a weight per input.

      ### Question: What is it called?
      Answer: forget gate | `f` | $f_t$

      ### Q: What is the sigmoid of 0?
      Answer: 0.5 ± 0.001

      ## Q: Order the steps.
      Order:
      1. multiply
      2. add
         the candidate

      ## Q: Match.
      Match:
      | gate | scales |
      | --- | --- |
      | forget | the *old* state |
      | input | a \| b |

      ## Q: Write it.

      ```python
      def keep(c, f):
          return c * f
      ```

      ## Q: To be answered?
      """#
    let (lesson, diagnostics) = Native.lesson(
      from: Source(text: text), id: "counting-gates", path: "02-counting-gates.md")
    #expect(diagnostics == [])
    #expect(
      Dump.of(lesson) == #"""
        lesson counting-gates “Counting gates” 02-counting-gates.md (native)
          topics: gates, memory
          requires: cells
          exercises: gate-step
          source doe2001: Doe, On Gates, 2001
          prose 1 “Counting gates” 9-11: A gate is a number $g$ between 0 and 1 [@doe2001].
          prose 2 “Why they help” 13-15: They let values pass.
          recall gate-helps 17-42: Why does a gate help?
            level: senior
            difficulty: 3
            cards: cloze, recall
            class: text
            answer: It is ==multiplied== in, so that $g = 1$ keeps a value.⏎⏎| gate | effect |⏎| --- | --- |⏎| 1 | keep |⏎⏎### In code⏎⏎```python⏎c = f * c⏎```
            point: it scales (scaling / $g \cdot c$)
            point: it is learned⏎from data
            follow-up 37: What if it is 0? → The value is lost.⏎⏎$$c_t = 0$$
            follow-up 42: And in between? → nothing
            code 28 python: c = f * c⏎
            table 22: ["gate | effect", "1 | keep"]
            formula 20: g = 1
            formula 33: g \cdot c
            formula 40 display: c_t = 0
          choice counting-gates/which-gate-forgets 44-49: Which gate forgets?
            [ ] input > It writes.
            [x] forget
            answer: Its name says it.
          choice counting-gates/which-are-gates 51-55: Which are gates?
            choose all
            [x] input
            [x] output
            [ ] candidate
          numeric counting-gates/how-many-weights-has-a-gate-with-d-inputs-and-h-units-w-h-included 59-63: How many weights has a gate with {D} inputs and {H} units, $W_{H}$ included?
            section: Parameters
            given D: range(ClosedRange(8...512))
            given H: list([32.0, 64.0])
            = (H * ((D + H) + 1)) ± 0.0
            answer: Each unit has a weight per input.
          typed counting-gates/what-is-it-called 65-66: What is it called?
            section: Parameters
            accepted: forget gate / `f` / $f_t$
          numeric counting-gates/what-is-the-sigmoid-of-0 68-69: What is the sigmoid of 0?
            section: Parameters
            = 0.5 ± 0.001
          order counting-gates/order-the-steps 71-75: Order the steps.
            1. multiply
            2. add⏎the candidate
          match counting-gates/match 77-82: Match.
            gate | scales
            forget | the *old* state
            input | a | b
          code counting-gates/write-it 84-89: Write it.
            answer: ```python⏎def keep(c, f):⏎    return c * f⏎```
            code 86 python: def keep(c, f):⏎    return c * f⏎
          recall counting-gates/to-be-answered 91-91: To be answered?
            class: empty
        """#)
  }

  @Test("a question ends at the next heading of its own or a higher level, and a deeper one interrupts it")
  func extents() {
    let text = """
      Before any heading.

      ### Q: First?
      One.
      #### Q: Inner?
      Two.
      #### Not asked
      Three.
      ### Prose
      Four.

      Q: Under a line?
      ----------------
      Five.
      """
    let (lesson, diagnostics) = Native.lesson(from: Source(text: text), id: "x", path: "x.md")
    #expect(diagnostics == [])
    #expect(
      Dump.of(lesson) == """
        lesson x “X” x.md (native)
          prose 0 “” 1-1: Before any heading.
          prose 3 “Prose” 9-10: Four.
          recall x/first 3-4: First?
            class: text
            answer: One.⏎⏎#### Not asked⏎Three.
          recall x/inner 5-6: Inner?
            class: text
            answer: Two.
          recall x/under-a-line 12-14: Under a line?
            class: text
            answer: Five.
        """)
  }

  @Test("what stands after the last line of a form is explanation, in order")
  func explanations() throws {
    let text = """
      ## Q: What?
      Before.

      Answer: this
      Right after.

      > After.
      """
    let question = try #require(
      Native.lesson(from: Source(text: text), id: "x", path: "x.md").lesson.questions.first)
    #expect(question.form == .typed(accepted: ["this"]))
    #expect(question.answer == "Before.\n\nRight after.\n\n> After.")
  }

  @Test(
    "a question is a coding question where its answer is a program of ours and little else",
    arguments: [
      ("```python\nprint(1)\n```", "code"),
      ("```swift\nprint(\"a longer program\")\n```\nIt prints.", "code"),
      ("```\nprint(1)\n```", "recall"),
      ("```c\nint x;\n```", "recall"),
      ("First this.\n\n```python\nprint(1)\n```", "recall"),
      ("```python\nx\n```\nAnd a long explanation of what x is about.", "recall"),
    ])
  func coding(answer: String, form: String) throws {
    let text = "## Q: Write.\n\n\(answer)\n"
    let question = try #require(
      Native.lesson(from: Source(text: text), id: "x", path: "x.md").lesson.questions.first)
    #expect(question.form.name == form)
  }

  @Test(
    "an answer is text, empty, a placeholder or only a link",
    arguments: [
      ("An answer.", "text"), ("", "empty"), ("<!-- later -->", "empty"), ("---", "empty"),
      ("TODO", "placeholder"),
      ("*Coming soon...*", "placeholder"), ("...", "placeholder"), ("$x$", "text"), ("0", "text"),
      ("[here](https://example.org)", "link-only"), ("<https://example.org/a>", "link-only"),
      ("- [one](a.md)\n- [two](b.md)", "link-only"), ("See [here](https://example.org).", "text"),
    ] as [(String, String)])
  func answerClasses(answer: String, expected: String) throws {
    let text = "## Q: What?\n\n\(answer)\n"
    let question = try #require(
      Native.lesson(from: Source(text: text), id: "x", path: "x.md").lesson.questions.first)
    #expect(question.answerClass.rawValue == expected)
  }

  @Test(
    "a text is native where a heading outside code asks a question",
    arguments: [
      ("## Q: What?", true), ("   ###### Question: Why?", true), ("Q: What?\n===", true),
      ("Q: What?", false), ("## Question 1", false), ("## Q:", false), ("##Q: What?", false),
      ("```\n# Q: what?\n```", false), ("```\n# Q: what?\n```\n# Q: What?", true),
      ("~~~~\n~~~\n# Q: x?", false), ("", false),
    ])
  func recognition(text: String, isNative: Bool) {
    #expect(Native.recognises(Source(text: text)) == isNative)
  }

  @Test(
    "aliases of a key point stand in the parenthesis at its end",
    arguments: [
      ("it scales (scaling | $f(x)$)", "it scales", ["scaling", "$f(x)$"]),
      ("it scales (scaling)", "it scales", ["scaling"]),
      ("the cost of f(x)", "the cost of f(x)", []),
      ("a (b) c", "a (b) c", []),
      ("(alone)", "(alone)", []),
      (#"pipes (`a | b` | a \| b)"#, "pipes", ["`a | b`", "a | b"]),
    ])
  func aliases(text: String, point: String, aliases: [String]) {
    #expect(KeyPointText.read(text) == Question.KeyPoint(text: point, aliases: aliases))
  }

  @Test("ids are made of names and headings")
  func ids() {
    #expect(
      ["02-gates.md", "001_notes.txt", "2024.md", "3d-views.md", "10. last.md", "a.b.md"].map(FileName.id)
        == [
          "gates", "notes", "2024", "3d-views", "last", "a.b",
        ])
    #expect(
      ["b", "10-x", "2-y", "a", "02-a"].sorted(by: FileName.precedes) == ["02-a", "2-y", "10-x", "a", "b"])
    #expect(
      ["What is BPTT?", "  x ** 2 -- y", "Größe 2", "?!"].map(Slug.of) == [
        "what-is-bptt", "x-2-y", "größe-2", "question",
      ])
    #expect(Slug.of(String(repeating: "ab ", count: 5000)).count <= 101)
  }

  @Test("no bytes stop the reader", arguments: 0..<200)
  func anyBytes(seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed))
    let pieces = [
      "## Q: ", "Answer: ", "= ", "Given: ", "D in 1...3", "{", "}", "\n", "\n\n", "- [x] ", "- [ ] ", "> ",
      "```", "### Key points\n",
      "### Follow-up: ", "<!-- id: ", " -->", "---\n", "$", "|", "\u{0}", "\t", "é", "((((", "1. ",
      "Order:\n", "Match:\n", "| a | b |\n| - | - |\n",
      "a", "x ", "±", "title: ", "[@", "]", "\\", "# ", "Choose all:\n", "\r", "==",
    ]
    let text = (0..<60).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    var bytes = Array(text.utf8)
    for _ in 0..<3 where !bytes.isEmpty {
      bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
    }
    let source = Source(name: "x.md", bytes: bytes)
    let (lesson, diagnostics) = Native.lesson(from: source, id: "x", path: "x.md")
    var last = 0
    for question in lesson.questions.sorted(by: { $0.lines.lowerBound < $1.lines.lowerBound }) {
      #expect(question.lines.lowerBound > last && question.lines.upperBound <= source.lineCount)
      last = question.lines.upperBound
    }
    for diagnostic in diagnostics {
      #expect(diagnostic.position.line <= source.lineCount && !diagnostic.text.isEmpty)
    }
  }

  @Test(
    "numbers as people write them are numeric answers",
    arguments: [
      ("1,000", 1000), ("-12,345.5", -12345.5), ("50 %", 50), ("50%", 50), ("1/3", 1.0 / 3),
      ("2,500 ± 10", 2500),
      ("1,00", nil), ("1/0", nil), ("a, b", nil), ("100% of it", nil),
    ] as [(String, Double?)])
  func writtenNumbers(text: String, value: Double?) {
    let source = Source(text: "## Q: How many?\nAnswer: \(text)\n")
    let question = Native.lesson(from: source, id: "x", path: "x.md").lesson.questions.first
    if case .numeric(let numeric) = question?.form {
      #expect((try? numeric.answer.evaluate()) == value)
    } else {
      #expect(value == nil)
    }
  }

  @Test("a very wide table with short rows is not filled up without end")
  func wideTable() throws {
    let wide =
      "|" + String(repeating: "a|", count: 5_000) + "\n|" + String(repeating: "-|", count: 5_000) + "\n"
    let text = "## Q: Wide?\n\n\(wide)" + String(repeating: "|b|\n", count: 300)
    let question = Native.lesson(from: Source(text: text), id: "x", path: "x.md").lesson.questions.first
    let rows = try #require(question?.tables.first?.rows)
    #expect(rows.count == 300)
    #expect(rows.first?.count == 5_000)
    #expect(rows.last == ["b"])
  }
}
