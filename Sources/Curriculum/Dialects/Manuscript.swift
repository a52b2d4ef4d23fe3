import Markdown

/// A file on its way to becoming a lesson: its tree, the blocks at the top of it, what stands in them, and how
/// its text reads once what a converter or a page break did to it is mended.
final class Manuscript {
  let document: Document
  let source: Source
  let path: String
  let landmarks: [Landmark]
  let codeBlocks: [Question.CodeBlock]
  let tables: [Question.Table]
  let formulas: [Question.Formula]
  let diagnostics: [Diagnostic]
  private let edits: Edits

  init(_ document: Document, path: String) {
    self.document = document
    source = document.source
    self.path = path
    landmarks = Landmark.landmarks(of: document)
    var survey = Survey(of: document, path: path)
    survey.readAcross(landmarks)
    for landmark in landmarks { survey.read(landmark) }
    edits = Edits(survey.edits)
    codeBlocks = survey.codeBlocks
    tables = survey.tables.sorted { $0.line < $1.line }
    formulas = survey.formulas
    diagnostics = survey.diagnostics
  }

  /// A piece of the text as it should read.
  func markdown(_ range: Range<Int>) -> String {
    guard edits.hasAny(in: range) else { return source.text(range) }
    return String(decoding: edits.mended(source.bytes, in: range), as: UTF8.self)
  }

  /// Several pieces as one text.
  func markdown(_ ranges: [Range<Int>]) -> String {
    if ranges.count == 1 { return markdown(withIndentation(ranges[0])) }
    return ranges.filter { !source.bytes[$0].trimmed.isEmpty }.map { markdown(withIndentation($0)) }
      .joined(separator: "\n\n")
  }

  /// From the first byte of the first line that is not blank to the last that is no space: a list or code that
  /// starts the piece keeps its indentation.
  private func withIndentation(_ range: Range<Int>) -> Range<Int> {
    var text = source.bytes[range]
    text.trimEnd(while: \.isWhitespace)
    var start = text.startIndex
    var index = start
    while index < text.endIndex, text[index].isWhitespace {
      index += 1
      if text[index - 1] == UInt8(ascii: "\n") { start = index }
    }
    return start..<text.endIndex
  }

  /// The bytes of the blocks from one to before another.
  func bytes(of blocks: Range<Int>) -> Range<Int> {
    guard let first = blocks.first, let last = blocks.last else { return 0..<0 }
    let start = source.lineStarts[landmarks[first].lines.lowerBound - 1]
    return start..<source.rangeOfLine(landmarks[last].lines.upperBound).upperBound
  }

  /// A heading's words without markup and without a colon at the end.
  func title(of block: Landmark) -> String { plainText(block.words) }

  /// A title's words without markup and without a colon at the end.
  func plainText(_ words: Range<Int>) -> String {
    var title = markdown(words).plainLine
    while title.hasSuffix(":") || title.hasSuffix(" ") { title.removeLast() }
    return title
  }
}

extension String {
  /// The words of one line of Markdown. It is read as a heading's, for `10. Questions` alone would be a list.
  var plainLine: String {
    utf8.allSatisfy(\.isPlain) ? trimmingSpaces : Document("# " + self).root.plainText
  }
}

extension UInt8 {
  /// Whether a byte is no markup wherever it stands in a line.
  fileprivate var isPlain: Bool {
    switch self {
    case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "'"),
      UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "/"):
      true
    default: isLetterOrDigit || self >= 0x80
    }
  }
}

extension Array {
  /// Of elements in the order of their lines, those on some lines.
  func on(_ lines: ClosedRange<Int>, line: (Element) -> Int) -> ArraySlice<Element> {
    self[firstIndex(from: lines.lowerBound, line)..<firstIndex(from: lines.upperBound + 1, line)]
  }

  private func firstIndex(from start: Int, _ line: (Element) -> Int) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if line(self[middle]) < start { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
