/// Blocks whose lines are kept as they are: code and HTML.
extension DocumentBuilder {
  mutating func addCodeBlock(_ node: CmarkNode, _ start: Int) {
    let line = node.startLine
    let first = text[start]
    let mayBeFenced = first == UInt8(ascii: "`") || first == UInt8(ascii: "~")
    let isFenced =
      mayBeFenced
      && (node.withFenceInfo { !$0.isEmpty }
        || !node.withLiteral { hasPrefix($0, start, lineStart(line + 1)) })
    let lines = node.withLiteral(Self.countLines)
    guard isFenced else {
      let lastLine = line + max(lines, 1) - 1
      let index = addLeaf(.codeBlock, start, max(start, lineEnd(lastLine)))
      storage[index].flags = Node.Storage.closed
      setLines(index, node, from: start)
      return
    }
    let closing = line + 1 + lines
    let isClosed = closing <= lineCount && isClosingFence(line: closing, of: start)
    let lastLine = isClosed ? closing : line + lines
    let index = addLeaf(.codeBlock, start, max(start, trimmedEnd(start, lineEnd(lastLine))))
    storage[index].flags = Node.Storage.fenced | (isClosed ? Node.Storage.closed : 0)
    setLines(index, node, from: lineStart(line + 1))
    node.withFenceInfo { info in
      guard !info.isEmpty else { return }
      storage[index].secondStart = Int32(decoded.count)
      appendDecoded(info, from: start)
      storage[index].secondEnd = Int32(decoded.count)
    }
  }

  mutating func addHTMLBlock(_ node: CmarkNode, _ start: Int) {
    // The indentation of its first line is part of an HTML block.
    let lineStart = lineStart(node.startLine)
    var first = start
    while first > lineStart, text[first - 1] == UInt8(ascii: " "), start - first < 3,
      node.withLiteral({ text.contains($0, at: first - 1) || $0.first == UInt8(ascii: " ") })
    {
      first -= 1
    }
    let lines = node.withLiteral(Self.countLines)
    let lastLine = node.startLine + max(lines, 1) - 1
    let index = addLeaf(.htmlBlock, first, max(first, trimmedEnd(first, lineEnd(lastLine))))
    setLines(index, node, from: first)
  }

  /// Takes a block's literal from the source where it stands there in one piece, else from cmark.
  private mutating func setLines(_ index: Int, _ node: CmarkNode, from start: Int) {
    node.withLiteral { literal in
      // cmark ends a text's last line even where the text does not.
      let isUnended = literal.last == UInt8(ascii: "\n") && start + literal.count == text.count + 1
      let written = isUnended ? literal.slice(0..<literal.count - 1) : literal
      if text.contains(written, at: start), isSound(written) {
        setLiteral(index, source: start..<start + written.count)
      } else {
        let decodedStart = decoded.count
        appendDecoded(literal, from: start)
        setLiteral(index, decodedFrom: decodedStart)
      }
    }
  }

  /// Whether bytes from cmark mean the same as those in their place in the source.
  private func isSound(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if prepared.isDamaged, bytes.firstOffset(of: PreparedText.damaged, from: 0) != nil { return false }
    return !prepared.hasCarriageReturns || bytes.firstOffset(of: UInt8(ascii: "\n"), from: 0) == nil
  }

  /// Appends text that cmark took from somewhere behind an offset: with the formulas that were hidden from it, and
  /// U+FFFD in the place of damaged bytes.
  mutating func appendDecoded(_ bytes: UnsafeBufferPointer<UInt8>, from offset: Int) {
    let hasFormula = !prepared.marks.isEmpty && bytes.firstOffset(of: Mark.filler, from: 0) != nil
    guard prepared.isDamaged || hasFormula else {
      return decoded.append(contentsOf: bytes)
    }
    var mark = nextMark
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "$"), hasFormula, position < bytes.count, bytes[position] == Mark.filler {
        var end = position
        while end < bytes.count, bytes[end] == Mark.filler { end += 1 }
        let length = end + 1 - (position - 1)
        while mark < prepared.marks.count,
          Int(prepared.marks[mark].start) < offset || prepared.marks[mark].range.count != length
        {
          mark += 1
        }
        guard mark < prepared.marks.count else { continue }
        decoded.append(contentsOf: source.bytes[prepared.marks[mark].range])
        mark += 1
        position = end + 1
      } else if byte == PreparedText.damaged, prepared.isDamaged {
        decoded.append(contentsOf: [0xEF, 0xBF, 0xBD])
      } else {
        decoded.append(byte)
      }
    }
  }

  private static func countLines(_ literal: UnsafeBufferPointer<UInt8>) -> Int {
    var lines = 0
    var offset = 0
    while let newline = literal.firstOffset(of: UInt8(ascii: "\n"), from: offset) {
      lines += 1
      offset = newline + 1
    }
    return offset < literal.count ? lines + 1 : lines
  }

  private func hasPrefix(_ literal: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    end - start <= literal.count && literal.contains(text.slice(start..<end), at: 0)
  }

  private func isClosingFence(line: Int, of opening: Int) -> Bool {
    var (place, isComplete) = containers.match(lineStart: lineStart(line))
    guard isComplete else { return false }
    let column = place.column
    containers.skipWhitespace(&place)
    guard place.column - column <= 3 else { return false }
    let end = trimmedEnd(place.offset, lineEnd(line))
    return end - place.offset >= fenceLength(opening)
      && text[place.offset..<max(place.offset, end)].allSatisfy { $0 == text[opening] }
  }

  private func fenceLength(_ opening: Int) -> Int {
    var end = opening
    while end < text.count, text[end] == text[opening] { end += 1 }
    return end - opening
  }
}
