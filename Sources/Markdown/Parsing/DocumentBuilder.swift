/// Turns cmark's tree into ours, finding for every node the exact place in the source.
///
/// cmark says where blocks begin; where they end and where inlines stand is found by reading the source in step
/// with cmark's tree, since its own columns are wrong behind stripped prefixes and inside links and emphasis.
struct DocumentBuilder: ~Copyable {
  struct Tree {
    var storage: [Node.Storage]
    var decoded: [UInt8]
    var unplacedInlines: Int
  }

  /// The text cmark reads, front matter included.
  let text: UnsafeBufferPointer<UInt8>
  let prepared: PreparedText
  let source: Source
  let extensions: Document.Extensions
  /// Index of the line that cmark calls 1.
  let firstLine: Int

  var storage: [Node.Storage] = []
  var decoded: [UInt8] = []
  var unplacedInlines = 0
  /// Indices of the nodes whose children are being added.
  var open: [Int] = []
  var containers: ContainerStack
  /// The first mark that does not lie behind us.
  var nextMark = 0
  var entities = EntityTable()

  static func build(_ prepared: PreparedText, source: Source, extensions: Document.Extensions) -> Tree {
    prepared.bytes.withUnsafeBufferPointer { text in
      var builder = DocumentBuilder(text, prepared: prepared, source: source, extensions: extensions)
      builder.addDocument()
      return Tree(
        storage: builder.storage, decoded: builder.decoded, unplacedInlines: builder.unplacedInlines)
    }
  }

  private init(
    _ text: UnsafeBufferPointer<UInt8>, prepared: PreparedText, source: Source,
    extensions: Document.Extensions
  ) {
    self.text = text
    self.prepared = prepared
    self.source = source
    self.extensions = extensions
    firstLine = prepared.frontMatter.map { $0.nextLine - 1 } ?? 0
    containers = ContainerStack(text: text)
    storage.reserveCapacity(text.count / 24 + 16)
  }

  // MARK: Adding nodes

  mutating func append(_ kind: Node.Kind, _ start: Int, _ end: Int) -> Int {
    storage.append(Node.Storage(kind: kind, start: Int32(start), end: Int32(end)))
    storage[storage.count - 1].next = Int32(storage.count)
    return storage.count - 1
  }

  mutating func openNode(_ kind: Node.Kind, _ start: Int, _ end: Int) -> Int {
    let index = append(kind, start, end)
    open.append(index)
    return index
  }

  /// Ends the innermost open node, at the latest where its last child ends.
  mutating func closeNode(end: Int = 0) {
    let index = open.removeLast()
    storage[index].next = Int32(storage.count)
    storage[index].end = max(storage[index].end, Int32(end))
    if let parent = open.last { storage[parent].end = max(storage[parent].end, storage[index].end) }
  }

  /// Adds a childless node that the innermost open one holds.
  mutating func addLeaf(_ kind: Node.Kind, _ start: Int, _ end: Int) -> Int {
    let index = append(kind, start, end)
    if let parent = open.last { storage[parent].end = max(storage[parent].end, Int32(end)) }
    return index
  }

  mutating func setLiteral(_ index: Int, source range: Range<Int>) {
    storage[index].literalStart = Int32(range.lowerBound)
    storage[index].literalEnd = Int32(range.upperBound)
  }

  mutating func setLiteral(_ index: Int, decodedFrom start: Int) {
    storage[index].literalStart = Int32(start)
    storage[index].literalEnd = Int32(decoded.count)
    storage[index].literalIsDecoded = true
  }

  // MARK: Blocks

  private mutating func addDocument() {
    _ = openNode(.document, 0, text.count)
    if let frontMatter = prepared.frontMatter {
      let index = addLeaf(.frontMatter, frontMatter.start, frontMatter.end)
      setLiteral(index, lines: frontMatter.content, quotes: 0)
    }
    let start = firstLine < prepared.lineStarts.count ? prepared.lineStarts[firstLine] : text.count
    if let tree = CmarkTree(parsing: text.slice(start..<text.count)) { addBlocks(below: tree.root) }
    closeNode()
  }

  private mutating func addBlocks(below root: CmarkNode) {
    var next = root.firstChild
    while var node = next {
      let kind = node.kind
      if kind == .quote || kind == .list || kind == .item {
        openContainer(node, kind)
        if let child = node.firstChild {
          next = child
          continue
        }
        closeContainer(kind)
      } else {
        addLeafBlock(node, kind)
      }
      next = node.next
      while next == nil, let parent = node.parent, parent != root {
        closeContainer(parent.kind)
        node = parent
        next = node.next
      }
    }
  }

