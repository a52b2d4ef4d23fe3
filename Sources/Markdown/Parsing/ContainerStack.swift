/// The quotes and list items open around a block, and what each line has to begin with to belong to them.
///
/// cmark tells where a block begins but not where the text of its further lines does, so the matching of prefixes
/// is repeated here as the specification has it (section 5, "Container blocks"; columns count tabs as stops of 4).
struct ContainerStack {
  struct Container {
    enum Kind { case quote, item }
    var kind: Kind
    /// item: the columns its further lines are indented by, relative to its parent.
    var width = 0
    /// The line that opens it, and where its content begins there.
    var line: Int
    var content: Place
  }

  /// An offset with its column (from 0); within a tab that is consumed in part the offset is the tab's.
  struct Place {
    var offset: Int
    var column: Int
  }

  private var containers: [Container] = []
  private(set) var quoteCount = 0
  private let text: UnsafeBufferPointer<UInt8>

  init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

  var isEmpty: Bool { containers.isEmpty }

  mutating func pop() {
    if containers.removeLast().kind == .quote { quoteCount -= 1 }
  }

  /// Opens a quote whose `>` stands at an offset.
  mutating func pushQuote(at offset: Int, line: Int, lineStart: Int) {
    var place = contentPlace(line: line, lineStart: lineStart)
    skipWhitespace(&place)
    place.offset = offset + 1
    place.column += 1
    skipOptionalSpace(&place)
    containers.append(Container(kind: .quote, line: line, content: place))
    quoteCount += 1
  }

  /// Opens a list item whose marker stands at an offset.
  mutating func pushItem(at offset: Int, line: Int, lineStart: Int) {
    let outer = contentPlace(line: line, lineStart: lineStart)
    var place = outer
    skipWhitespace(&place)
    var end = offset
    while end < text.count, text[end].isDigit { end += 1 }
    place.column += end + 1 - place.offset
    place.offset = end + 1
    var inner = place
    skipWhitespace(&inner)
    let isBlank = inner.offset >= text.count || text[inner.offset].isLineEnd
    if isBlank || inner.column - place.column > 4 || inner.column == place.column {
      // Only one column of what follows the marker belongs to it; the rest is code, or the item begins empty.
      let afterMarker = place.column
      inner = place
      skipOptionalSpace(&inner)
      inner.column = afterMarker + 1
    }
    let width = inner.column - outer.column
    containers.append(Container(kind: .item, width: width, line: line, content: inner))
  }

  /// Where the content of the innermost container begins on a line that belongs to it.
  private func contentPlace(line: Int, lineStart: Int) -> Place {
    if let last = containers.last, last.line == line { return last.content }
    return match(lineStart: lineStart).place
  }

  /// Consumes the prefixes of a line after the one that opened the containers. Where not all match, a paragraph
  /// goes on lazily and every other block has ended.
  func match(lineStart: Int) -> (place: Place, isComplete: Bool) {
    var place = Place(offset: lineStart, column: 0)
    for container in containers {
      var inner = place
      skipWhitespace(&inner)
      let indent = inner.column - place.column
      switch container.kind {
      case .quote:
        guard indent <= 3, inner.offset < text.count, text[inner.offset] == UInt8(ascii: ">") else {
          return (place, false)
        }
        place = Place(offset: inner.offset + 1, column: inner.column + 1)
        skipOptionalSpace(&place)
      case .item:
        if indent >= container.width {
          advance(&place, columns: container.width)
        } else if inner.offset >= text.count || text[inner.offset].isLineEnd {
          place = inner
        } else {
          return (place, false)
        }
      }
    }
    return (place, true)
  }

  func skipWhitespace(_ place: inout Place) {
    while place.offset < text.count {
      switch text[place.offset] {
      case UInt8(ascii: " "): place.column += 1
      case UInt8(ascii: "\t"): place.column = (place.column / 4 + 1) * 4
      default: return
      }
      place.offset += 1
    }
  }

  private func skipOptionalSpace(_ place: inout Place) {
    guard place.offset < text.count, text[place.offset].isSpaceOrTab else { return }
    advance(&place, columns: 1)
  }

  func advance(_ place: inout Place, columns: Int) {
    let target = place.column + columns
    while place.column < target, place.offset < text.count {
      switch text[place.offset] {
      case UInt8(ascii: " "):
        place.column += 1
        place.offset += 1
      case UInt8(ascii: "\t"):
        let stop = (place.column / 4 + 1) * 4
        if stop > target {
          place.column = target
        } else {
          place.column = stop
          place.offset += 1
        }
      default: return
      }
    }
  }
}

extension UInt8 {
  var isSpaceOrTab: Bool { self == 0x20 || self == 0x09 }
  var isLineEnd: Bool { self == 0x0A || self == 0x0D }
  /// cmark's notion: space, \t, \n, \v, \f, \r.
  var isWhitespace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
  var isPunctuation: Bool {
    (self >= 0x21 && self <= 0x2F) || (self >= 0x3A && self <= 0x40) || (self >= 0x5B && self <= 0x60)
      || (self >= 0x7B && self <= 0x7E)
  }
}
