import Testing

@testable import Markdown

@Suite("Hostile texts") struct HostileTextTests {
  static let texts: [(String, String)] = [
    ("brackets", String(repeating: "[", count: 100_000)),
    ("closed brackets", String(repeating: "[", count: 50_000) + String(repeating: "]", count: 50_000)),
    ("link openers", String(repeating: "[a](", count: 30_000)),
    ("images", String(repeating: "![", count: 20_000) + "a" + String(repeating: "](b)", count: 20_000)),
    ("quotes", String(repeating: ">", count: 100_000) + " a"),
    ("lazy quotes", String(repeating: "> ", count: 20_000) + "a\n" + String(repeating: "b\n", count: 20_000)),
    ("stars", String(repeating: "*a ", count: 50_000)),
    (
      "nested emphasis", String(repeating: "*a _b ", count: 20_000) + String(repeating: "_ c*", count: 20_000)
    ),
    ("parentheses", "[a](" + String(repeating: "(", count: 100_000)),
    ("backticks", (1...400).map { String(repeating: "`", count: $0) + "a" }.joined()),
    ("single backticks", "``" + String(repeating: "` a ``` ", count: 20_000)),
    ("nested lists", String(repeating: "- ", count: 20_000) + "a"),
    ("dollars", String(repeating: "$", count: 100_000)),
    ("dollars and letters", String(repeating: "$a ", count: 50_000)),
    ("display openers", String(repeating: "$$\nx\n\n", count: 30_000)),
    ("unclosed display lines", String(repeating: "$$a\n$ b\n", count: 20_000)),
    ("TeX openers", String(repeating: "\\( ", count: 30_000) + String(repeating: "\\[ ", count: 30_000)),
    ("deletions", String(repeating: "==a ", count: 50_000)),
    ("deletions within each other", String(repeating: "==a $b$ ", count: 20_000) + "c=="),
    ("pipes", String(repeating: "|", count: 100_000)),
    (
      "table of many columns",
      String(repeating: "|a", count: 20_000) + "\n" + String(repeating: "|-", count: 20_000)
    ),
    ("table rows", "a|b\n-|-\n" + String(repeating: "|\n", count: 30_000)),
    ("delimiter rows", String(repeating: "-|-|-\n", count: 30_000)),
    ("definitions", String(repeating: "[a]: b\n", count: 30_000) + "[a]"),
    ("entities", String(repeating: "&#x41;&bogus;", count: 20_000)),
    ("tags", String(repeating: "$a <b ", count: 30_000)),
    ("fences in lists", String(repeating: "- ```\n", count: 20_000)),
    ("one long line", String(repeating: "word $x$ ", count: 20_000)),
  ]

  @Test("Each is parsed in about linear time, without a deep stack", arguments: texts)
  func linearTime(name: String, text: String) {
    let clock = ContinuousClock()
    var document: Document?
    let elapsed = clock.measure { document = Document(text) }
    #expect(document?.unplacedInlines == 0)
    #expect(elapsed < .seconds(3), "\(name) took \(elapsed)")
    #expect(
      document?.root.plainText.isEmpty == false || text.allSatisfy { "|-\n`".contains($0) }
        || name == "fences in lists")
    _ = document?.html()
  }
}
