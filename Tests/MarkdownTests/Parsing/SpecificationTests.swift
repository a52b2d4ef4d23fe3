import Foundation
import Testing

@testable import Markdown

@Suite("Specifications") struct SpecificationTests {
  struct Example: Decodable {
    var example: Int
    var section: String
    var markdown: String
    var html: String
  }

  static func examples(_ name: String) throws -> [Example] {
    guard let file = SharedFiles.root?.appendingPathComponent("commonmark/\(name)") else { return [] }
    return try JSONDecoder().decode([Example].self, from: Data(contentsOf: file))
  }

  @Test(
    "CommonMark 0.30: every example renders as specified, from a tree with right places",
    .enabled(if: SharedFiles.exists("commonmark/commonmark-0.30.json")))
  func commonMark() throws {
    let examples = try Self.examples("commonmark-0.30.json")
    #expect(examples.count == 652)
    for example in examples {
      let source = Source(name: "example \(example.example)", text: example.markdown)
      let document = Document(parsing: source, extensions: [])
      #expect(document.html(HTMLOptions(allowsUnsafe: true)) == example.html, "\(source.name)")
      #expect(violations(of: document) == [])
      #expect(violations(of: Document(parsing: source)) == [])
    }
  }

  @Test(
    "GFM: tables and task lists render as specified",
    .enabled(if: SharedFiles.exists("commonmark/gfm-tables-tasklists.json")))
  func githubFlavored() throws {
    let examples = try Self.examples("gfm-tables-tasklists.json")
    #expect(examples.count == 22)
    for example in examples {
      let source = Source(name: "example \(example.example)", text: example.markdown)
      let document = Document(parsing: source, extensions: [.tables, .taskLists])
      let html = Self.withOneCheckbox(document.html(HTMLOptions(allowsUnsafe: true)))
      #expect(html == Self.withOneCheckbox(example.html), "\(source.name)")
      #expect(violations(of: document) == [])
    }
  }

  /// The examples come from two sources that write the checkbox's attributes in different order.
  private static func withOneCheckbox(_ html: String) -> String {
    html.replacingOccurrences(
      of: "<input type=\"checkbox\" checked=\"\" disabled=\"\" />",
      with: "<input checked=\"\" disabled=\"\" type=\"checkbox\">"
    )
    .replacingOccurrences(
      of: "<input type=\"checkbox\" disabled=\"\" />", with: "<input disabled=\"\" type=\"checkbox\">")
  }

  @Test("Without leave, raw HTML is shown as text and scripts are not linked to")
  func safety() {
    let text = """
      <script>alert(1)</script>

      a <b>c</b> [d](JavaScript:x) ![e](data:text/html,x) ![f](data:image/png;base64,x) <file:///etc/passwd>
      """
    #expect(
      Document(text).html() == """
        <pre>&lt;script&gt;alert(1)&lt;/script&gt;
        </pre>
        <p>a &lt;b&gt;c&lt;/b&gt; <a href="">d</a> <img src="" alt="e" /> <img src="data:image/png;base64,x" \
        alt="f" /> <a href="">file:///etc/passwd</a></p>

        """)
  }
}
