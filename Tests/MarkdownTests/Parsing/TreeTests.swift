import Testing

@testable import Markdown

@Suite("Trees") struct TreeTests {
  static let texts: [(String, String)] = [
    (
      "math in all notations",
      """
      Let $x_t$ and \\(y_t\\), not $5 and $6 nor \\$7 nor `$a$`.
      $$
      y
      =
      |x| * z_1 * z_2
      $$
      Then *so* $$a$$ it ends.

          $indented$

      ```
      $$ fenced $$
      ```
      <b title="$t$">

      \\[ E = mc^2 \\]
      """
    ),
    (
      "math in lists and quotes",
      """
      - gate:
        $$
        - f
        $$
      > the loss
      > $$
      > L = a
      > + b
      > $$
      1. $$\\alpha$$
      """
    ),
    (
      "tables",
      """
      Above
      | A *b* | `c\\|d` |
      |:--|--:|
      | $p|q$ | \\| and &amp; |
      | short
      """
    ),
    (
      "tasks, front matter and deletions",
      """
      ---
      title: RNN
      ---
      - [ ] open ==gate *f*== x==y and y==z
      - [x] `==` done==
      - [o] other

        [ ] second
      """
    ),
    (
      "containers and lazy lines",
      """
      > - a **b
      c** d
      >   [e
      >   f](<g h> 'i
      >   j') k\\* &copy;
      [ref]: /r
      text [ref] <!-- note
      ends -->  
      hard
      ===
      """
    ),
  ]

