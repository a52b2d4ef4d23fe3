import Testing

@testable import Markdown

struct DisplayWidthTests {
  @Test(
    "text takes the columns a terminal gives it",
    arguments: [
      ("hidden state", 12), ("", 0), ("é", 1), ("e\u{301}", 1), ("隠れ状態", 8), ("한국어", 6),
      ("ᄒ\u{1161}\u{11AB}", 2),
      ("ｆｕｌｌ", 8), ("½°±×", 4), ("α → β", 5), ("Wₕₕᵀ", 4), ("h\u{303}ₜ", 2), ("👍", 2), ("👍🏽", 2), ("🇩🇪", 2),
      ("👩‍💻", 2), ("👨‍👩‍👧‍👦", 2), ("❤", 1), ("❤\u{FE0F}", 2), ("1\u{FE0F}\u{20E3}", 2), ("☑☐✓", 3), ("⌛", 2),
      ("क्षि", 2), ("ไทย", 3), ("עִבְרִית", 5), ("│─╭", 3), ("\u{1B}[0m", 3), ("a\u{200B}b", 2), ("𝔼[𝑥]", 4),
      ("𠀀", 2),
    ])
  func widths(text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
  }
}
