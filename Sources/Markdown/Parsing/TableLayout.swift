/// Where in a paragraph a GFM table stands: a delimiter row as wide as the line above it.
struct TableLayout {
  var alignments: [Node.Alignment]
  /// The positions of the header and of the lines below the delimiter row, line endings excluded.
  var header: Range<Int>
  var rows: [Range<Int>]

  init?(_ leaf: borrowing LeafText, from first: Int) {
    let bytes = leaf.bytes
    var header = Self.line(bytes, at: first)
    while header.next < bytes.count {
      let line = Self.line(bytes, at: header.next)
      if let alignments = Self.alignments(bytes, line.range),
        Self.cells(bytes, header.range).count == alignments.count
      {
        self.alignments = alignments
        self.header = header.range
        rows = []
        var next = line.next
        while next < bytes.count {
          let row = Self.line(bytes, at: next)
          rows.append(row.range)
          next = row.next
        }
        return
      }
      header = line
    }
    return nil
  }

  /// A row's cells without the space around them. A pipe behind a backslash does not separate.
  static func cells(_ bytes: UnsafeBufferPointer<UInt8>, _ row: Range<Int>) -> [Range<Int>] {
    var start = row.lowerBound
    var end = row.upperBound
    while start < end, bytes[start].isWhitespace { start += 1 }
    while end > start, bytes[end - 1].isWhitespace { end -= 1 }
    if start < end, bytes[start] == UInt8(ascii: "|") { start += 1 }
    var cells: [Range<Int>] = []
    while start < end {
      var pipe = start
      while pipe < end,
        bytes[pipe] != UInt8(ascii: "|") || pipe > start && bytes[pipe - 1] == UInt8(ascii: "\\")
      {
        pipe += 1
      }
      var first = start
      var last = pipe
      while first < last, bytes[first].isWhitespace { first += 1 }
      while last > first, bytes[last - 1].isWhitespace { last -= 1 }
      cells.append(first..<last)
      start = pipe + 1
    }
    return cells
  }

  /// The alignments a delimiter row sets; nil where a line is none.
  private static func alignments(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> [Node.Alignment]?
  {
    let isPossible = bytes[line].allSatisfy {
      $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: ":") || $0.isWhitespace
    }
    guard isPossible else { return nil }
    var alignments: [Node.Alignment] = []
    for cell in cells(bytes, line) {
      var dashes = cell
      let isLeft = bytes[dashes].first == UInt8(ascii: ":")
      if isLeft { dashes = dashes.dropFirst() }
      let isRight = bytes[dashes].last == UInt8(ascii: ":")
      if isRight { dashes = dashes.dropLast() }
      guard !dashes.isEmpty, bytes[dashes].allSatisfy({ $0 == UInt8(ascii: "-") }) else { return nil }
      alignments.append(isLeft ? (isRight ? .center : .left) : isRight ? .right : .none)
    }
    return alignments.isEmpty ? nil : alignments
  }

  private static func line(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> (
    range: Range<Int>, next: Int
  ) {
    let end = bytes.firstOffset(of: UInt8(ascii: "\n"), from: start) ?? bytes.count
    return (start..<end, min(end + 1, bytes.count))
  }
}