  static let dumps: [String: String] = [
    "math in all notations": #"""
    document 1:1-16:14
      paragraph 1:1-1:55
        text 1:1-1:4 "Let "
        math 1:5-1:9 "x_t"
        text 1:10-1:14 " and "
        math 1:15-1:21 "y_t"
        text 1:22-1:49 ", not $5 and $6 nor $7 nor "
        code 1:50-1:54 "$a$"
        text 1:55-1:55 "."
      mathBlock 2:1-6:2 "y\n=\n|x| * z_1 * z_2"
      paragraph 7:1-7:24
        text 7:1-7:5 "Then "
        emphasis 7:6-7:9
          text 7:7-7:8 "so"
        text 7:10-7:10 " "
        math 7:11-7:15 display "a"
        text 7:16-7:24 " it ends."
      codeBlock 9:5-9:14 indented "$indented$\n"
      codeBlock 11:1-13:3 fenced "$$ fenced $$\n"
      htmlBlock 14:1-14:15 "<b title=\"$t$\">\n"
      mathBlock 16:1-16:14 "E = mc^2"

    """#,
    "math in lists and quotes": #"""
    document 1:1-10:13
      list 1:1-4:4 bullets tight
        item 1:1-4:4
          paragraph 1:3-1:7
            text 1:3-1:7 "gate:"
          mathBlock 2:3-4:4 "- f"
      quote 5:1-9:4
        paragraph 5:3-5:10
          text 5:3-5:10 "the loss"
        mathBlock 6:3-9:4 "L = a\n+ b"
      list 10:1-10:13 from 1 tight
        item 10:1-10:13
          mathBlock 10:4-10:13 "\\alpha"

    """#,
    "tables": #"""
    document 1:1-5:7
      paragraph 1:1-1:5
        text 1:1-1:5 "Above"
      table 2:1-5:7
        tableRow 2:1-2:18 header
          tableCell 2:3-2:7 left
            text 2:3-2:4 "A "
            emphasis 2:5-2:7
              text 2:6-2:6 "b"
          tableCell 2:11-2:16 right
            code 2:11-2:16 "c|d"
        tableRow 4:1-4:24
          tableCell 4:3-4:7 left
            math 4:3-4:7 "p|q"
          tableCell 4:11-4:22 right
            text 4:12-4:22 "| and &"
        tableRow 5:1-5:7
          tableCell 5:3-5:7 left
            text 5:3-5:7 "short"
          tableCell 5:8 right

    """#,
    "tasks, front matter and deletions": #"""
    document 1:1-8:12
      frontMatter 1:1-3:3 "title: RNN\n"
      list 4:1-8:12 bullets loose
        item 4:1-4:37 [ ]
          paragraph 4:7-4:37
            text 4:7-4:11 "open "
            deletion 4:12-4:23
              text 4:14-4:18 "gate "
              emphasis 4:19-4:21
                text 4:20-4:20 "f"
            text 4:24-4:37 " x==y and y==z"
        item 5:1-5:17 [x]
          paragraph 5:7-5:17
            code 5:7-5:10 "=="
            text 5:11-5:17 " done=="
        item 6:1-8:12
          paragraph 6:3-6:11
            text 6:3-6:11 "[o] other"
          paragraph 8:3-8:12
            text 8:3-8:12 "[ ] second"

    """#,
    "containers and lazy lines": #"""
    document 1:1-10:3
      quote 1:1-10:3
        list 1:3-10:3 bullets tight
          item 1:3-10:3
            paragraph 1:5-10:3
              text 1:5-1:6 "a "
              strong 1:7-2:3
                text 1:9-1:9 "b"
                softBreak 1:10-1:10
                text 2:1-2:1 "c"
              text 2:4-2:5 " d"
              softBreak 2:6-2:6
              link 3:5-5:7 to "g h" info "i\nj"
                text 3:6-3:6 "e"
                softBreak 3:7-3:7
                text 4:5-4:5 "f"
              text 5:8-5:18 " k* ©"
              softBreak 5:19-5:19
              text 6:1-6:9 "[ref]: /r"
              softBreak 6:10-6:10
              text 7:1-7:11 "text [ref] "
              html 7:12-8:8 "<!-- note\nends -->"
              lineBreak 8:9-8:11
              text 9:1-9:4 "hard"
              softBreak 9:5-9:5
              text 10:1-10:3 "==="

    """#,
  ]

  @Test("Each text gives this tree", arguments: texts)
  func tree(name: String, text: String) {
    let dump = Document(text).root.dump
    #expect(dump == Self.dumps[name])
  }

  @Test("Line endings and damaged bytes change no place and no text")
  func damagedText() {
    let bytes: [UInt8] = Array("> a *b\r\n> c*\rd `e\r\n> f`\r\n\r\n```\r\ng\r\n".utf8) + [0xC3, 0x28, 0]
    #expect(
      Document(parsing: Source(name: "", bytes: bytes)).root.dump == #"""
        document 1:1-8:3
          quote 1:1-4:4
            paragraph 1:3-4:4
              text 1:3-1:4 "a "
              emphasis 1:5-2:4
                text 1:6-1:6 "b"
                softBreak 1:8-1:8
                text 2:3-2:3 "c"
              softBreak 2:5-2:5
              text 3:1-3:2 "d "
              code 3:3-4:4 "e f"
          codeBlock 6:1-8:3 fenced unclosed "g\n�(�\n"

        """#)
  }

  @Test("Plain text is what a reader would say aloud")
  func plainText() {
    let document = Document(
      "# A *b* `c`\n\ntext $x_1$  \nmore &amp; ![d](e)\n\n- f\n- g\n\n| h | i |\n|-|-|\n\n    j\n")
    #expect(document.root.plainText == "A b c\ntext x_1 more & d\nf\ng\nh\ni\nj\n")
  }

  @Test("Extensions that are not asked for leave the text alone")
  func withoutExtensions() {
    let text = "---\na: b\n---\n- [ ] $x$ ==y==\n\na|b\n-|-\n"
    let kinds = Set(Document(parsing: Source(text: text), extensions: []).storage.map(\.kind))
    #expect(kinds == [.document, .rule, .heading, .list, .item, .paragraph, .text, .softBreak])
  }
}
