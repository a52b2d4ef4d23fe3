import Markdown

/// Lines and marks of a question that were meant to be read, but for a letter or an end.
enum NearMissLines {
  static func check(_ lesson: Lesson, _ document: Document, into findings: inout Findings) {
    for paragraph in document.blocks where paragraph.kind == .paragraph {
      let text = document.source.text(document.source.rangeOfLine(paragraph.line))
      if let meant = directive(text) {
        findings.warning(
          "near-directive", at: paragraph.range.lowerBound,
          "This line is only text: write `\(meant)` if it is meant so.")
      }
    }
    for text in document.root.descendants(of: [.text]) {
      let bytes = document.source.bytes[text.range]
      if let mark = opening(of: UInt8(ascii: "="), in: bytes) {
        findings.warning(
          "unclosed-mark", at: mark, "The deletion that begins here never ends: put `==` after its last word."
        )
      }
      if let mark = opening(of: UInt8(ascii: "$"), in: bytes) {
        findings.warning(
          "unclosed-formula", at: mark, "The formula that begins here never ends: put `$$` after it.")
      }
    }
  }

  private static func directive(_ line: String) -> String? {
    guard let colon = line.utf8.prefix(14).firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let word = Excerpt.trimmed(line[..<colon]).lowercased()
    return Directive.Kind.allCases.map(\.rawValue).first { kind in
      guard !line.hasPrefix(kind) else { return false }
      let wanted = kind.dropLast().lowercased()
      return word == wanted || word == wanted + "s" || word == wanted + "ed"
    }
  }

  /// A doubled sign with something behind it and nothing before it.
  private static func opening(of sign: UInt8, in bytes: ArraySlice<UInt8>) -> Int? {
    var offset = bytes.startIndex
    while offset < bytes.endIndex {
      guard bytes[offset] == sign else {
        offset += 1
        continue
      }
      let end = bytes[offset...].firstIndex { $0 != sign } ?? bytes.endIndex
      let isFirst = offset == bytes.startIndex || bytes[offset - 1] <= 0x20
      let isFollowed = sign == UInt8(ascii: "$") || end < bytes.endIndex && bytes[end] > 0x20
      if end - offset == 2, isFirst, isFollowed { return offset }
      offset = end
    }
    return nil
  }
}
