import Markdown

private let answerLabel = Label("Answer")

extension Dialect {
  /// `### 7. What …?` with `**Answer:** …` directly below. Without that label a numbered heading is only a
  /// chapter.
  static let answeredNumber = Dialect(
    name: "answered-number",
    opener: .heading,
    opening: { block, next, source in
      guard let next, answerLabel.end(in: source.bytes[next.words]) != nil else {
        return nil
      }
      var words = source.bytes[block.words]
      let number = words.prefix(while: \.isDigit)
      words = words.dropFirst(number.count)
      guard !number.isEmpty, words.starts(with: ". ") || words.starts(with: ") ") else { return nil }
      return Opening(
        number: String(decoding: number, as: UTF8.self), prompt: .opener(words.dropFirst(2).trimmed.indices))
    },
    labels: [Label("Answer")])
}
