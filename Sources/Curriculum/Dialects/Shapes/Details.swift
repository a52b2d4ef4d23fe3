import Markdown

private let answers = [
  "Answer", "Answers", "Solution", "Show answer", "See answer", "Click to see the answer", "Hint",
]
.map { Label($0) }

/// In bytes: a bound on the search for the end of one.
private let longestSummary = 8192

extension Dialect {
  /// `<details><summary>What …?</summary>`, the answer, `</details>`. A summary that only says "Answer" hides the
  /// answer of a question that something else opened.
  static let details = Dialect(
    name: "details",
    opener: .htmlBlock,
    opening: { block, _, source in
      let html = source.bytes[block.words]
      guard html.starts(with: "<details"), let start = html.end(of: "<summary>"),
        // Code in a summary makes blocks of its own.
        let end = source.bytes[start..<min(start + longestSummary, source.bytes.count)].start(
          of: "</summary>"),
        !source.bytes[start..<end].contains("</details>")
      else { return nil }
      let words = source.bytes[start..<end].trimmed
      let withoutTags = words.withoutTags[...]
      guard !words.isEmpty, !answers.contains(where: { $0.isAll(of: withoutTags) }) else { return nil }
      return Opening(
        number: nil, prompt: .opener(words.indices), answerStart: end + "</summary>".utf8.count)
    },
    certainty: .series,
    ending: .detailsTag)
}
