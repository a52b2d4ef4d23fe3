/// The scan within one block: math as pandoc has it, deletions, and what neither can stand in.
extension MarkScanner {
  /// Scans the region and returns where it stopped: its end, or behind it where display math goes on.
  mutating func scanInlines() -> Int {
    let end = region.upperBound
    var offset = region.lowerBound
    var deletion: Int?
    while offset < end {
      switch text[offset] {
      case UInt8(ascii: "`"):
        let length = lengthOfRun(offset, end)
        offset = code.end(ofSpanAt: offset, length: length, in: text, to: end) ?? offset + length
      case UInt8(ascii: "<"):
        offset = endOfTag(offset) ?? offset + 1
      case UInt8(ascii: "]") where offset + 1 < end && text[offset + 1] == UInt8(ascii: "("):
        offset = endOfDestination(offset + 2)
      case UInt8(ascii: "\\"):
        offset = endOfBackslashMath(offset) ?? min(offset + 2, end)
      case UInt8(ascii: "$") where extensions.contains(.math):
        offset = endOfDollarMath(offset)
      case UInt8(ascii: "=") where extensions.contains(.deletions):
        let length = lengthOfRun(offset, end)
        if length == 2 { addDelimiter(offset, &deletion) }
        offset += length
      default:
        offset += 1
      }
    }
    return offset
  }

  // MARK: Deletions

  /// `==` opens before and closes behind a word, not within one: `a==b` compares.
  private mutating func addDelimiter(_ offset: Int, _ opening: inout Int?) {
    let before = offset > region.lowerBound ? text[offset - 1] : UInt8(ascii: " ")
    let after = offset + 2 < region.upperBound ? text[offset + 2] : UInt8(ascii: " ")
    if let start = opening, !before.isWhitespace, !after.isWordByte {
      insertMark(Mark(.deletionStart, start..<start + 2))
      marks.append(Mark(.deletionEnd, offset..<offset + 2))
      opening = nil
    } else if !after.isWhitespace, !before.isWordByte {
      opening = offset
    }
  }

  /// Math may have been found since a deletion began.
  private mutating func insertMark(_ mark: Mark) {
    var index = marks.count
    while index > 0, marks[index - 1].start > mark.start { index -= 1 }
    marks.insert(mark, at: index)
  }

  // MARK: Math

  private mutating func endOfDollarMath(_ start: Int) -> Int {
    let end = region.upperBound
    switch lengthOfRun(start, end) {
    case 1: break
    case 2: return endOfDisplayMath(start, closing: UInt8(ascii: "$"), failed: \.dollars) ?? start + 2
    case let length: return start + length
    }
    guard start + 1 < end, !text[start + 1].isWhitespace else { return start + 1 }
    var offset = start + 1
    while offset < end {
      switch text[offset] {
      case UInt8(ascii: "\\"): offset += 2
      case UInt8(ascii: "`"): return start + 1
      case UInt8(ascii: "$"):
        // The next dollar sign has to be the closing one, else this one is money.
        let isFollowedByDigit = offset + 1 < text.count && text[offset + 1].isDigit
        guard !text[offset - 1].isWhitespace, !isFollowedByDigit else { return start + 1 }
        marks.append(Mark(.inlineMath, start..<offset + 1))
        return offset + 1
      default: offset += 1
      }
    }
    return start + 1
  }

  /// `\(…\)` within the block, `\[…\]` also over lines that look like other blocks.
  private mutating func endOfBackslashMath(_ start: Int) -> Int? {
    guard extensions.contains(.math), start + 1 < region.upperBound else { return nil }
    switch text[start + 1] {
    case UInt8(ascii: "["):
      return endOfDisplayMath(start, closing: UInt8(ascii: "]"), failed: \.brackets)
    case UInt8(ascii: "("):
      guard failed.parentheses < region.upperBound else { return nil }
      guard let end = endOfBackslashed(UInt8(ascii: ")"), from: start + 2, to: region.upperBound) else {
        failed.parentheses = region.upperBound
        return nil
      }
      guard !isBlank(start + 2..<end - 2) else { return nil }
      marks.append(Mark(.inlineMath, start..<end))
      return end
    default:
      return nil
    }
  }

