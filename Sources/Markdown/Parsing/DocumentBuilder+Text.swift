/// Text: found in the source byte by byte, cut where math and deletions stand in it.
extension DocumentBuilder {
  mutating func addText(_ node: CmarkNode, in leaf: borrowing LeafText, _ place: inout InlinePlace) {
    node.withLiteral { literal in
      guard !literal.isEmpty else { return }
      if !addVerbatim(literal, in: leaf, &place) { addDecoded(literal, in: leaf, &place) }
    }
  }

  /// The frequent case: the text stands in the source as it is, and nothing in it is ours.
  private mutating func addVerbatim(
    _ literal: UnsafeBufferPointer<UInt8>, in leaf: borrowing LeafText, _ place: inout InlinePlace
  ) -> Bool {
    let position = place.position
    let end = position + literal.count
    guard position >= place.firstShown,
      leaf.isContiguous || leaf.offset(end - 1) == leaf.offset(position) + literal.count - 1,
      leaf.bytes.contains(literal, at: position),
      literal.firstOffset(of: UInt8(ascii: "\\"), from: 0) == nil,
      literal.firstOffset(of: UInt8(ascii: "&"), from: 0) == nil
    else { return false }
    if prepared.isDamaged, literal.firstOffset(of: PreparedText.damaged, from: 0) != nil { return false }
    let start = leaf.offset(position)
    if let mark = mark(from: start), Int(mark.start) < start + literal.count { return false }
    let index = addLeaf(.text, start, start + literal.count)
    setLiteral(index, source: start..<start + literal.count)
    place.position = end
    return true
  }

  /// The first mark that does not end before an offset.
  private mutating func mark(from offset: Int) -> Mark? {
    while nextMark < prepared.marks.count, Int(prepared.marks[nextMark].start) < offset { nextMark += 1 }
    return nextMark < prepared.marks.count ? prepared.marks[nextMark] : nil
  }

  private mutating func addDecoded(
    _ literal: UnsafeBufferPointer<UInt8>, in leaf: borrowing LeafText, _ place: inout InlinePlace
  ) {
    let isAutolink = open.last.map {
      storage[$0].kind == .link && storage[$0].flags & Node.Storage.autolink != 0
    }
    let bytes = leaf.bytes
    var position = place.position
    var index = 0
    var run = TextRun(position: position, decodedStart: decoded.count)
    while index < literal.count {
      guard position < bytes.count else {
        unplacedInlines += 1
        decoded.append(contentsOf: literal[index...])
        run.isVerbatim = false
        break
      }
      if nextMark < prepared.marks.count {
        let offset = leaf.offset(position)
        if let mark = mark(from: offset), Int(mark.start) == offset {
          let length = Int(mark.end - mark.start)
          if index + length <= literal.count, position + length <= bytes.count {
            flush(run, to: position, in: leaf, place)
            add(mark, in: leaf, &place)
            position += length
            index += length
            run = TextRun(position: position, decodedStart: decoded.count)
            continue
          }
        }
      }
      let byte = bytes[position]
      if byte == UInt8(ascii: "\\"), isAutolink != true, position + 1 < bytes.count,
        bytes[position + 1].isPunctuation
      {
        run.isVerbatim = false
        decoded.append(bytes[position + 1])
        position += 2
        index += 1
      } else if byte == UInt8(ascii: "&"),
        let entity = entities.entity(in: bytes, at: position, decodedTo: literal[index])
      {
        run.isVerbatim = false
        decoded.append(contentsOf: entity.characters)
        position += entity.length
        index += entity.characters.count
      } else if byte == literal[index] {
        if byte == PreparedText.damaged, prepared.isDamaged {
          run.isVerbatim = false
          decoded.append(contentsOf: [0xEF, 0xBF, 0xBD])
        } else {
          decoded.append(byte)
        }
        position += 1
        index += 1
      } else if byte == UInt8(ascii: "\t"), literal[index] == UInt8(ascii: " ") {
        // Of a tab that a container consumes in part, cmark leaves spaces.
        run.isVerbatim = false
        position += 1
        while index < literal.count, literal[index] == UInt8(ascii: " ") {
          decoded.append(UInt8(ascii: " "))
          index += 1
        }
      } else {
        unplacedInlines += 1
        decoded.append(contentsOf: literal[index...])
        run.isVerbatim = false
        break
      }
      if position == place.firstShown {
        decoded.removeLast(decoded.count - run.decodedStart)
        run = TextRun(position: position, decodedStart: decoded.count)
      }
    }
    flush(run, to: position, in: leaf, place)
    place.position = position
  }

  /// A piece of text on its way into the tree.
  private struct TextRun {
    var position: Int
    var decodedStart: Int
    var isVerbatim = true
  }

  private mutating func flush(
    _ run: TextRun, to position: Int, in leaf: borrowing LeafText, _ place: borrowing InlinePlace
  ) {
    guard position > run.position || decoded.count > run.decodedStart, position > place.firstShown else {
      return
    }
    let start = leaf.offset(run.position)
    let end = max(start, leaf.endOffset(position))
    let index = addLeaf(.text, start, end)
    if run.isVerbatim, end - start == decoded.count - run.decodedStart {
      decoded.removeLast(decoded.count - run.decodedStart)
      setLiteral(index, source: start..<end)
    } else {
      setLiteral(index, decodedFrom: run.decodedStart)
    }
  }

  private mutating func add(_ mark: Mark, in leaf: borrowing LeafText, _ place: inout InlinePlace) {
    let start = Int(mark.start)
    let end = Int(mark.end)
    switch mark.kind {
    case .inlineMath, .displayMath:
      addMath(mark, in: leaf, &place)
    case .deletionStart:
      // Text as long as no end comes on the same level.
      let index = addLeaf(.text, start, end)
      setLiteral(index, source: start..<end)
      place.deletion = index
      place.deletionDepth = open.count
    case .deletionEnd:
      guard let index = place.deletion, place.deletionDepth == open.count else {
        return setLiteral(addLeaf(.text, start, end), source: start..<end)
      }
      storage[index].kind = .deletion
      storage[index].end = Int32(end)
      storage[index].literalStart = 0
      storage[index].literalEnd = 0
      storage[index].next = Int32(storage.count)
      place.deletion = nil
    }
  }
}
