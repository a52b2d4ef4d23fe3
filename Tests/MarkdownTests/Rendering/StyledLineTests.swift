import Testing

@testable import Markdown

struct StyledLineTests {
  @Test("styles become escape sequences, each run closed, and nothing where there is no colour")
  func ansi() {
    var line = StyledLine("The ")
    line.append("forget gate", .bold)
    line.append(" is ")
    line.append("right", Style(.correct))
    line.append(".")
    #expect(line.ansi(.ansi) == "The \u{1B}[1mforget gate\u{1B}[0m is \u{1B}[32;1mright\u{1B}[0m.")
    #expect(line.ansi(.none) == "The forget gate is right.")
    #expect(line.plain == "The forget gate is right.")
  }

  @Test("a palette that suits light and dark backgrounds: no black, white or colour of our own")
  func palette() {
    for role in Style.Role.allCases {
      let codes = Theme.ansi.parameters(of: Style(role, [.bold, .italic, .dim, .underline])).split(
        separator: ";")
      #expect(
        codes.allSatisfy { ["1", "2", "3", "4", "31", "32", "33", "35", "36"].contains($0) }, "\(role)")
    }
  }

  @Test("runs of one style become one span")
  func merging() {
    var line: StyledLine = [Span("a", .bold), Span("", .dim), Span("b", .bold)]
    line.append("c")
    #expect(line.spans == [Span("ab", .bold), Span("c")])
  }

  @Test("lines are shortened and padded by the columns they take")
  func fitting() {
    let line = StyledLine("隠れ状態 state", .italic)
    #expect(line.truncated(to: 6).plain == "隠れ…")
    #expect(line.truncated(to: 14) == line)
    #expect(line.truncated(to: 0).plain == "")
    #expect(StyledLine("ab").padded(to: 5).plain == "ab   ")
    #expect(StyledLine("状").padded(to: 5, alignment: .right).plain == "   状")
    #expect(StyledLine("ab").padded(to: 5, alignment: .center).plain == " ab  ")
    #expect(StyledLine("a b   ").trimmingTrailingSpaces.plain == "a b")
    #expect(StyledLine("   ").trimmingTrailingSpaces.isEmpty)
  }
}
