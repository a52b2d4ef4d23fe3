import Markdown
import Testing

@testable import Curriculum

/// Where each problem of a lesson is reported. Circled numbers mark the places.
@Suite struct LessonDiagnosticsTests {
  @Test("front matter: unknown keys, wrong shapes, no value")
  func frontMatter() {
    let text = MarkedText(
      """
      ---
      ①titel: Gates
      topics: ②{a: b}
      requires: [one, ③[two]]
      ④title:
      sources: ⑤graves
      exercises: step
      ---
      ## Q: What?
      Something.
      """)
    #expect(
      text.lessonFindings == [
        "① error unknown-key", "② error wrong-shape", "③ error wrong-shape", "④ error empty-value",
        "⑤ error wrong-shape",
      ])
  }

  @Test(
    "front matter that is no YAML is reported where it breaks",
    arguments: [
      ("---\ntitle: a①: b\n---\n", "front-matter-yaml"),
      ("---\ntitle: x\ntopics: ①[a, b\n---\n", "front-matter-yaml"),
      ("---\ntitle: \"x①\u{7}\"\n---\n", "front-matter-yaml"),
      ("---\n①\tx: y\n---\n", "front-matter-yaml"),
      ("---\n①title: x\ntitle: y\n---\n", "front-matter-duplicate"),
      ("---\ntitle: ①*nothing\n---\n", "front-matter-yaml"),
      ("---\n①- a\n- b\n---\n", "front-matter-shape"),
      ("①---\ntitle: x\n\n# Text\n", "front-matter-open"),
    ])
  func brokenYAML(marked: String, code: String) {
    let text = MarkedText(marked)
    #expect(text.lessonFindings == ["① error \(code)"])
  }

  @Test("front matter can neither overflow the stack nor fill the memory")
  func hostileYAML() {
    let laughs = "a: &a [x]\nb: &b [*a, *a]\n" + (0..<40).map { "c\($0): [*a, *b]" }.joined(separator: "\n")
    for yaml in [
      "x: " + String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 100_000),
      String(repeating: "- ", count: 100_000),
      laughs, "title: " + String(repeating: "x", count: 2_000_000),
    ] {
      let read = Native.lesson(
        from: Source(text: "---\n\(yaml)\n---\n## Q: What?\nSo.\n"), id: "x", path: "x.md")
      #expect(read.diagnostics.count == 1)
      #expect(read.diagnostics.first?.code.hasPrefix("front-matter-") ?? false)
      #expect(read.lesson.questions.count == 1)
    }
  }

  @Test("the comment of a question")
  func comment() {
    let text = MarkedText(
      """
      ## Q: One?
      <!-- ①idd: x; level: ②novice; difficulty: ③7; cards: recall, ④close; ⑤nonsense -->
      Yes.

      ## Q: Two?
      <!-- id: ⑥two words -->
      Yes.

      ## Q: Three?
      <!-- id: three
           level: staff
           ⑦difficulty: -->
      Yes.

      ## Q: Four?
      <!-- TODO: Ask somebody: this is a remark. -->
      Yes.
      """)
    #expect(
      text.lessonFindings == [
        "① error unknown-key", "② error unknown-value", "③ error value-range", "④ error unknown-value",
        "⑤ error comment",
        "⑥ error question-id", "⑦ error empty-value",
      ])
  }

  @Test("given values and numeric answers")
  func numeric() {
    let text = MarkedText(
      """
      ## Q: {D} and {H}?
      Given: D in 8...512, H① from 1...2, ②7 in 1...2, D in ③9...8, E in ④{1, x}, ⑤sqrt in 1...2, F in 1...2, ⑥F in 1...3
      Answer: = D * ⑦HH

      ## Q: Open?
      Answer: = 4 * (D ⑧D)

      ## Q: {D}?
      Given: D in 0...4
      Answer: ⑨= 1 / D
      """)
    #expect(
      text.lessonFindings == [
        "① error given", "② error given", "③ error given", "④ error given", "⑤ error given",
        "⑥ error given-twice",
        "⑦ error numeric-answer", "⑧ error arithmetic", "⑨ error numeric-answer",
      ])
  }

  @Test("parameters that nobody sees or needs")
  func hiddenParameters() {
    let text = MarkedText(
      """
      ## Q: How many?
      Given: ①D in 1...4
      Answer: = D

      ## Q: Which?
      ②Given: D in 1...4
      Answer: this one

      ## Q: None?
      ③Given: D in 1...4

      Text.
      """)
    #expect(
      text.lessonFindings == ["① warning numeric-answer", "② error given-unused", "③ error given-unused"])
  }

  @Test("what a directive announces must follow it")
  func announcements() {
    let text = MarkedText(
      """
      ## Q: Order?
      ①Order:
      - one
      - two

      ## Q: Match?
      ②Match:
      nothing of the kind

      ## Q: Choose?
      ③Choose all:

      ## Q: Match three?
      Match:

      ④| a | b | c |
      | - | - | - |
      | 1 | 2 | 3 |

      ## Q: Order one?
      Order:
      ⑤1. one

      ## Q: Match some?
      Match:

      | a | b |
      | - | - |
      | 1 | 2 |
      ⑥|  | 2 |
      | 3 | 4 |

      ## Q: Late?
      Some words and
      ⑦Answer: a word

      ## Q: Nothing?
      Answer:⑧
      """)
    #expect(
      text.lessonFindings == [
        "① error missing-part", "② error missing-part", "③ error missing-part", "④ error match",
        "⑤ error order", "⑥ error match",
        "⑦ warning misplaced-directive", "⑧ error answer-line",
      ])
  }

  @Test("choices, key points and second forms")
  func parts() {
    let text = MarkedText(
      """
      ## Q: Which?
      - [x] one
      ①- two
      ②- [ ]
      - [ ] three

      ③Answer: one

      ④## Key points
      - astray

      ## Q: What?
      Text.

      ⑤### Key points
      No list.

      ⑥### Follow-up:
      Text.

      ⑦## Q:
      Prose.

      ## Q: Long?
      Answer: ⑧\(String(repeating: "word ", count: 30))
      """)
    #expect(
      text.lessonFindings == [
        "① error option-without-box", "② error option-without-box", "③ error two-forms", "④ error stray-part",
        "⑤ error key-points",
        "⑥ error no-question", "⑦ error no-question", "⑧ warning long-answer",
      ])
  }

  @Test("what is right is kept beside what is wrong")
  func recovery() {
    let text = """
      ---
      titel: x
      ---
      ## Q: Which?
      <!-- level: nobody; difficulty: 2 -->
      Answer: = 2 +
      """
    let (lesson, diagnostics) = Native.lesson(from: Source(text: text), id: "x", path: "x.md")
    #expect(diagnostics.count == 3)
    #expect(
      Dump.of(lesson) == """
        lesson x “X” x.md (native)
          recall x/which 4-6: Which?
            difficulty: 2
            class: text
            answer: Answer: = 2 +
        """)
  }

  @Test("messages say what to do")
  func messages() {
    let text = "---\ntopcs: [a]\n---\n## Q: {D}?\n<!-- levl: senior -->\nGiven: D in 1...2\nAnswer: = d\n"
    let found = Native.lesson(from: Source(text: text), id: "x", path: "x.md").diagnostics.map(\.text)
    #expect(
      found == [
        """
        x.md:2:1: error: The front matter of a lesson has no key `topcs`. Did you mean `topics`? [unknown-key]
        topcs: [a]
        ^
        """,
        """
        x.md:5:6: error: The comment of a question has no key `levl`. Did you mean `level`? [unknown-key]
        <!-- levl: senior -->
             ^
        """,
        """
        x.md:7:11: error: No `Given:` line gives `d` a value. Did you mean `D`? [numeric-answer]
        Answer: = d
                  ^
        """,
      ])
  }
}
