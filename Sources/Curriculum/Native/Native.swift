import Markdown

/// The native format of lessons, as contracts.md describes it.
package enum Native {
  /// Whether a text has headings that start `Q:` or `Question:`. Looks at lines alone: no tree is made.
  package static func recognises(_ source: Source) -> Bool {
    var fence: (sign: UInt8, length: Int)?
    for line in 1...source.lineCount {
      let range = source.rangeOfLine(line)
      guard let start = source.bytes[range].prefix(4).firstIndex(where: { $0 != UInt8(ascii: " ") }) else {
        continue
      }
      let sign = source.bytes[start]
      let length = source.bytes[start..<range.upperBound].prefix { $0 == sign }.count
      if sign == UInt8(ascii: "`") || sign == UInt8(ascii: "~") {
        if let open = fence {
          if open.sign == sign, length >= open.length,
            Excerpt.isBlank(start + length, range.upperBound, source)
          {
            fence = nil
          }
        } else if length >= 3 {
          fence = (sign, length)
        }
        continue
      }
      guard fence == nil else { continue }
      if sign == UInt8(ascii: "#"), length <= 6, start + length < range.upperBound,
        source.bytes[start + length] == UInt8(ascii: " "),
        opensQuestion(source.bytes[(start + length)..<range.upperBound].drop { $0 == UInt8(ascii: " ") })
      {
        return true
      }
      if sign == UInt8(ascii: "Q"), opensQuestion(source.bytes[start..<range.upperBound]),
        line < source.lineCount,
        isUnderline(source.bytes[source.rangeOfLine(line + 1)])
      {
        return true
      }
    }
    return false
  }

  private static func opensQuestion(_ text: ArraySlice<UInt8>) -> Bool {
    for label in labels where text.starts(with: label.utf8) {
      return !text.dropFirst(label.utf8.count).allSatisfy { $0 == UInt8(ascii: " ") }
    }
    return false
  }

  private static func isUnderline(_ line: ArraySlice<UInt8>) -> Bool {
    guard let sign = line.first, sign == UInt8(ascii: "=") || sign == UInt8(ascii: "-") else { return false }
    return line.drop { $0 == sign }.allSatisfy { $0 == UInt8(ascii: " ") }
  }

  /// What a heading starts with that opens a question.
  static let labels = ["Q:", "Question:"]

  /// What a heading asks; nil for one that asks nothing.
  static func prompt(ofHeading title: String) -> String? {
    for label in labels where title.hasPrefix(label) {
      return String(Excerpt.trimmed(title.dropFirst(label.count)))
    }
    return nil
  }

  /// Reads a lesson. What is wrong in it is reported; what is right is kept.
  package static func lesson(
    from source: Source, id: String, path: String
  ) -> (lesson: Lesson, diagnostics: [Diagnostic]) {
    lesson(from: Document(parsing: source), id: id, path: path)
  }

  static func lesson(
    from document: Document, id: String, path: String
  ) -> (lesson: Lesson, diagnostics: [Diagnostic]) {
    var reader = LessonReader(document, id: id, path: path)
    let lesson = reader.read()
    return (lesson, reader.findings.diagnostics)
  }
}

extension Excerpt {
  fileprivate static func isBlank(_ start: Int, _ end: Int, _ source: Source) -> Bool {
    source.bytes[start..<end].allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }
}
