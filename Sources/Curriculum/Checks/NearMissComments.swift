import Markdown

/// Comments that were meant to say something about a question, but for a colon or their place.
enum NearMissComments {
  static func check(_ lesson: Lesson, _ document: Document, into findings: inout Findings) {
    let blocks = document.blocks
    for (block, next) in zip(blocks, Array(blocks.dropFirst()).map(Optional.some) + [nil])
    where block.kind == .htmlBlock {
      let bytes = document.source.bytes
      guard let inside = QuestionComment.inside(bytes[block.range]) else { continue }
      let words = bytes[inside].drop { $0 <= 0x20 }
      let word = words.prefix { $0.isLetterOrDigit }
      guard let key = QuestionComment.keys.first(where: { word.elementsEqual($0.utf8) }) else { continue }
      let after = words[word.endIndex...].drop { $0 == UInt8(ascii: " ") }
      if after.first != UInt8(ascii: ":") {
        // A remark may begin with such a word too; one that is one word longer does not.
        let count = after.split(whereSeparator: { $0 <= 0x20 }).count
        guard count == 1 else { continue }
        findings.warning(
          "near-comment", at: word.startIndex, "Without a colon this is only a remark: write `\(key): …`.")
      } else if let next, next.kind == .heading, Native.prompt(ofHeading: Outline.title(of: next)) != nil,
        !isBelowHeading(block, among: lesson)
      {
        findings.warning(
          "near-comment", at: word.startIndex,
          "What is said about a question stands below its heading: move this comment under the next line.")
      }
    }
  }

  /// Whether it is read as the comment of a question that says nothing else.
  private static func isBelowHeading(_ comment: Node, among lesson: Lesson) -> Bool {
    lesson.questions.contains { $0.lines.lowerBound + 1 == comment.line }
  }
}
