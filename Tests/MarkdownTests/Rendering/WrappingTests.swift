import Testing

@testable import Markdown

/// A small generator, so that failures can be repeated.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

struct WrappingTests {
  private func wrap(_ text: String, _ width: Int, first: StyledLine = [], rest: StyledLine? = nil) -> [String]
  {
    StyledLine(text).wrapped(to: width, first: first, rest: rest).map(\.plain)
  }

  @Test("words fill lines greedily, and later lines hang under the first")
  func greedy() {
    #expect(wrap("the forget gate scales the cell", 12) == ["the forget", "gate scales", "the cell"])
    #expect(
      wrap("the forget gate scales", 12, first: "• ") == ["• the forget", "  gate", "  scales"])
    #expect(
      wrap("one two", 6, first: "10. ", rest: []) == ["10. ", "one", "two"])
    #expect(wrap("", 12) == [""])
  }

  @Test("a word longer than a line is cut, after a sign where there is one")
  func longWords() {
    #expect(wrap("abcdefghij", 4) == ["abcd", "efgh", "ij"])
    #expect(wrap("see https://example.org/paper", 16) == ["see", "https://", "example.org/", "paper"])
  }

  @Test("wide characters break anywhere, but not before closing nor after opening punctuation")
  func wide() {
    #expect(wrap("隠れ状態は時刻で更新", 10) == ["隠れ状態は", "時刻で更新"])
    #expect(wrap("隠れ状態。時刻", 8) == ["隠れ状", "態。時刻"])
    #expect(wrap("状態（隠れ）", 8) == ["状態（隠", "れ）"])
    #expect(wrap("状態（隠れ）", 6) == ["状態", "（隠", "れ）"])
    #expect(wrap("RNNの状態", 6) == ["RNNの", "状態"])
    #expect(wrap("👩‍💻👩‍💻👩‍💻", 4) == ["👩‍💻👩‍💻", "👩‍💻"])
  }

  @Test("marks stay on the letter they belong to")
  func marks() {
    #expect(wrap("h\u{303}h\u{303}h\u{303}h\u{303}", 2) == ["h\u{303}h\u{303}", "h\u{303}h\u{303}"])
  }

  @Test("styles survive the breaks")
  func styles() {
    let line: StyledLine = [Span("plain "), Span("bold words here", .bold), Span(" end")]
    let wrapped = line.wrapped(to: 10)
    #expect(wrapped.map(\.plain) == ["plain bold", "words here", "end"])
    #expect(wrapped[0].spans == [Span("plain "), Span("bold", .bold)])
    #expect(wrapped[1].spans == [Span("words here", .bold)])
  }

  @Test("code is cut at its spaces, and goes on behind a mark")
  func code() {
    let line = StyledLine("    return np.tanh(x @ Wx + h @ Wh)")
    #expect(line.cut(to: 20, mark: "↪ ").map(\.plain) == ["    return np.tanh(x", "↪ @ Wx + h @ Wh)"])
    #expect(StyledLine("x = 1").cut(to: 20, mark: "↪ ").map(\.plain) == ["x = 1"])
  }

  @Test("no line is too wide and no text is lost, whatever the text and the width")
  func properties() {
    var random = SplitMix(state: 7)
    let alphabet = [
      "a", "b", "c", "-", "/", ".", ",", "(", ")", " ", " ", "隠", "れ", "。", "「", "」", "한", "e\u{301}", "ₜ",
      "👩‍💻", "🇩🇪",
      "1\u{FE0F}\u{20E3}", "क्षि", "→",
    ]
    for width in 4...120 {
      for _ in 0..<12 {
        var line = StyledLine()
        for _ in 0..<Int.random(in: 0...12, using: &random) {
          let length = Int.random(in: 1...30, using: &random)
          line.append(
            (0..<length).map { _ in alphabet.randomElement(using: &random) ?? "a" }.joined(),
            [.plain, .bold, Style(.math)].randomElement(using: &random) ?? .plain)
        }
        let first = StyledLine(["", "• ", "│ "].randomElement(using: &random) ?? "")
        let wrapped = line.wrapped(to: width, first: first)
        for part in wrapped { #expect(part.width <= width, "\(part.plain.debugDescription) at \(width)") }
        let back = wrapped.map { String($0.plain.dropFirst(first.plain.count)) }.joined()
        #expect(withoutSpaces(back) == withoutSpaces(line.plain))
      }
    }
  }

  private func withoutSpaces(_ text: String) -> String { text.filter { $0 != " " } }
}
