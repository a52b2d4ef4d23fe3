/// GFM tables, recognised in cmark's paragraphs.
extension DocumentBuilder {
  /// Once so many cells of a table were missing, rows stay as short as they are written: a wide header above many
  /// short rows would make a small text a very large tree (cmark-gfm stops at the same number).
  private static let maximumMissing = 1 << 19

  mutating func addTable(_ table: TableLayout, in leaf: borrowing LeafText, from first: Int) {
    if table.header.lowerBound > first { addParagraphAbove(first..<table.header.lowerBound, in: leaf) }
    let start = leaf.offset(table.header.lowerBound)
    _ = openNode(.table, start, start)
    addRow(table.header, table.alignments, isHeader: true, fills: true, in: leaf)
    var missing = 0
    for row in table.rows {
      missing += addRow(
        row, table.alignments, isHeader: false, fills: missing < Self.maximumMissing, in: leaf)
    }
    closeNode()
  }

  /// The lines above a table's header stay a paragraph, whose inlines cmark has to parse without the table.
  private mutating func addParagraphAbove(_ positions: Range<Int>, in leaf: borrowing LeafText) {
    var lines: [UInt8] = []
    var isAtLineStart = false
    for byte in leaf.bytes[positions] {
      // Indented lines cannot begin another block.
      if isAtLineStart { lines.append(contentsOf: [0x20, 0x20, 0x20, 0x20]) }
      isAtLineStart = byte == UInt8(ascii: "\n")
      lines.append(byte)
    }
    lines.withUnsafeBufferPointer { lines in
      guard let tree = CmarkTree(parsing: lines), let paragraph = tree.root.firstChild else { return }
      addParagraph(below: paragraph, in: leaf, positions: positions)
    }
  }

  /// Returns how many cells it lacked.
  @discardableResult
  private mutating func addRow(
    _ row: Range<Int>, _ alignments: [Node.Alignment], isHeader: Bool, fills: Bool,
    in leaf: borrowing LeafText
  ) -> Int {
    var end = row.upperBound
    while end > row.lowerBound, leaf.bytes[end - 1].isWhitespace { end -= 1 }
    let index = openNode(.tableRow, leaf.offset(row.lowerBound), leaf.endOffset(end))
    storage[index].flags = isHeader ? Node.Storage.header : 0
    let cells = TableLayout.cells(leaf.bytes, row)
    let missing = max(0, alignments.count - cells.count)
    for (column, alignment) in alignments.prefix(fills ? .max : cells.count).enumerated() {
      // A row that is too short is filled up; what is too much in one that is too long is dropped.
      let cell = column < cells.count ? cells[column] : end..<end
      let index = openNode(.tableCell, leaf.endOffset(cell.lowerBound), leaf.endOffset(cell.upperBound))
      storage[index].detail = Int32(alignment.rawValue)
      if cell.isEmpty { closeNode() } else { addCell(cell, in: leaf) }
    }
    closeNode()
    return missing
  }

  private mutating func addCell(_ cell: Range<Int>, in leaf: borrowing LeafText) {
    storage[storage.count - 1].start = Int32(leaf.offset(cell.lowerBound))
    guard leaf.bytes[cell].contains(where: Self.mayBeMarkup) else {
      let start = leaf.offset(cell.lowerBound)
      let index = addLeaf(.text, start, start + cell.count)
      setLiteral(index, source: start..<start + cell.count)
      return closeNode()
    }
    // An escaped pipe is a pipe before anything else is parsed.
    var pieces: [Range<Int>] = []
    var start = cell.lowerBound
    for position in cell.dropFirst()
    where leaf.bytes[position] == UInt8(ascii: "|") && leaf.bytes[position - 1] == UInt8(ascii: "\\") {
      pieces.append(leaf.offset(start)..<leaf.offset(start) + position - 1 - start)
      start = position
    }
    pieces.append(leaf.offset(start)..<leaf.offset(start) + cell.upperBound - start)
    let content = LeafText(joining: pieces, of: text)
    // As a heading the text is parsed for inlines only, whatever it begins with.
    let line = Array("# ".utf8) + content.bytes + Array(" #\n".utf8)
    line.withUnsafeBufferPointer { line in
      guard let tree = CmarkTree(parsing: line), let heading = tree.root.firstChild else {
        return closeNode()
      }
      addInlines(below: heading, in: content)
    }
  }

  /// Most cells are plain text, which needs no parsing.
  private static func mayBeMarkup(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "["),
      UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "$"), UInt8(ascii: "="), PreparedText.damaged:
      true
    default: false
    }
  }
}
