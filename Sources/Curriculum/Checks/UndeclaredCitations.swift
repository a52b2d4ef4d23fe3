import Markdown

/// Every `[@key]` names a key of `sources`.
enum UndeclaredCitations {
  static func check(_ lesson: Lesson, _ document: Document, into findings: inout Findings) {
    let declared = lesson.sources.map(\.key)
    let bytes = document.source.bytes
    var verbatim = self.verbatim(document)[...]
    var offset = 0
    while offset + 1 < bytes.count, !findings.isFull {
      while let first = verbatim.first, first.upperBound <= offset { verbatim = verbatim.dropFirst() }
      if let first = verbatim.first, first.contains(offset) {
        offset = first.upperBound
      } else if bytes[offset] == UInt8(ascii: "["), bytes[offset + 1] == UInt8(ascii: "@") {
        offset = check(from: offset + 1, in: document.source, declared, &findings)
      } else {
        offset += 1
      }
    }
  }

  /// Checks `@key; @other, p. 3]` and returns where it ends.
  private static func check(
    from start: Int, in source: Source, _ declared: [String], _ findings: inout Findings
  ) -> Int {
    let bytes = source.bytes
    let end =
      bytes[start...].firstIndex { $0 == UInt8(ascii: "]") || $0 == UInt8(ascii: "\n") } ?? bytes.count
    guard end < bytes.count, bytes[end] == UInt8(ascii: "]") else { return end }
    for citation in bytes[start..<end].split(separator: UInt8(ascii: ";")) {
      guard let sign = citation.firstIndex(where: { $0 > 0x20 }), bytes[sign] == UInt8(ascii: "@") else {
        continue
      }
      let key = citation[(sign + 1)...].prefix { $0 > 0x20 && $0 != UInt8(ascii: ",") }
      let name = source.text(key.startIndex..<key.endIndex)
      if !declared.contains(name) {
        findings.error(
          "undeclared-source", at: sign,
          "The front matter declares no source \(Findings.quote(name)). \(Suggestion.hint(for: name, among: declared))"
        )
      }
    }
    return end
  }

  /// Where nothing is a citation, in order.
  private static func verbatim(_ document: Document) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for node in document.root.descendants {
      switch node.kind {
      case .code, .codeBlock, .math, .mathBlock, .html, .htmlBlock, .frontMatter: ranges.append(node.range)
      default: break
      }
    }
    return ranges
  }
}
