import Foundation
import Testing

@testable import Markdown

/// The shared documents, where they are at hand.
private let sharedDocuments: [URL] = {
  let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  let folder =
    ProcessInfo.processInfo.environment["UNROLL_MATERIAL"].map { URL(fileURLWithPath: $0) }
    ?? root.deletingLastPathComponent().appendingPathComponent("shared/material")
  let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
  return (files ?? []).filter { $0.pathExtension == "txt" }.sorted { $0.path < $1.path }
}()

struct RendererPropertyTests {
  /// A document of random blocks, nested at random.
  private func randomDocument(_ random: inout SplitMix, depth: Int = 0) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      text += block(&random, depth: depth) + "\n\n"
    }
    return text
  }

  private func block(_ random: inout SplitMix, depth: Int) -> String {
    let kinds = depth < 4 ? 10 : 7
    switch Int.random(in: 0..<kinds, using: &random) {
    case 0: return "# " + prose(&random)
    case 1: return "```swift\nlet x = \"\(prose(&random))\" // \(prose(&random))\n\tfunc f() {}\n```"
    case 2:
      let columns = Int.random(in: 1...9, using: &random)
      let row = { (random: inout SplitMix) in
        "|" + (0..<columns).map { _ in self.words(3, &random) }.joined(separator: "|") + "|"
      }
      let rule = "|" + String(repeating: "--:|", count: columns)
      return [row(&random), rule, row(&random), row(&random)].joined(separator: "\n")
    case 3:
      return
        "$$\n\\frac{\\partial L}{\\partial W} = \\sum_{t=1}^{T} \\delta_t h_{t-1}^T + \\text{\(words(4, &random))}\n$$"
    case 4: return "<div class=\"\(words(2, &random))\">\n\(words(3, &random))\n</div>"
    case 7: return indented(randomDocument(&random, depth: depth + 1), first: "- ", rest: "  ")
    case 8: return indented(randomDocument(&random, depth: depth + 1), first: "> ", rest: "> ")
    case 9: return indented(randomDocument(&random, depth: depth + 1), first: "999. ", rest: "     ")
    default: return prose(&random)
    }
  }

  private func indented(_ text: String, first: String, rest: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .map { ($0 == 0 ? first : rest) + $1 }.joined(separator: "\n")
  }

  private func prose(_ random: inout SplitMix) -> String {
    let spans = [
      "**%**", "*%*", "`%`", "[%](https://example.org/%)", "$x_{%}$", "%", "%", "==%==", "![%](a.png)",
    ]
    return (0..<Int.random(in: 1...6, using: &random))
      .map { _ in
        let span = spans.randomElement(using: &random) ?? "%"
        return span.replacingOccurrences(of: "%", with: words(4, &random))
      }
      .joined(separator: " ")
  }

  private func words(_ most: Int, _ random: inout SplitMix) -> String {
    let words = [
      "gate", "state", "a", "the", "backpropagation-through-time", "隠れ状態", "👩‍💻", "e\u{301}",
      "hidden_state_size",
      "https://example.org/a/b", "한국어", "W",
    ]
    return (0..<Int.random(in: 1...most, using: &random))
      .map { _ in words.randomElement(using: &random) ?? "a" }.joined(separator: " ")
  }

  @Test("no line is wider than the screen, from 10 columns up, with and without colour")
  func widths() {
    var random = SplitMix(state: 42)
    for width in 10...120 {
      for color in [true, false] {
        let markdown = randomDocument(&random)
        for line in TerminalRenderer(width: width, color: color).lines(ofMarkdown: markdown) {
          #expect(line.width <= width, "\(line.plain.debugDescription) at \(width) in:\n\(markdown)")
        }
      }
    }
  }

  @Test("colour changes nothing but the marks of emphasis and code")
  func colorAddsNothing() {
    let markdown =
      "# A\n\nText\n\n- x\n  1. y\n\n> z\n\n| a | b |\n|---|---|\n| c | d |\n\n```python\nx = 1\n```\n"
    let plain = TerminalRenderer(width: 40, color: false).lines(ofMarkdown: markdown).map(\.plain)
    let colored = TerminalRenderer(width: 40, color: true).lines(ofMarkdown: markdown)
    #expect(colored.map(\.plain) == plain)
    #expect(colored.contains { $0.ansi(.ansi) != $0.plain })
  }

  @Test(
    "nesting as deep as a text is long is laid out flat, and soon done",
    arguments: [
      String(repeating: "> ", count: 50_000) + "x", String(repeating: "- ", count: 50_000) + "x",
      String(repeating: "**a ", count: 20_000) + "x" + String(repeating: "**", count: 20_000),
      String(repeating: "[", count: 50_000) + "x" + String(repeating: "](y)", count: 50_000),
      (0..<300).map { String(repeating: "  ", count: $0) + "- x" }.joined(separator: "\n"),
    ])
  func deep(markdown: String) {
    let lines = TerminalRenderer(width: 40).lines(ofMarkdown: markdown)
    #expect(lines.contains { $0.plain.contains("x") })
    #expect(lines.allSatisfy { $0.width <= 40 })
  }

  @Test("one line of a megabyte wraps in linear time")
  func longLine() {
    let words = String(repeating: "word 状態 ", count: 120_000)
    let lines = TerminalRenderer(width: 80).lines(ofMarkdown: words)
    #expect(lines.count == 15_000)
    #expect(lines.allSatisfy { $0.width <= 80 })
  }

  @Test(
    "documents as people write them fit any screen, and every formula in them is readable",
    .enabled(if: !sharedDocuments.isEmpty, "the shared material is not here"))
  func material() throws {
    for file in sharedDocuments {
      let document = Document(try String(contentsOf: file, encoding: .utf8))
      for width in [20, 33, 80] {
        let lines = TerminalRenderer(width: width, color: false).lines(of: document)
        #expect(lines.allSatisfy { $0.width <= width })
        #expect(!lines.contains { $0.plain.contains("\\frac") || $0.plain.contains("\\partial") })
      }
      var formulas: [String] = []
      collectFormulas(document.root, &formulas)
      for tex in formulas { #expect(MathText.render(tex: tex) != nil, "\(tex) in \(file.lastPathComponent)") }
    }
  }

  private func collectFormulas(_ node: Node, _ formulas: inout [String]) {
    if node.kind == .math || node.kind == .mathBlock { formulas.append(node.literal) }
    for child in node.children { collectFormulas(child, &formulas) }
  }
}
