import Markdown
import Testing

@testable import Curriculum

@Suite struct DiagnosticTextTests {
  private func text(_ excerpt: String?, column: Int, message: String = "Wrong.") -> String {
    Diagnostic(
      path: "a.md", position: Position(line: 3, column: column), severity: .warning, code: "code",
      message: message,
      excerpt: excerpt
    ).text
  }

  @Test("a diagnostic is its place, its message, the line and a caret")
  func plain() {
    #expect(text("one two", column: 5) == "a.md:3:5: warning: Wrong. [code]\none two\n    ^")
    #expect(text(nil, column: 5) == "a.md:3:5: warning: Wrong. [code]")
    #expect(text("", column: 1) == "a.md:3:1: warning: Wrong. [code]\n\n^")
    #expect(text("ab", column: 9) == "a.md:3:9: warning: Wrong. [code]\nab\n  ^")
  }

  @Test("the caret stands below the column, whatever stands before it")
  func widths() {
    #expect(text("\ta\tb", column: 4).hasSuffix("\n\ta\tb\n\t \t^"))
    #expect(text("門を閉", column: 3).hasSuffix("\n門を閉\n    ^"))
    #expect(text("e\u{301}x", column: 3).hasSuffix("\ne\u{301}x\n ^"))
  }

  @Test("control characters are shown, not sent")
  func controls() {
    let shown = text("a\u{1B}[2Jb\u{7F}\u{9B}\u{202E}", column: 3, message: "It is `\u{1B}]0;x\u{7}`.")
    #expect(shown == "a.md:3:3: warning: It is `␛]0;x␇`. [code]\na␛[2Jb␡\u{FFFD}\u{FFFD}\n  ^")
  }

  @Test("of a long line only the neighbourhood is shown")
  func longLines() throws {
    let line = String(repeating: "a", count: 500) + "X" + String(repeating: "b", count: 500)
    let lines = text(line, column: 501).split(separator: "\n")
    #expect(lines[1].count < 160)
    let caret = try #require(lines[2].firstIndex(of: "^"))
    let offset = lines[2].distance(from: lines[2].startIndex, to: caret)
    #expect(Array(lines[1])[offset] == "X")
    #expect(lines[1].hasPrefix("…a") && lines[1].hasSuffix("b…"))
  }
}
