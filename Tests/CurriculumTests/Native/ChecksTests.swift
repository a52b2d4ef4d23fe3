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
