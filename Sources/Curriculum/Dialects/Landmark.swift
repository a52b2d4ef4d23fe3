import Markdown

/// A block at the top of a document, with the lines it takes: what a dialect looks at. Two kinds of blocks are
/// taken apart: a list whose items begin with headings (`1. ### What …?`), and raw HTML with several `<details>`.
struct Landmark {
  /// Not the node itself: landmarks are copied around a lot.
  let node: Node.ID
  let kind: Node.Kind
  /// 1 to 6 for a heading, else 0.
  let level: Int
  let lines: ClosedRange<Int>
  /// Bytes of its words: a heading without its marks, the whole of any other block.
  let words: Range<Int>
  var place = Place.top

  enum Place: Equatable {
    case top
    /// The heading that a list item begins with, and where the number of the item stands.
    case opensItem(number: Range<Int>)
    /// Further down in such an item.
    case insideItem
  }

  var isHeading: Bool { level > 0 }
}

extension Landmark {
  /// The blocks of a document in order.
  static func landmarks(of document: Document) -> [Landmark] {
    var builder = Builder(source: document.source)
    for node in document.blocks { builder.add(node) }
    return builder.landmarks
  }

  private struct Builder {
    let source: Source
    var landmarks: [Landmark] = []
    /// One cursor goes down the lines with the blocks, so that none of them costs a search for its line.
    private var line = 1

    init(source: Source) { self.source = source }

    mutating func add(_ node: Node) {
      switch node.kind {
      case .list where node.listStart != nil && beginsWithHeadings(node):
        for item in node.children { addBlocks(of: item) }
      case .htmlBlock: addParts(of: node)
      default: add(node, node.range, .top)
      }
    }

    private func beginsWithHeadings(_ list: Node) -> Bool {
      list.children.contains { item in item.children.first?.kind == .heading }
    }

    private mutating func addBlocks(of item: Node) {
      var place = Place.insideItem
      if let first = item.children.first, first.kind == .heading {
        let marker = source.bytes[item.range.lowerBound..<first.range.lowerBound]
        place = .opensItem(number: marker.trimmed.prefix(while: \.isDigit).indices)
      }
      for block in item.children {
        add(block, block.range, place)
        place = .insideItem
      }
    }

    /// A new part at each line that opens a `<details>`.
    private mutating func addParts(of html: Node) {
      var start = html.range.lowerBound
      var lineEnd = html.range.lowerBound
      let bytes = source.bytes
      while let newline = bytes[lineEnd..<html.range.upperBound].firstIndex(of: UInt8(ascii: "\n")) {
        lineEnd = newline + 1
        if bytes[lineEnd..<html.range.upperBound].starts(with: "<details") {
          add(html, start..<lineEnd, .top)
          start = lineEnd
        }
      }
      add(html, start..<html.range.upperBound, .top)
    }

    private mutating func add(_ node: Node, _ range: Range<Int>, _ place: Place) {
      var bytes = source.bytes[range]
      bytes.trimEnd(while: \.isWhitespace)
      guard !bytes.isEmpty else { return }
      let first = line(at: bytes.startIndex)
      landmarks.append(
        Landmark(
          node: node.id, kind: node.kind, level: node.level,
          lines: first...line(at: bytes.endIndex - 1),
          words: node.kind == .heading ? headingWords(bytes) : bytes.indices, place: place))
    }

    private mutating func line(at offset: Int) -> Int {
      while line < source.lineCount, source.lineStarts[line] <= offset { line += 1 }
      return line
    }

    private func headingWords(_ bytes: ArraySlice<UInt8>) -> Range<Int> {
      var words = bytes.trimmed
      if words.first == UInt8(ascii: "#") {
        words.trimStart { $0 == UInt8(ascii: "#") }
        var open = words
        open.trimEnd { $0 == UInt8(ascii: "#") }
        // A closing run of marks is set off by a space; `C#` is a word.
        if open.last?.isWhitespace ?? true { words = open }
      } else if let underline = words.lastIndex(of: UInt8(ascii: "\n")) {
        words = words[..<underline]
      }
      return words.trimmed.indices
    }
  }
}
