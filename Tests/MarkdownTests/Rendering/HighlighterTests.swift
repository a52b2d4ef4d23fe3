import Testing

@testable import Markdown

struct HighlighterTests {
  /// The runs that have a style, as `role:text`.
  private func runs(_ code: String, _ language: String) -> [String] {
    Highlighter.lines(of: code, language: language).flatMap(\.spans).filter { $0.style.role != .plain }
      .map { "\($0.style.role):\($0.text)" }
  }

  @Test("Python: keywords, types, strings, comments, numbers, decorators")
  func python() {
    let code = """
      @torch.no_grad()
      class Cell(nn.Module):
          def step(self, x: int) -> None:  # one step
              return f"h={x + 1}!" if x != 1e-3 else r'raw\\d'
      """
    #expect(
      runs(code, "python") == [
        "keyword:@torch.no_grad", "keyword:class", "keyword:def", "keyword:self",
        "type:int", "keyword:None", "comment:# one step", "keyword:return", "string:f\"h=", "string:!\"",
        "keyword:if", "number:1e-3", "keyword:else", "string:r'raw\\d'",
      ])
  }

  @Test("Swift: nested comments, interpolation, attributes, members that are named like keywords")
  func swift() {
    let code = """
      @main struct App { /* a /* b */ c */
        let text = "h \\(x + 1) t", y = 0xFF_FF + 1...3
        #if DEBUG
        self.init.default(\"\"\"
          two "lines"
          \"\"\") // end
      }
      """
    #expect(
      runs(code, "Swift") == [
        "keyword:@main", "keyword:struct", "type:App", "comment:/* a /* b */ c */", "keyword:let",
        "string:\"h ",
        "string: t\"", "number:0xFF_FF", "number:1", "number:3", "keyword:#if", "keyword:self",
        "string:\"\"\"",
        "string:    two \"lines\"", "string:    \"\"\"", "comment:// end",
      ])
  }

  @Test("the text is never changed, even where quotes and comments never end")
  func textStays() {
    for language in ["python", "swift", "cobol", ""] {
      for code in [
        "\"open\nnext", "/* open\nmore", "'''\nx", "f\"{unclosed", "\\", "\"\\", "a\r\nb\rc", "隠れ = '状態'",
        "\n\nx\n\n",
      ] {
        let lines = Highlighter.lines(of: code, language: language).map(\.plain)
        var expected = code.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(
          String.init)
        if expected.last == "" { expected.removeLast() }
        #expect(lines == expected, "\(language) \(code.debugDescription)")
      }
    }
  }
}