  private mutating func endOfDisplayMath(
    _ start: Int, closing: UInt8, failed: WritableKeyPath<FailedSearches, Int>
  ) -> Int? {
    let isFirst = start == region.lowerBound || isFirstOnLine(start)
    let limit = isFirst ? limitOfDisplayMath(start) : region.upperBound
    guard self.failed[keyPath: failed] < limit else { return nil }
    let found =
      closing == UInt8(ascii: "$")
      ? endOfDollars(from: start + 2, to: limit) : endOfBackslashed(closing, from: start + 2, to: limit)
    guard let end = found else {
      self.failed[keyPath: failed] = limit
      return nil
    }
    let content = start + 2..<end - 2
    guard !isBlank(content) else { return nil }
    if closing == UInt8(ascii: "]"), !(isFirst && isLastOnLine(end)), !looksLikeTeX(content) { return nil }
    marks.append(Mark(.displayMath, start..<end))
    return end
  }

  private func endOfDollars(from start: Int, to end: Int) -> Int? {
    var offset = start
    while offset + 1 < end {
      switch text[offset] {
      case UInt8(ascii: "\\"): offset += 2
      case UInt8(ascii: "$") where text[offset + 1] == UInt8(ascii: "$"): return offset + 2
      default: offset += 1
      }
    }
    return nil
  }

  private func endOfBackslashed(_ closing: UInt8, from start: Int, to end: Int) -> Int? {
    var offset = start
    while let found = text.firstOffset(of: UInt8(ascii: "\\"), from: offset, to: end), found + 1 < end {
      if text[found + 1] == closing { return found + 2 }
      offset = found + 2
    }
    return nil
  }

  /// Display math ends at the latest where a blank line, a heading or a fence comes.
  private mutating func limitOfDisplayMath(_ start: Int) -> Int {
    if start < displayLimit { return displayLimit }
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= start { low = middle } else { high = middle }
    }
    var line = low + 1
    while line < lineStarts.count {
      let head = head(ofLine: line)
      let isHeading = head.isWholeBlock && text[head.content] == UInt8(ascii: "#")
      if head.isBlank || isHeading || head.fence != nil { break }
      line += 1
    }
    displayLimit = self.start(ofLine: line)
    return displayLimit
  }

  private func isBlank(_ range: Range<Int>) -> Bool { text[range].allSatisfy(\.isWhitespace) }

  private func isFirstOnLine(_ offset: Int) -> Bool {
    var before = offset
    while before > 0, text[before - 1].isSpaceOrTab || text[before - 1] == UInt8(ascii: ">") { before -= 1 }
    return before == 0 || text[before - 1].isLineEnd
  }

  private func isLastOnLine(_ offset: Int) -> Bool {
    var after = offset
    while after < text.count, text[after].isSpaceOrTab { after += 1 }
    return after == text.count || text[after].isLineEnd
  }

  /// Tells `\[x_1 + 1\]` from brackets that are merely escaped, as in `\[sic\]`.
  private func looksLikeTeX(_ range: Range<Int>) -> Bool {
    text[range].contains { "\\^_={}+<>".utf8.contains($0) }
  }

  // MARK: What math cannot stand in

  /// `<tag …>`, `</tag>`, `<scheme:…>` and comments.
  private mutating func endOfTag(_ start: Int) -> Int? {
    let end = region.upperBound
    var offset = start + 1
    if offset < end, text[offset] == UInt8(ascii: "/") { offset += 1 }
    guard offset < end else { return nil }
    let isComment = text[offset] == UInt8(ascii: "!")
    if !isComment {
      guard text[offset].isLetter else { return nil }
      while offset < end, text[offset].isWordByte || "-+.".utf8.contains(text[offset]) { offset += 1 }
      guard offset < end, text[offset].isWhitespace || "/>:@".utf8.contains(text[offset]) else { return nil }
    }
    guard failed.angles < end else { return nil }
    while let found = text.firstOffset(of: UInt8(ascii: ">"), from: offset, to: end) {
      let isWithin = isComment && text[found - 1] != UInt8(ascii: "-") && text[start + 2] == UInt8(ascii: "-")
      if !isWithin { return found + 1 }
      offset = found + 1
    }
    failed.angles = end
    return nil
  }

  /// The destination of a link, so far as it has no spaces.
  private func endOfDestination(_ start: Int) -> Int {
    var depth = 0
    var offset = start
    while offset < region.upperBound, !text[offset].isWhitespace {
      if text[offset] == UInt8(ascii: "(") { depth += 1 }
      if text[offset] == UInt8(ascii: ")") {
        depth -= 1
        if depth < 0 { return offset + 1 }
      }
      offset += text[offset] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(offset, region.upperBound)
  }
}

extension UInt8 {
  var isWordByte: Bool { isLetter || isDigit || self >= 0x80 }
}
