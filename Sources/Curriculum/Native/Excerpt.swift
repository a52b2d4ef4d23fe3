import Markdown

/// Cutting texts out of a file.
enum Excerpt {
  static func trimmed(_ text: Substring) -> Substring {
    var bytes = text.utf8
    while let first = bytes.first, isSpace(first) { bytes = bytes.dropFirst() }
    while let last = bytes.last, isSpace(last) { bytes = bytes.dropLast() }
    return Substring(bytes)
  }

  /// Space, tab and line endings. Texts are walked by bytes: characters take ten times as long.
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (byte >= UInt8(ascii: "\t") && byte <= UInt8(ascii: "\r"))
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
    let source = item.document.source
    var text = ""
    var first: Int?
    for block in item.children where block.kind != .quote {
      let range = block.range
      if first != nil { text += "\n\n" }
      let start = first ?? range.lowerBound
      first = start
      if source.firstOffset(of: UInt8(ascii: "\n"), from: range.lowerBound, to: range.upperBound) == nil {
        text += trimmed(Substring(source.text(range)))
      } else {
        text += dedented(source.bytes[range], by: source.position(at: start).column - 1)
      }
    }
    if item.isTicked != nil, ["[ ] ", "[x] ", "[X] "].contains(where: text.hasPrefix) {
      text = String(trimmed(text.dropFirst(4)))
    }
    return text
  }

  /// Lines after the first without so many leading spaces, as far as they have them.
  private static func dedented(_ bytes: ArraySlice<UInt8>, by indentation: Int) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var left = 0
    for byte in bytes {
      if byte == UInt8(ascii: "\n") {
        left = indentation
      } else if left > 0, byte == UInt8(ascii: " ") {
        left -= 1
        continue
      } else {
        left = 0
      }
      result.append(byte)
    }
    return String(trimmed(Substring(String(decoding: result, as: UTF8.self))))
  }

  /// The Markdown inside a quote: each line without its `>`.
  static func content(ofQuote quote: Node) -> String {
    let lines = quote.document.source.bytes[quote.range].split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    ).map { line in
      let marked = line.drop { $0 == UInt8(ascii: " ") }
      guard marked.first == UInt8(ascii: ">") else { return marked }
      let inner = marked.dropFirst()
      return inner.first == UInt8(ascii: " ") ? inner.dropFirst() : inner
    }
    return String(
      trimmed(
        Substring(String(decoding: Array(lines.joined(separator: [UInt8(ascii: "\n")])), as: UTF8.self))))
  }

  /// The Markdown of a table's cell; a pipe needs its backslash only inside a table.
  static func content(ofCell cell: Node) -> String {
    let text = String(trimmed(Substring(cell.sourceText)))
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
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
