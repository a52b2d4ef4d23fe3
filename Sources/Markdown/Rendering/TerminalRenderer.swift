/// Lays Markdown out for a terminal of some width.
package struct TerminalRenderer: Sendable {
  package var width: Int
  /// Whether styles will be shown. Without them emphasis, code and the like keep a mark in the text itself.
  package var color: Bool

  package init(width: Int, color: Bool = true) {
    self.width = width
    self.color = color
  }

  package func lines(of document: Document) -> [StyledLine] { lines(of: Array(document.blocks)) }

  package func lines(of node: Node) -> [StyledLine] { lines(of: [node]) }

  package func lines(of nodes: [Node]) -> [StyledLine] { nodes.map { StyledLine($0.plainText) } }

  package func lines(ofMarkdown text: String) -> [StyledLine] { lines(of: Document(text)) }

  /// A short text on one line, whatever its length; blocks and line breaks in it become spaces.
  package func inline(_ text: String) -> StyledLine { StyledLine(Document(text).root.plainText) }
}
