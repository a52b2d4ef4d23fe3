import Testing

@testable import Markdown

struct SanitisingTests {
  @Test(
    "nothing that steers a terminal or hides text gets into a span",
    arguments: [
      ("plain text", "plain text"),
      ("\u{1B}[31mred\u{1B}]0;title\u{07}", "␛[31mred␛]0;title␇"),
      ("a\u{00}b\u{08}c\u{7F}", "a␀b␈c␡"),
      ("\u{9B}31m", "\u{FFFD}31m"),
      ("one\ttwo\nthree\r\nfour", "one    two three four"),
      ("abc\u{202E}fed\u{202C}", "abc\u{FFFD}fed\u{FFFD}"),
      ("\u{2066}x\u{2069}\u{200E}\u{200F}\u{61C}", "\u{FFFD}x\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
      ("tag\u{E0041}\u{E0042}", "tag\u{FFFD}\u{FFFD}"),
      ("zero\u{200B}width\u{2060}\u{FEFF}", "zerowidth"),
      ("soft\u{AD}hyphen", "soft-hyphen"),
      ("line\u{2028}separator", "line separator"),
      ("x\u{FE0F}\u{200D}y", "x\u{FFFD}\u{FFFD}y"),
      ("\u{115F}\u{3164}", "\u{FFFD}\u{FFFD}"),
      ("private \u{E000}", "private \u{FFFD}"),
      ("می\u{200C}خواهم 👩‍💻 ❤️‍🔥 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "می\u{200C}خواهم 👩‍💻 ❤️‍🔥 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿"),
      ("h̃ₜ 隠れ状態 ½", "h̃ₜ 隠れ状態 ½"),
    ])
  func standIns(text: String, safe: String) {
    #expect(Array(Span(text).text.unicodeScalars) == Array(safe.unicodeScalars))
  }

  @Test("no control or format character survives, whatever stands around it")
  func everyScalar() {
    for value in 0...UInt32(0x10FFFF) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: break
      case .format where !(0x600...0x8E2).contains(value) && value != 0x110BD && value != 0x110CD: break
      default: continue
      }
      let text = "a\(String(scalar))b".sanitisedForTerminal
      #expect(!text.unicodeScalars.contains(scalar), "U+\(String(value, radix: 16)) got through")
    }
  }

  @Test("every way to make a line goes through the same sieve")
  func everyWay() {
    let escape = "\u{1B}[2J"
    var line = StyledLine(escape)
    line.append(escape, .bold)
    line.append(Span(escape))
    line = line + StyledLine(stringLiteral: escape) + "in \(escape)"
    #expect(!line.plain.contains("\u{1B}"))
    let markdown =
      "# \(escape)\n\n`\(escape)` [\(escape)](https://x\(escape)) $\(escape)$\n\n```\(escape)\n\(escape)\n```\n"
    let screen = TerminalRenderer(width: 30).lines(ofMarkdown: markdown)
    #expect(!screen.contains { $0.plain.contains("\u{1B}") })
    #expect(screen.contains { $0.plain.contains("␛[2J") })
  }
}
