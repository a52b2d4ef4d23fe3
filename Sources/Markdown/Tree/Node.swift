extension Document {
  package subscript(id: Node.ID) -> Node { Node(document: self, index: id.index) }
}

/// A node of a document's tree: what it is, where it stands, what it holds.
package struct Node: Sendable {
  package let document: Document
  let index: Int

  package enum Kind: UInt8, Sendable {
    // Blocks
    case document, frontMatter, heading, paragraph, quote, list, item, codeBlock, htmlBlock, rule, mathBlock
    case table, tableRow, tableCell
    // Inlines
    case text, softBreak, lineBreak, code, html, emphasis, strong, link, image, math, deletion

    package var isInline: Bool { rawValue >= Kind.text.rawValue }
  }

  package enum Alignment: UInt8, Sendable { case none, left, center, right }

  /// What one node keeps. `detail` and `flags` mean what each kind's accessor says.
  struct Storage: Sendable {
    var kind: Kind
    var flags: UInt8 = 0
    var literalIsDecoded = false
    var detail: Int32 = 0
    /// UTF-8 offsets into the source.
    var start: Int32
    var end: Int32
    /// Index just past the last descendant: the next sibling, where there is one.
    var next: Int32 = 0
    /// The literal: a slice of the source (`literalIsDecoded` false) or of `decoded`.
    var literalStart: Int32 = 0
    var literalEnd: Int32 = 0
    /// A second string in `decoded`: a link's title, a fence's info string.
    var secondStart: Int32 = 0
    var secondEnd: Int32 = 0
  }

  /// A node's place in its document. Unlike the node it keeps nothing alive, which shows in tables of many.
  package struct ID: Sendable, Hashable { fileprivate let index: Int }

  package var id: ID { ID(index: index) }

  var storage: Storage { document.storage[index] }

  package var kind: Kind { storage.kind }
  /// UTF-8 offsets of the whole node in the original text.
  package var range: Range<Int> { Int(storage.start)..<Int(storage.end) }
  package var start: Position { document.source.position(at: range.lowerBound) }
  package var line: Int { document.source.line(at: range.lowerBound) }
  /// The line that holds the node's last byte.
  package var endLine: Int { document.source.line(at: max(range.lowerBound, range.upperBound - 1)) }
  /// The node as it is written in the original text.
  package var sourceText: String { document.source.text(range) }
  package var children: Children { Children(document: document, index: index + 1, end: Int(storage.next)) }

  /// The nodes directly below one, in order.
  package struct Children: Sequence, Sendable {
    let document: Document
    let index: Int
    let end: Int

    package var isEmpty: Bool { index == end }
    package var first: Node? { isEmpty ? nil : Node(document: document, index: index) }

    package func makeIterator() -> Iterator { Iterator(document: document, index: index, end: end) }

    package struct Iterator: IteratorProtocol {
      let document: Document
      var index: Int
      let end: Int

      package mutating func next() -> Node? {
        guard index < end else { return nil }
        defer { index = Int(document.storage[index].next) }
        return Node(document: document, index: index)
      }
    }
  }
}
