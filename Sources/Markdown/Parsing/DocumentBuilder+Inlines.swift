/// Finding inlines in the source by reading it in step with cmark's tree: whatever cmark took for markup is
/// skipped, whatever it took for text has to be there, escapes and entities resolved.
extension DocumentBuilder {
  /// Where in a leaf we are.
  struct InlinePlace {
    var position: Int
    /// Text before this is left out (the marker of a task-list item).
    var firstShown: Int
    /// The deletion that is open, if any, and how many nodes were open around it.
    var deletion: Int?
    var deletionDepth = 0
    /// Whether a display formula has ended the paragraph; the break behind it opens the next.
    var isBehindMathBlock = false
  }

  /// Adds the inlines below one of cmark's blocks, whose text begins at a position of a leaf, and closes the block.
  mutating func addInlines(
    below root: CmarkNode, in leaf: borrowing LeafText, from position: Int = 0, skippingTo firstShown: Int = 0
  ) {
    var place = InlinePlace(position: position, firstShown: firstShown)
    var next = root.firstChild
    while var node = next {
      let kind = node.kind
      switch kind {
      case .emphasis, .strong, .link, .image:
        openInline(node, kind, in: leaf, &place)
        if let child = node.firstChild {
          next = child
          continue
        }
        closeInline(in: leaf, &place)
      case .text:
        addText(node, in: leaf, &place)
      case .code:
        addCode(in: leaf, &place)
      case .html:
        addHTML(node, in: leaf, &place)
      default:
        addBreak(kind, in: leaf, &place)
      }
      next = node.next
      while next == nil, let parent = node.parent, parent != root {
        closeInline(in: leaf, &place)
        node = parent
        next = node.next
      }
    }
    if !place.isBehindMathBlock { closeNode() }
  }

  private mutating func openInline(
    _ node: CmarkNode, _ kind: Node.Kind, in leaf: borrowing LeafText, _ place: inout InlinePlace
  ) {
    let position = min(place.position, max(leaf.count - 1, 0))
    let start = leaf.offset(position)
    let index = openNode(kind, start, start)
    switch kind {
    case .emphasis:
      place.position += 1
    case .strong, .image:
      place.position += 2
    default:
      if leaf.bytes[position] == UInt8(ascii: "<") { storage[index].flags = Node.Storage.autolink }
      place.position += 1
    }
    guard kind == .link || kind == .image else { return }
    node.withDestination { destination in
      let decodedStart = decoded.count
      appendDecoded(destination, from: start)
      setLiteral(index, decodedFrom: decodedStart)
    }
    node.withTitle { title in
      guard !title.isEmpty else { return }
      storage[index].secondStart = Int32(decoded.count)
      appendDecoded(title, from: start)
      storage[index].secondEnd = Int32(decoded.count)
    }
  }

  private mutating func closeInline(in leaf: borrowing LeafText, _ place: inout InlinePlace) {
    guard let index = open.last else { return }
    if place.deletionDepth == open.count { place.deletion = nil }
    let expected: UInt8?
    switch storage[index].kind {
    case .emphasis, .strong:
      expected = nil
      place.position += storage[index].kind == .strong ? 2 : 1
    default:
      let isAutolink = storage[index].flags & Node.Storage.autolink != 0
      expected = isAutolink ? UInt8(ascii: ">") : UInt8(ascii: "]")
      if place.position < leaf.count, leaf.bytes[place.position] != expected { unplacedInlines += 1 }
      place.position =
        isAutolink
        ? place.position + 1
        : LinkSyntax(bytes: leaf.bytes).endOfLink(closingBracket: place.position)
    }
    if place.position > leaf.count {
      unplacedInlines += 1
      place.position = leaf.count
    }
    closeNode(end: leaf.endOffset(place.position))
  }