  private mutating func openContainer(_ node: CmarkNode, _ kind: Node.Kind) {
    let line = node.startLine
    let lineStart = lineStart(line)
    let start = lineStart + node.startColumn - 1
    switch kind {
    case .quote:
      _ = openNode(kind, start, start + 1)
      containers.pushQuote(at: start, line: line, lineStart: lineStart)
    case .item:
      var end = start
      while end < text.count, text[end].isDigit { end += 1 }
      _ = openNode(kind, start, end + 1)
      containers.pushItem(at: start, line: line, lineStart: lineStart)
    default:
      let index = openNode(kind, start, start + 1)
      storage[index].detail = node.isOrdered ? Int32(truncatingIfNeeded: node.listStart) : -1
      storage[index].flags = node.isTight ? Node.Storage.tight : 0
    }
  }

  private mutating func closeContainer(_ kind: Node.Kind) {
    if kind != .list { containers.pop() }
    closeNode()
  }

  private mutating func addLeafBlock(_ node: CmarkNode, _ kind: Node.Kind) {
    let line = node.startLine
    let start = lineStart(line) + node.startColumn - 1
    switch kind {
    case .rule:
      _ = addLeaf(.rule, start, trimmedEnd(start, lineEnd(line)))
    case .heading:
      addHeading(node, start)
    case .codeBlock:
      addCodeBlock(node, start)
    case .htmlBlock:
      addHTMLBlock(node, start)
    default:
      addParagraph(node, start)
    }
  }

  private mutating func addHeading(_ node: CmarkNode, _ start: Int) {
    let level = node.headingLevel
    guard text[start] == UInt8(ascii: "#"), let content = contentOfATXHeading(start, node.startLine) else {
      return addSetextHeading(node, start)
    }
    let index = openNode(.heading, start, trimmedEnd(start, lineEnd(node.startLine)))
    storage[index].detail = Int32(level)
    addInlines(below: node, in: LeafText(text.slice(content), at: content.lowerBound))
  }

  /// Without the opening and closing sequences of `#`; nil where a paragraph's first line only begins with `#`.
  private func contentOfATXHeading(_ start: Int, _ line: Int) -> Range<Int>? {
    var first = start
    while first < text.count, text[first] == UInt8(ascii: "#") { first += 1 }
    var end = trimmedEnd(first, lineEnd(line))
    guard first - start <= 6, first >= end || text[first].isSpaceOrTab else { return nil }
    while first < end, text[first].isSpaceOrTab { first += 1 }
    var last = end
    while last > first, text[last - 1] == UInt8(ascii: "#") { last -= 1 }
    if last < end, last == first || text[last - 1].isSpaceOrTab { end = trimmedEnd(first, last) }
    return first..<max(first, end)
  }

  private mutating func addSetextHeading(_ node: CmarkNode, _ start: Int) {
    let underline = underline(of: node, start)
    let leaf = leafText(start, lines: node.startLine...underline - 1)
    let definitions = endOfDefinitions(leaf)
    let index = openNode(.heading, start, trimmedEnd(start, lineEnd(underline)))
    storage[index].detail = Int32(node.headingLevel)
    if definitions > 0 { storage[index].start = Int32(leaf.offset(definitions)) }
    addInlines(below: node, in: leaf, from: definitions)
  }

  /// cmark sometimes counts lines behind the underline in; and it takes none below definitions alone for one.
  private func underline(of node: CmarkNode, _ start: Int) -> Int {
    let last = max(node.startLine + 1, min(node.endLine, lineCount))
    for line in node.startLine + 1..<last where isSetextUnderline(line) {
      let leaf = leafText(start, lines: node.startLine...line - 1)
      if endOfDefinitions(leaf) < leaf.count { return line }
    }
    return last
  }

  private func isSetextUnderline(_ line: Int) -> Bool {
    var (place, isComplete) = containers.match(lineStart: lineStart(line))
    let column = place.column
    containers.skipWhitespace(&place)
    guard isComplete, place.column - column <= 3 else { return false }
    let end = trimmedEnd(place.offset, lineEnd(line))
    guard place.offset < end else { return false }
    let first = text[place.offset]
    guard first == UInt8(ascii: "=") || first == UInt8(ascii: "-") else { return false }
    return text[place.offset..<end].allSatisfy { $0 == first }
  }

