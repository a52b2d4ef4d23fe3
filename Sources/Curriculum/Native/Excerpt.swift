import Markdown

/// Cutting texts out of a file.
enum Excerpt {
  static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace ?? false { text = text.dropLast() }
    return text
  }

  /// The lines of some ranges, without blank lines at either end; a blank line where something was left out.
  static func lines(_ ranges: [ClosedRange<Int>], of source: Source) -> String {
    var text = ""
    for range in ranges {
      guard let inner = trimmed(range, of: source) else { continue }
      if !text.isEmpty { text += "\n\n" }
      text += source.text(
        source.lineStarts[inner.lowerBound - 1]..<source.rangeOfLine(inner.upperBound).upperBound)
    }
    return text
  }

  /// Without the blank lines at either end; nil where all are blank.
  static func trimmed(_ range: ClosedRange<Int>, of source: Source) -> ClosedRange<Int>? {
    var low = range.lowerBound
    var high = range.upperBound
    while low <= high, isBlank(low, in: source) { low += 1 }
    while high > low, isBlank(high, in: source) { high -= 1 }
    return low <= high ? low...high : nil
  }

  static func isBlank(_ line: Int, in source: Source) -> Bool {
    source.bytes[source.rangeOfLine(line)].allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  /// What is left of a range of lines when others are taken out; `taken` is sorted.
  static func subtracting(_ taken: [ClosedRange<Int>], from range: ClosedRange<Int>) -> [ClosedRange<Int>] {
    var left: [ClosedRange<Int>] = []
    var next = range.lowerBound
    for cut in taken where cut.overlaps(range) {
      if cut.lowerBound > next { left.append(next...(cut.lowerBound - 1)) }
      next = max(next, cut.upperBound + 1)
    }
    if next <= range.upperBound { left.append(next...range.upperBound) }
    return left
  }

  /// The Markdown of a list item without its marker, its box, its indentation and its quotes.
  static func content(ofItem item: Node) -> String {
    let blocks = item.children.filter { $0.kind != .quote }
    guard let first = blocks.first else { return "" }
    let indentation = item.document.source.position(at: first.range.lowerBound).column - 1
    var parts: [String] = []
    for block in blocks {
      let lines = block.sourceText.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      let dedented = lines.enumerated().map { index, line in
        index == 0 ? line : line.dropFirst(min(indentation, line.prefix { $0 == " " }.count))
      }
      parts.append(String(trimmed(Substring(dedented.joined(separator: "\n")))))
    }
    var text = parts.joined(separator: "\n\n")
    if item.isTicked != nil, ["[ ] ", "[x] ", "[X] "].contains(where: text.hasPrefix) {
      text = String(trimmed(text.dropFirst(4)))
    }
    return text
  }

  /// The Markdown inside a quote: each line without its `>`.
  static func content(ofQuote quote: Node) -> String {
    let lines = quote.sourceText.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
      line in
      let marked = line.drop { $0 == " " }
      guard marked.first == ">" else { return marked }
      let inner = marked.dropFirst()
      return inner.first == " " ? inner.dropFirst() : inner
    }
    return String(trimmed(Substring(lines.joined(separator: "\n"))))
  }

  /// The Markdown of a table's cell; a pipe needs its backslash only inside a table.
  static func content(ofCell cell: Node) -> String {
    let text = String(trimmed(Substring(cell.sourceText)))
    guard text.contains("\\|") else { return text }
    var result = ""
    var isEscaped = false
    for character in text {
      if character == "\\", !isEscaped {
        isEscaped = true
        continue
      }
      if isEscaped, character != "|" { result.append("\\") }
      isEscaped = false
      result.append(character)
    }
    return isEscaped ? result + "\\" : result
  }
}
