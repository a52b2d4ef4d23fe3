import Markdown
import Testing

@testable import Curriculum

@Suite struct ChecksTests {
  private func findings(_ text: MarkedText) -> [String] {
    let files = CourseFiles(root: "/c", texts: ["content/u/lesson.md": text.text])
    return text.findings(Checks.run(on: Course(files: files), files: files))
  }

  @Test("right choices")
  func rightChoices() {
    let text = MarkedText(
      """
      ①## Q: None right?
      - [ ] one
      - [ ] two

      ②## Q: Both right?
      - [x] one
      - [x] two

      ## Q: Both declared right?
      Choose all:
      - [x] one
      - [x] two

      ③## Q: One option?
      - [x] one

      ④## Q: The same?
      - [x] one
      - [ ] one
      """)
    #expect(
      findings(text) == [
        "① error no-right-choice", "② error several-right-choices", "③ error few-options",
        "④ error option-twice",
      ])
  }

  @Test("answers that are empty or placeholders")
  func emptyAnswers() {
    let text = MarkedText(
      """
      ①## Q: Empty?

      ②## Q: Later?
      TODO

      ## Q: Typed?
      Answer: yes

      ## Q: Points only?

      ### Key points
      - one
      """)
    #expect(findings(text) == ["① error empty-answer", "② error placeholder-answer"])
  }

  @Test("numeric questions without a value for some draw, each reported once")
  func numericValues() {
    let text = MarkedText(
      """
      ## Q: {D}?
      Given: D in 0...300
      Answer: ①= 1 / (D - 137)

      ## Q: {D} and {H} and {K}?
      Given: D in 0...4, H in 1...400, K in {1, 2}
      Answer: ②= log((H - 137) ^ 2 + (D - 2) ^ 2) / K

      ## Q: {A} and {B}?
      Given: A in 1...100000, B in 1...100000
      Answer: ③= sqrt(A - B - 1)

      ## Q: {E}?
      Given: E in 1...300
      Answer: = 3 * E / 2 + E ^ 2
      """)
    #expect(
      findings(text) == ["① error numeric-answer", "② error numeric-answer", "③ error numeric-answer"])
    let files = CourseFiles(root: "/c", texts: ["content/x.md": text.text])
    #expect(
      Checks.run(on: Course(files: files), files: files).first?.message
        == "For D = 137 the answer has no value, because it divides by zero. Change the formula or what `Given:` allows."
    )
    #expect(Course(files: files).questions.map(\.form.name) == Array(repeating: "numeric", count: 4))
  }

  @Test("citations of sources that nobody declared")
  func citations() {
    let text = MarkedText(
      """
      ---
      sources: {doe2001: Doe}
      ---
      As [@doe2001] and [①@doe2002; @doe2001, p. 3; ②@roe] say, but not `[@code]` or

      ```
      [@code]
      ```
      [@open
      """)
    #expect(findings(text) == ["① error undeclared-source", "② error undeclared-source"])
  }

  @Test("headings that skip a level")
  func headingJumps() {
    let text = MarkedText("# One\n\n①### Three\n\n#### Four\n\n## Two\n\n②##### Five\n")
    #expect(findings(text) == ["① warning heading-jump", "② warning heading-jump"])
    #expect(findings(MarkedText("## Q: May begin at two?\nYes.\n")) == [])
  }

  @Test("fences that never close")
  func unclosedFences() {
    #expect(
      findings(MarkedText("# A\n\n```\nok\n```\n\n- ①```\n  in a list\n\n②~~~\n```\n")) == [
        "① error unclosed-fence", "② error unclosed-fence",
      ])
  }

  @Test("comments that never close")
  func unclosedComments() {
    #expect(
      findings(MarkedText("# A\n\n<!-- closed\n\nlater -->\n\nText.\n\n①<!-- open\n\n## Q: Lost?\nYes.\n"))
        == [
          "① error unclosed-comment"
        ])
  }

  @Test("a line that can't be read is reported alone, without what follows from it")
  func noCascades() {
    let text = MarkedText(
      """
      ## Q: {D}?
      Given: D① from 1...2
      Answer: = 2 * D

      ## Q: {E}?
      Given: E in 1...2
      Answer: = 2 +②

      ## Q: {F} and {G}?
      Given: F in 1...2, G in ③{}
      Answer: = F ④F
      """)
    #expect(
      findings(text) == ["① error given", "② error arithmetic", "③ error given", "④ error arithmetic"])
  }

  @Test("thousands of questions that share an id, and of citations of nothing, take no quadratic time")
  func hostileRepetition() {
    let questions = String(repeating: "## Q: Same?\nA.\n\n", count: 5_000)
    let files = CourseFiles(
      root: "/c",
      texts: [
        "content/a.md": questions, "content/b.md": String(repeating: "[@a] ", count: 100_000),
      ])
    let time = ContinuousClock().measure {
      let course = Course(files: files)
      #expect(course.questions.last?.id == "a/same-5000")
      #expect(Set(course.questions.map(\.id)).count == 5_000)
      let codes = Checks.run(on: course, files: files).map(\.code)
      #expect(codes.count { $0 == "duplicate-id" } == 4_999)
      #expect(codes.count { $0 == "undeclared-source" } == 1_000)
    }
    #expect(time < .seconds(20))
  }

  @Test("what nearly is a question or a part of one, and is only text")
  func nearMisses() {
    let text = MarkedText(
      """
      ①## Follow-up: Of what?

      ②##Q: A?

      ## q: A?

      ## Q : A?

      ## Questions and answers: some

      <!-- ③id: above -->
      ## Q: One?
      <!-- ④id one -->
      The ⑤==state is here, and x == y.

      ### Key point
      - one

      ⑥### Follow-up: C?

      ## Q: Two?
      ⑦Answers: x

      ⑧$$ never closed
      """)
    let found = findings(text)
    #expect(
      found == [
        "① error stray-part", "② warning near-heading", "5:1 warning near-heading",
        "7:1 warning near-heading",
        "③ warning near-comment", "④ warning near-comment", "⑤ warning unclosed-mark",
        "16:1 warning near-heading", "⑥ warning empty-follow-up", "⑦ warning near-directive",
        "⑧ warning unclosed-formula",
      ])
  }

  @Test("braces in a heading that `Given:` does not name")
  func unknownParameters() {
    let text = MarkedText("①## Q: {D}, {E} and $x_{t}$?\nGiven: D in 1...4\nAnswer: = D\n")
    #expect(findings(text) == ["① warning unknown-parameter"])
  }

  @Test("lessons that require themselves, directly or not")
  func circles() {
    func lesson(_ requires: String) -> String { "---\ntopics: [t]\nrequires: [\(requires)]\n---\nText.\n" }
    let files = CourseFiles(
      root: "/c",
      texts: [
        "content/a.md": lesson("b"), "content/b.md": lesson("c, e"), "content/c.md": lesson("a"),
        "content/d.md": lesson("d, a"), "content/e.md": lesson(""),
      ])
    let found = Checks.run(on: Course(files: files), files: files)
    #expect(
      found.map { "\($0.path):\($0.position) \($0.code) \($0.message.prefix(40))" } == [
        "content/c.md:3:1 circular-requires `a` requires `b` requires `c` requires `",
        "content/d.md:3:1 circular-requires `d` requires `d`: a lesson can't come be",
      ])
  }

  @Test("control characters")
  func controlCharacters() {
    #expect(
      findings(MarkedText("A ①\u{1B}[2J b ②\u{9B}x ③\u{202E}y ④\u{2066}z ⑤\u{7F} tab\tcrlf\r\né — “”\n")) == [
        "① warning control-character", "② warning control-character", "③ warning control-character",
        "④ warning control-character",
        "⑤ warning control-character",
      ])
  }

  @Test("ids that two things share, and names of nothing")
  func ids() {
    let files = CourseFiles(
      root: "/c",
      texts: [
        "content/a/01-one.md":
          "---\nrequires: [two, thre]\nexercises: step\n---\n## Q: Same?\nA.\n\n## Q: Same?\nB.\n",
        "content/a/02-two.md": "## Q: Other?\n<!-- id: one/same -->\nC.\n",
        "content/b/01-one.md": "## Q: Third?\nD.\n",
      ])
    let course = Course(files: files)
    #expect(course.questions.map(\.id) == ["one/same", "one/same-2", "one/same-3", "one/third"])
    #expect(
      Checks.run(on: course, files: files).map { "\($0.path):\($0.position) \($0.code)" } == [
        "content/a/01-one.md:2:17 unknown-lesson", "content/a/01-one.md:3:12 unknown-exercise",
        "content/a/01-one.md:8:1 duplicate-id",
        "content/a/02-two.md:1:1 duplicate-id", "content/b/01-one.md:1:1 duplicate-lesson",
      ])
    #expect(
      course.diagnostics.filter { $0.code.hasPrefix("duplicate") }.map(\.excerpt) == [
        "## Q: Same?", "## Q: Other?", "## Q: Third?",
      ])
  }

  @Test("other people's texts are held to less")
  func dialects() {
    let files = CourseFiles(
      root: "/c", texts: ["notes.md": "# One\n\n### Three\n\n[@nobody] \u{1B}\n\n```\n"])
    let codes = Checks.run(on: Course(files: files), files: files).map(\.code)
    #expect(codes.contains("control-character"))
    #expect(Set(codes).isDisjoint(with: ["heading-jump", "undeclared-source", "unclosed-fence"]))
  }
}
