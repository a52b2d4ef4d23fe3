import Markdown

/// A sentence that a page break cut in two paragraphs.
enum CutSentence {
  static func edit(joining first: Landmark, _ second: Landmark, in source: Source) -> Edit? {
    guard first.kind == .paragraph || first.kind == .list, second.kind == .paragraph else { return nil }
    let last = source.bytes[source.rangeOfLine(first.lines.upperBound)].trimmed
    let rest = source.bytes[source.rangeOfLine(second.lines.lowerBound)]
    // A short line without a full stop is a label or a title.
    guard last.count >= 60, let end = last.last, end.isLetterOrDigit, let start = rest.first else {
      return nil
    }
    let lastWord = last.suffix { $0.isLetterOrDigit }
    guard start.isLowercase || start == UInt8(ascii: "(") || isExpectant(lastWord) else { return nil }
    return Edit(last.endIndex..<second.words.lowerBound, " ")
  }

  /// Whether a sentence cannot end with this word.
  private static func isExpectant(_ word: ArraySlice<UInt8>) -> Bool {
    [StaticString("a"), "an", "the", "of", "to", "for", "and", "or", "with", "by", "in", "on"].contains {
      word.count == $0.utf8CodeUnitCount && word.starts(with: $0)
    }
  }
}

extension ArraySlice<UInt8> {
  fileprivate func suffix(while condition: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    self[(lastIndex { !condition($0) }.map { $0 + 1 } ?? startIndex)...]
  }
}
