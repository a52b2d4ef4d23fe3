/// Lays Markdown out for a terminal of some width.
package struct TerminalRenderer: Sendable {
  /// In columns. Made for 20 and more; narrower screens get the same text with less room for its shape.
  package var width: Int
  /// Whether styles will be shown. Without them emphasis, code and the like keep a mark in the text itself.
  package var color: Bool

  package init(width: Int, color: Bool = true) {
    self.width = max(4, width)
    self.color = color
  }

  package func lines(of document: Document) -> [StyledLine] { lines(of: document.blocks) }

  package func lines(of node: Node) -> [StyledLine] { lines(of: CollectionOfOne(node)) }

  package func lines(of nodes: some Sequence<Node>) -> [StyledLine] {
    var layout = BlockLayout(width: width, color: color)
    layout.add(nodes)
    return layout.lines
  }

  package func lines(ofMarkdown text: String) -> [StyledLine] { lines(of: Document(text)) }

  /// A short text on one line, whatever its length: what stands in its blocks, one after the other.
  package func inline(_ text: String) -> StyledLine {
    inline(Document(text).root)
  }

  package func inline(_ node: Node) -> StyledLine {
    var text = InlineText(color: color)
    text.add(node, onOneLine: true)
    var line = StyledLine()
    for case .text(let part) in text.finish() {
      if !line.isEmpty, !part.isEmpty { line.append(" ") }
      line.append(part)
    }
    return line
  }
}
