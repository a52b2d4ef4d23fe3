extension DocumentBuilder {
  /// Adds the formula a mark stands for. Display math that has its lines to itself is a block: it ends the
  /// paragraph it stands in.
  mutating func addMath(_ mark: Mark, in leaf: borrowing LeafText, _ place: inout InlinePlace) {
    let range = mark.range
    guard mark.kind == .displayMath, isAlone(range), let paragraph = open.last,
      storage[paragraph].kind == .paragraph
    else {
      let index = addLeaf(.math, range.lowerBound, range.upperBound)
      storage[index].flags = mark.kind == .displayMath ? Node.Storage.display : 0
      return setTeX(index, mark)
    }
    if storage.count == paragraph + 1 {
      storage.removeLast()
      open.removeLast()
    } else {
      if let last = storage.last, last.kind == .softBreak || last.kind == .lineBreak { storage.removeLast() }
      storage[paragraph].end = storage[storage.count - 1].end
      closeNode()
    }
    setTeX(addLeaf(.mathBlock, range.lowerBound, range.upperBound), mark)
    place.deletion = nil
    place.isBehindMathBlock = true
  }

  /// Whether nothing but containers' markers stands around a range on its lines.
  private func isAlone(_ range: Range<Int>) -> Bool {
    var after = range.upperBound
    while after < text.count, text[after].isSpaceOrTab { after += 1 }
    guard after == text.count || text[after].isLineEnd else { return false }
    guard let paragraph = open.last, storage.count > paragraph + 1 else { return true }
    let last = storage[storage.count - 1].kind
    return last == .softBreak || last == .lineBreak
  }

  /// The TeX is what stands between the delimiters, without the space around it and the prefixes of quotes.
  private mutating func setTeX(_ index: Int, _ mark: Mark) {
    let delimiter =
      source.bytes[mark.range.lowerBound] == UInt8(ascii: "$") && mark.kind == .inlineMath ? 1 : 2
    let content = mark.range.lowerBound + delimiter..<mark.range.upperBound - delimiter
    setLiteral(index, lines: content, quotes: containers.quoteCount)
    let isDecoded = storage[index].literalIsDecoded
    func byte(_ offset: Int32) -> UInt8 { isDecoded ? decoded[Int(offset)] : source.bytes[Int(offset)] }
    while storage[index].literalStart < storage[index].literalEnd,
      byte(storage[index].literalStart).isWhitespace
    {
      storage[index].literalStart += 1
    }
    while storage[index].literalStart < storage[index].literalEnd,
      byte(storage[index].literalEnd - 1).isWhitespace
    {
      storage[index].literalEnd -= 1
    }
  }

  /// Takes lines from the source, without the prefixes of quotes and with \n as their only ending.
  mutating func setLiteral(_ index: Int, lines: Range<Int>, quotes: Int) {
    let hasPrefixes =
      (quotes > 0 || prepared.hasCarriageReturns) && source.bytes[lines].contains(where: \.isLineEnd)
    guard hasPrefixes || prepared.isDamaged else { return setLiteral(index, source: lines) }
    let start = decoded.count
    var offset = lines.lowerBound
    while offset < lines.upperBound {
      let byte = source.bytes[offset]
      offset += 1
      switch byte {
      case 0:
        decoded.append(contentsOf: [0xEF, 0xBF, 0xBD])
      case UInt8(ascii: "\r") where offset < lines.upperBound && source.bytes[offset] == UInt8(ascii: "\n"):
        break
      case let byte where byte.isLineEnd:
        decoded.append(UInt8(ascii: "\n"))
        offset = endOfPrefix(offset, quotes: quotes)
      default:
        decoded.append(byte)
      }
    }
    setLiteral(index, decodedFrom: start)
  }

  private func endOfPrefix(_ start: Int, quotes: Int) -> Int {
    var offset = start
    var rest = quotes
    while rest > 0 {
      while offset < source.bytes.count, source.bytes[offset].isSpaceOrTab { offset += 1 }
      guard offset < source.bytes.count, source.bytes[offset] == UInt8(ascii: ">") else { return offset }
      offset += 1
      rest -= 1
      if offset < source.bytes.count, source.bytes[offset] == UInt8(ascii: " ") { offset += 1 }
    }
    return offset
  }
}