  private mutating func addParagraph(_ node: CmarkNode, _ start: Int) {
    let lastLine = max(node.startLine, min(node.endLine, lineCount))
    let leaf = leafText(start, lines: node.startLine...lastLine)
    let first = endOfDefinitions(leaf)
    if extensions.contains(.tables), lastLine > node.startLine, let table = TableLayout(leaf, from: first) {
      return addTable(table, in: leaf, from: first)
    }
    addParagraph(below: node, in: leaf, positions: first..<leaf.count)
  }

  /// A paragraph that takes up a range of positions in its leaf.
  mutating func addParagraph(below node: CmarkNode, in leaf: borrowing LeafText, positions: Range<Int>) {
    var first = positions.lowerBound
    if extensions.contains(.taskLists) { first = consumeTaskMarker(in: leaf, at: first) }
    var end = positions.upperBound
    while end > first, leaf.bytes[end - 1].isWhitespace { end -= 1 }
    _ = openNode(.paragraph, leaf.offset(first), leaf.endOffset(end))
    addInlines(below: node, in: leaf, from: positions.lowerBound, skippingTo: first)
  }

  /// The reference definitions at a paragraph's start are not in cmark's tree any more.
  private func endOfDefinitions(_ leaf: borrowing LeafText) -> Int {
    leaf.bytes.first == UInt8(ascii: "[") ? LinkSyntax(bytes: leaf.bytes).endOfDefinitions() : 0
  }

  /// The position behind `[ ] ` at the start of an item's first paragraph; the item keeps what it says.
  private mutating func consumeTaskMarker(in leaf: borrowing LeafText, at position: Int) -> Int {
    guard position + 4 < leaf.count, leaf.bytes[position] == UInt8(ascii: "["),
      leaf.bytes[position + 2] == UInt8(ascii: "]"), leaf.bytes[position + 3].isSpaceOrTab,
      let item = open.last, storage[item].kind == .item, item == storage.count - 1
    else { return position }
    var end = position + 4
    while end < leaf.count, leaf.bytes[end].isSpaceOrTab { end += 1 }
    guard end < leaf.count, !leaf.bytes[end].isLineEnd else { return position }
    switch leaf.bytes[position + 1] {
    case UInt8(ascii: " "): storage[item].detail = Node.Storage.unticked
    case UInt8(ascii: "x"), UInt8(ascii: "X"): storage[item].detail = Node.Storage.ticked
    default: return position
    }
    return end
  }

  // MARK: Lines

  var lineCount: Int { prepared.lineStarts.count - firstLine }

  func lineStart(_ line: Int) -> Int {
    let index = firstLine + line - 1
    return index < prepared.lineStarts.count ? prepared.lineStarts[index] : text.count
  }

  /// The offset behind a line's last byte, without its ending.
  func lineEnd(_ line: Int) -> Int {
    let start = lineStart(line)
    var end = lineStart(line + 1)
    if end > start, text[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    if end > start, text[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return end
  }

  func trimmedEnd(_ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start, text[end - 1].isWhitespace { end -= 1 }
    return end
  }

  /// The lines of a paragraph or heading as cmark reads them.
  func leafText(_ start: Int, lines: ClosedRange<Int>) -> LeafText {
    let end = max(start, lineStart(lines.upperBound + 1))
    let isAsWritten =
      lines.count == 1
      || containers.isEmpty && !prepared.hasCarriageReturns
        && lines.dropFirst().allSatisfy { line in
          let start = lineStart(line)
          return start >= text.count || !text[start].isSpaceOrTab
        }
    if isAsWritten { return LeafText(text.slice(start..<end), at: start) }
    var pieces: [Range<Int>] = []
    for line in lines {
      var first = start
      if line > lines.lowerBound {
        var (place, isComplete) = containers.match(lineStart: lineStart(line))
        // A lazy line keeps its indentation, as in cmark: that shows in code spans and HTML.
        if isComplete { containers.skipWhitespace(&place) }
        first = place.offset
      }
      let end = lineStart(line + 1)
      let last = max(first, lineEnd(line))
      if text[last..<max(last, end)].count == 2 {
        // \r\n is \n to cmark.
        pieces.append(first..<last)
        pieces.append(end - 1..<end)
      } else {
        pieces.append(first..<max(first, end))
      }
    }
    return LeafText(joining: pieces, of: text)
  }
}
