/// Finds math and deletions before cmark sees a text, line by line, aware of fences and of where a paragraph can end.
///
/// It need not be right about every block: a mark found in what turns out to be code, HTML or a link's destination
/// is dropped again, and the text there is the original one.
struct MarkScanner {
  let text: UnsafeBufferPointer<UInt8>
  let lineStarts: [Int]
  let extensions: Document.Extensions
  var marks: [Mark] = []
  var triggers: Triggers
  /// The end of the paragraph, heading or table row that is being scanned.
  var region = 0..<0
  var code = CodeSpans()
  /// Offsets up to which a search for an end has already failed.
  var failed = FailedSearches()
  var displayLimit = 0

  private var fence: Fence?
  /// The columns where the contents of the list items around the line begin.
  private var itemColumns: [Int] = []

  private struct Fence {
    var byte: UInt8
    var length: Int
    var quotes: Int
    var column: Int
  }

  init(text: UnsafeBufferPointer<UInt8>, lineStarts: [Int], extensions: Document.Extensions) {
    self.text = text
    self.lineStarts = lineStarts
    self.extensions = extensions
    triggers = Triggers(text: text, extensions: extensions)
  }

  mutating func scan(fromLine first: Int) {
    var line = first
    var isAfterBlank = true
    while line < lineStarts.count, triggers.hasAny(in: lineStarts[line]..<text.count) {
      let head = head(ofLine: line)
      defer { isAfterBlank = head.isBlank }
      if let open = fence {
        let hasLeft = !head.isBlank && (head.quotes < open.quotes || head.outerColumn < open.column)
        if !hasLeft {
          if head.fence?.byte == open.byte, let closing = head.fence, closing.length >= open.length,
            !closing.hasInfo
          {
            fence = nil
          }
          line += 1
          continue
        }
        fence = nil
      }
      guard !head.isBlank else {
        line += 1
        continue
      }
      updateItems(head, isAfterBlank: isAfterBlank)
      if let opening = head.fence {
        fence = Fence(
          byte: opening.byte, length: opening.length, quotes: head.quotes, column: itemColumns.last ?? 0)
        line += 1
      } else {
        line = scanRegion(from: head, line)
      }
    }
  }

  private mutating func updateItems(_ head: LineHead, isAfterBlank: Bool) {
    guard isAfterBlank || !head.itemColumns.isEmpty else { return }
    while let column = itemColumns.last, column > head.outerColumn { itemColumns.removeLast() }
    itemColumns += head.itemColumns
  }

  /// Scans the lines of what is probably one leaf block and returns the line that comes next.
  private mutating func scanRegion(from head: LineHead, _ first: Int) -> Int {
    var line = first + 1
    if !head.isWholeBlock {
      while line < lineStarts.count {
        let next = self.head(ofLine: line)
        if next.isBlank || next.startsBlock { break }
        line += 1
      }
    }
    var reached = head.content
    var end = start(ofLine: line)
    while true {
      if triggers.hasAny(in: reached..<end) {
        region = reached..<end
        code.reset()
        reached = scanInlines()
      } else {
        reached = end
      }
      guard reached > end else { return line }
      // Display math went on behind the lines we took for the block: its last line has to be scanned to its end.
      while line < lineStarts.count, lineStarts[line] < reached { line += 1 }
      end = start(ofLine: line)
      if reached == end { return line }
    }
  }

  func start(ofLine line: Int) -> Int { line < lineStarts.count ? lineStarts[line] : text.count }

  // MARK: Lines

  struct LineHead {
    /// The first byte that is neither indentation nor a marker of a quote or list item.
    var content: Int
    var quotes = 0
    /// The column of the first byte behind the quotes' markers, list markers included.
    var outerColumn = 0
    var itemColumns: [Int] = []
    var isBlank = false
    var startsBlock = false
    /// Headings and table rows end with their line.
    var isWholeBlock = false
    var fence: (byte: UInt8, length: Int, hasInfo: Bool)?
  }

  func head(ofLine line: Int) -> LineHead {
    var offset = lineStarts[line]
    // Most lines are words, and begin nothing.
    if offset < text.count, text[offset].isWordByte, !text[offset].isDigit {
      return LineHead(content: offset)
    }
    let end = start(ofLine: line + 1)
    var column = 0
    func skipSpaces() {
      while offset < end, text[offset].isSpaceOrTab {
        column = text[offset] == UInt8(ascii: "\t") ? (column / 4 + 1) * 4 : column + 1
        offset += 1
      }
    }
    var head = LineHead(content: offset)
    var isInItem = false
    while true {
      skipSpaces()
      guard offset < end, !text[offset].isLineEnd else {
        head.content = offset
        head.isBlank = !isInItem
        head.startsBlock = isInItem
        return head
      }
      if !isInItem { head.outerColumn = column }
      if text[offset] == UInt8(ascii: ">") {
        head.quotes += 1
        column += 1
        offset += 1
      } else if let length = lengthOfListMarker(offset, end) {
        isInItem = true
        head.startsBlock = true
        column += length
        offset += length
        head.itemColumns.append(column + 1)
      } else {
        break
      }
    }
    head.content = offset
    classify(&head, end)
    return head
  }

  private func classify(_ head: inout LineHead, _ end: Int) {
    let first = text[head.content]
    switch first {
    case UInt8(ascii: "`"), UInt8(ascii: "~"):
      let length = lengthOfRun(head.content, end)
      let rest = text[head.content + length..<end]
      if length >= 3, first == UInt8(ascii: "~") || !rest.contains(first) {
        head.fence = (first, length, rest.contains { !$0.isWhitespace })
        head.startsBlock = true
      }
    case UInt8(ascii: "#"):
      let length = lengthOfRun(head.content, end)
      head.isWholeBlock =
        length <= 6 && (head.content + length >= end || text[head.content + length].isWhitespace)
      head.startsBlock = head.startsBlock || head.isWholeBlock
    case UInt8(ascii: "|"):
      head.isWholeBlock = true
      head.startsBlock = true
    default:
      break
    }
  }

  func lengthOfRun(_ start: Int, _ end: Int) -> Int {
    var offset = start
    while offset < end, text[offset] == text[start] { offset += 1 }
    return offset - start
  }

  /// `-`, `+`, `*` or up to nine digits with `.` or `)`, with a space or the line's end behind.
  private func lengthOfListMarker(_ start: Int, _ end: Int) -> Int? {
    var offset = start
    switch text[start] {
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"): break
    case let byte where byte.isDigit:
      while offset < end, offset - start < 9, text[offset].isDigit { offset += 1 }
      guard offset < end, text[offset] == UInt8(ascii: ".") || text[offset] == UInt8(ascii: ")") else {
        return nil
      }
    default: return nil
    }
    offset += 1
    return offset >= end || text[offset].isWhitespace ? offset - start : nil
  }
}
