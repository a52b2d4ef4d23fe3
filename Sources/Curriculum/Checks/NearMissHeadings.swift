import Markdown

/// Headings that were meant to open a question, its key points or a follow-up, but for a sign.
enum NearMissHeadings {
  static func check(_ lesson: Lesson, _ document: Document, into findings: inout Findings) {
    for block in document.blocks {
      if block.kind == .heading {
        if let meant = meant(Outline.title(of: block)) {
          findings.warning(
            "near-heading", at: block.range.lowerBound,
            "This heading is only text: write `\(meant)` if it is meant so.")
        }
      } else if block.kind == .paragraph, let signs = signsBeforeQuestion(document.source.bytes[block.range])
      {
        findings.warning(
          "near-heading", at: block.range.lowerBound,
          "Without a space after `\(signs)` this is no heading: write `\(signs) Q: …`.")
      }
    }
  }

  private static func meant(_ title: String) -> String? {
    guard Native.prompt(ofHeading: title) == nil, QuestionReader.Part(title: title) == .answer else {
      return nil
    }
    let parts = title.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let letters = parts[0].prefix(40).lowercased().filter(\.isLetter)
    if parts.count > 1 {
      switch letters {
      case "q": return "Q: …"
      case "question" where !parts[0].contains(where: \.isNumber): return "Question: …"
      case "followup", "followups", "followupquestion": return "Follow-up: …"
      default: break
      }
    }
    let isBare = parts.count == 1 || parts[1].allSatisfy(\.isWhitespace)
    return isBare && (letters == "keypoint" || letters == "keypoints") ? "Key points" : nil
  }

  /// The `##` of `##Q: …`.
  private static func signsBeforeQuestion(_ paragraph: ArraySlice<UInt8>) -> String? {
    let signs = paragraph.prefix { $0 == UInt8(ascii: "#") }
    guard (1...6).contains(signs.count) else { return nil }
    let rest = paragraph[signs.endIndex...]
    guard Native.labels.contains(where: { rest.starts(with: $0.utf8) }) else { return nil }
    return String(repeating: "#", count: signs.count)
  }
}
