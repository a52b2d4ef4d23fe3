import Markdown

/// A block at the top of a document, with the lines it takes: what a dialect looks at.
struct Landmark {
  let node: Node
  var kind: Node.Kind { node.kind }
  /// 1 to 6 for a heading, else 0.
  let level: Int
  let lines: ClosedRange<Int>
  /// Bytes of its words: a heading without its marks, the whole of any other block.
  let words: Range<Int>

  var isHeading: Bool { level > 0 }
}

extension Landmark {
  /// The blocks of a document in order. One cursor goes down the lines with them, so that no block costs a
  /// search for its line.
  static func landmarks(of document: Document) -> [Landmark] {
    let source = document.source
    var found: [Landmark] = []
    var line = 1
    func advance(to offset: Int) {
      while line < source.lineCount, source.lineStarts[line] <= offset { line += 1 }
    }
    for node in document.blocks {
      var bytes = source.bytes[node.range]
      bytes.trimEnd(while: \.isWhitespace)
      guard !bytes.isEmpty else { continue }
      advance(to: bytes.startIndex)
      let first = line
      advance(to: bytes.endIndex - 1)
      found.append(
        Landmark(
          node: node, level: node.kind == .heading ? node.level : 0, lines: first...line,
          words: node.kind == .heading ? headingWords(bytes) : bytes.indices))
    }
    return found
  }

  private static func headingWords(_ bytes: ArraySlice<UInt8>) -> Range<Int> {
    var words = bytes.trimmed
    if words.first == UInt8(ascii: "#") {
      words.trimStart { $0 == UInt8(ascii: "#") }
      var open = words
      open.trimEnd { $0 == UInt8(ascii: "#") }
      // A closing run of marks is set off by a space; `C#` is a word.
      if open.last?.isWhitespace ?? true { words = open }
    } else if let underline = words.lastIndex(of: UInt8(ascii: "\n")) {
      words = words[..<underline]
    }
    return words.trimmed.indices
  }
}
