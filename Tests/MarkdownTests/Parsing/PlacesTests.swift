import Foundation
import Testing

@testable import Markdown

@Suite("Places in any text") struct PlacesTests {
  @Test(
    "Real documents: places nest, follow each other, and hold what the tree says",
    .enabled(if: SharedFiles.exists("material")), arguments: ["material", "dialects"])
  func realDocuments(folder: String) throws {
    let files = SharedFiles.files(below: folder)
    #expect(!files.isEmpty)
    for file in files {
      let source = Source(name: file.lastPathComponent, bytes: [UInt8](try Data(contentsOf: file)))
      #expect(violations(of: Document(parsing: source)).prefix(5) == [])
    }
  }

  /// Pieces that make much happen in little text.
  static let pieces = [
    "a", "b ", " ", "  ", "\n", "\n", "\n\n", "\t", "    ", "> ", ">", "- ", "* ", "1. ", "10) ", "# ", "## ",
    "#",
    "---\n", "===\n", "***", "*", "**", "_", "__", "`", "``", "```\n", "~~~", "<b>", "</b>", "<!-- ", " -->",
    "<",
    "<div>\n", "http://a.b", "<http://a.b>", "[", "]", "](", ")", "![", "[a]: /u \"t\"\n", "[a]", "[a][b]",
    "\\",
    "\\\n", "\\*", "&amp;", "&copy;", "&#65;", "&", "| a | b |\n", "|", "| - | :-: |\n", "-|-\n", "\\|",
    "[ ] ", "[x] ",
    "$", "$$", "$x$", "$$\n", "\\(", "\\)", "\\[", "\\]", "==", "== ", "é", "日本", "\u{301}", "\r\n", "\r",
    "\u{0}",
  ]

  @Test("Random texts of markup: places are right", arguments: 0..<8)
  func randomMarkup(seed: Int) {
    var generator = FixedGenerator(state: UInt64(seed))
    for round in 0..<250 {
      let count = Int.random(in: 1...40, using: &generator)
      let text = (0..<count).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined()
      let complaints = violations(of: Document(parsing: Source(name: "\(seed)/\(round)", text: text)))
      #expect(complaints == [], "\(text.debugDescription)")
    }
  }

  @Test("Random bytes: no crash, places nest", arguments: 0..<4)
  func randomBytes(seed: Int) {
    var generator = FixedGenerator(state: UInt64(1000 + seed))
    for round in 0..<250 {
      let count = Int.random(in: 0...120, using: &generator)
      let bytes = (0..<count).map { _ in
        Bool.random(using: &generator)
          ? UInt8.random(in: 0...255, using: &generator)
          : "\n> -*_`$|[]()#=\\<&\r\t".utf8.randomElement(using: &generator) ?? 0
      }
      let complaints = violations(of: Document(parsing: Source(name: "\(seed)/\(round)", bytes: bytes)))
      #expect(complaints == [], "\(bytes)")
    }
  }
}