  private mutating func addCode(in leaf: borrowing LeafText, _ place: inout InlinePlace) {
    let start = place.position
    var first = start
    while first < leaf.count, leaf.bytes[first] == UInt8(ascii: "`") { first += 1 }
    let length = first - start
    var end = first
    var run = 0
    scan: while length > 0 {
      guard let next = leaf.bytes.firstOffset(of: UInt8(ascii: "`"), from: end + run) else { break }
      end = next
      run = 1
      while end + run < leaf.count, leaf.bytes[end + run] == UInt8(ascii: "`") { run += 1 }
      if run == length { break scan }
    }
    guard length > 0, run == length else {
      unplacedInlines += 1
      return
    }
    place.position = end + length
    let index = addLeaf(.code, leaf.offset(start), leaf.endOffset(place.position))
    // One space is stripped from both ends unless there is nothing else.
    let content = leaf.bytes[first..<end]
    let isSpace: (UInt8?) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
    if isSpace(content.first), isSpace(content.last), content.contains(where: { !isSpace($0) }) {
      first += 1
      end -= 1
    }
    setCodeLiteral(index, in: leaf, first..<end)
  }

  /// Line endings in code are spaces; where there are none the literal stands in the source.
  private mutating func setCodeLiteral(_ index: Int, in leaf: borrowing LeafText, _ positions: Range<Int>) {
    guard !positions.isEmpty else { return }
    let start = leaf.offset(positions.lowerBound)
    let end = leaf.endOffset(positions.upperBound)
    if end - start == positions.count, !prepared.isDamaged,
      !leaf.bytes[positions].contains(where: \.isLineEnd)
    {
      return setLiteral(index, source: start..<end)
    }
    let decodedStart = decoded.count
    for position in positions {
      switch leaf.bytes[position] {
      case let byte where byte.isLineEnd:
        decoded.append(UInt8(ascii: " "))
      case PreparedText.damaged where prepared.isDamaged:
        decoded.append(contentsOf: [0xEF, 0xBF, 0xBD])
      default:
        decoded.append(source.bytes[leaf.offset(position)])
      }
    }
    setLiteral(index, decodedFrom: decodedStart)
  }

  private mutating func addHTML(_ node: CmarkNode, in leaf: borrowing LeafText, _ place: inout InlinePlace) {
    node.withLiteral { literal in
      guard leaf.bytes.contains(literal, at: place.position) else {
        unplacedInlines += 1
        return
      }
      let start = leaf.offset(place.position)
      place.position += literal.count
      let end = leaf.endOffset(place.position)
      let index = addLeaf(.html, start, end)
      if end - start == literal.count, !prepared.isDamaged, !prepared.hasCarriageReturns {
        setLiteral(index, source: start..<end)
      } else {
        let decodedStart = decoded.count
        appendDecoded(literal, from: start)
        setLiteral(index, decodedFrom: decodedStart)
      }
    }
  }

  private mutating func addBreak(_ kind: Node.Kind, in leaf: borrowing LeafText, _ place: inout InlinePlace) {
    let start = place.position
    var position = start
    if position < leaf.count, leaf.bytes[position] == UInt8(ascii: "\\") { position += 1 }
    while position < leaf.count, leaf.bytes[position].isWhitespace, !leaf.bytes[position].isLineEnd {
      position += 1
    }
    guard position < leaf.count, leaf.bytes[position].isLineEnd else {
      unplacedInlines += 1
      return
    }
    position += 1
    let end = position
    // Behind a backslash cmark keeps the indentation of a lazy line.
    if leaf.bytes[start] != UInt8(ascii: "\\") {
      while position < leaf.count, leaf.bytes[position].isSpaceOrTab { position += 1 }
    }
    place.position = position
    if place.isBehindMathBlock {
      _ = openNode(.paragraph, leaf.offset(position), leaf.offset(position))
      place.isBehindMathBlock = false
    } else {
      _ = addLeaf(kind, leaf.offset(start), leaf.endOffset(end))
    }
  }
}

extension Node.Storage {
  static let autolink: UInt8 = 1
}
