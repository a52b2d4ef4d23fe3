/// The parts of links that cmark does not leave in its tree: where destination, title and label of a link end, and
/// how far the reference definitions at the start of a paragraph reach. The rules are those of cmark 0.30.
struct LinkSyntax {
  let bytes: UnsafeBufferPointer<UInt8>

  /// The position behind a link whose text is closed by the `]` at a position. cmark has said that there is a link.
  func endOfLink(closingBracket position: Int) -> Int {
    let tail = position + 1
    return endOfInlineTail(tail) ?? endOfLabel(tail) ?? tail
  }

  /// The position behind all reference definitions a text begins with.
  func endOfDefinitions() -> Int {
    var position = 0
    while let end = endOfDefinition(position) { position = end }
    return position
  }

  /// `(destination "title")`
  private func endOfInlineTail(_ start: Int) -> Int? {
    guard byte(start) == UInt8(ascii: "(") else { return nil }
    let destination = skipWhitespace(start + 1)
    guard let destinationEnd = endOfDestination(destination) else { return nil }
    var end = skipWhitespace(destinationEnd)
    if end > destinationEnd, let titleEnd = endOfTitle(end) { end = skipWhitespace(titleEnd) }
    return byte(end) == UInt8(ascii: ")") ? end + 1 : nil
  }

  /// `[label]`, at most 1000 bytes, without brackets inside.
  private func endOfLabel(_ start: Int) -> Int? {
    guard byte(start) == UInt8(ascii: "[") else { return nil }
    var position = start + 1
    while position < bytes.count, position - start <= 1001 {
      switch bytes[position] {
      case UInt8(ascii: "["): return nil
      case UInt8(ascii: "]"): return position + 1
      case UInt8(ascii: "\\"):
        position += 1
        if byte(position)?.isPunctuation == true { position += 1 }
      default: position += 1
      }
    }
    return nil
  }

  private func endOfDestination(_ start: Int) -> Int? {
    var position = start
    if byte(start) == UInt8(ascii: "<") {
      position += 1
      while position < bytes.count {
        switch bytes[position] {
        case UInt8(ascii: ">"): return position + 1 < bytes.count ? position + 1 : nil
        case UInt8(ascii: "\\"): position += 2
        case UInt8(ascii: "\n"), UInt8(ascii: "<"): return nil
        default: position += 1
        }
      }
      return nil
    }
    var depth = 0
    scan: while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\\") where byte(position + 1)?.isPunctuation == true: position += 2
      case UInt8(ascii: "("):
        depth += 1
        if depth > 32 { return nil }
        position += 1
      case UInt8(ascii: ")"):
        if depth == 0 { break scan }
        depth -= 1
        position += 1
      case let byte where byte.isWhitespace:
        if position == start { return nil }
        break scan
      default: position += 1
      }
    }
    return position < bytes.count && depth == 0 ? position : nil
  }

  /// cmark takes the longest match: an escaped quote ends a title where no other one follows.
  private func endOfTitle(_ start: Int) -> Int? {
    guard let open = byte(start) else { return nil }
    let close: UInt8
    switch open {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): close = open
    case UInt8(ascii: "("): close = UInt8(ascii: ")")
    default: return nil
    }
    var fallback: Int?
    var position = start + 1
    while position < bytes.count {
      let byte = bytes[position]
      if byte == close { return position + 1 }
      if byte == open { return fallback }
      if byte == UInt8(ascii: "\\"), position + 1 < bytes.count, bytes[position + 1].isPunctuation {
        if bytes[position + 1] == close { fallback = position + 2 }
        position += 1
      }
      position += 1
    }
    return fallback
  }

  /// `[label]: destination "title"` up to and with its line ending.
  private func endOfDefinition(_ start: Int) -> Int? {
    guard let labelEnd = endOfLabel(start), byte(labelEnd) == UInt8(ascii: ":"),
      bytes[start + 1..<labelEnd - 1].contains(where: { !$0.isWhitespace })
    else { return nil }
    let destination = skipOneLineEnd(labelEnd + 1)
    guard let destinationEnd = endOfDestination(destination) else { return nil }
    let title = skipOneLineEnd(destinationEnd)
    if title > destinationEnd, let titleEnd = endOfTitle(title), let end = endOfLine(titleEnd) { return end }
    return endOfLine(destinationEnd)
  }

  private func byte(_ position: Int) -> UInt8? { position < bytes.count ? bytes[position] : nil }

  private func skipWhitespace(_ start: Int) -> Int {
    var position = start
    while position < bytes.count, bytes[position].isWhitespace { position += 1 }
    return position
  }

  private func skipSpaces(_ start: Int) -> Int {
    var position = start
    while position < bytes.count, bytes[position].isSpaceOrTab { position += 1 }
    return position
  }

  private func skipOneLineEnd(_ start: Int) -> Int {
    let position = skipSpaces(start)
    guard let end = endOfLine(position), end > position else { return position }
    return skipSpaces(end)
  }

  /// The position behind the line ending that comes next but for spaces; at the end of the text that is the end.
  private func endOfLine(_ start: Int) -> Int? {
    let position = skipSpaces(start)
    guard let byte = byte(position) else { return position }
    return byte.isLineEnd ? position + 1 : nil
  }
}
