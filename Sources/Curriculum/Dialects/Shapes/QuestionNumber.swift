import Markdown

extension Dialect {
  /// `## Question 7` at whatever level, the question in the block below and a second time under a label, the
  /// answer under another; parts headed `… Questions - X`, at whatever level. Any other heading, however high,
  /// belongs to the answer.
  static let questionNumber = Dialect(
    name: "question-number",
    opener: .heading,
    opening: { block, next, source in
      guard next?.kind == .paragraph,
        var words = Optional(source.bytes[block.words]), words.starts(with: "Question ")
      else { return nil }
      words = words.dropFirst("Question ".utf8.count)
      guard !words.isEmpty, words.allSatisfy(\.isDigit) else { return nil }
      return Opening(number: String(decoding: words, as: UTF8.self), prompt: .nextBlock)
    },
    labels: [
      Label("Question"), Label("Theory"), Label("Answer"), Label("Clear theoretical explanation"),
    ],
    ending: .part,
    part: { block, source in
      guard block.isHeading else { return nil }
      let words = source.bytes[block.words]
      guard let dash = words.start(of: " - "), words[..<dash].ends(with: "Questions") else { return nil }
      return (words.startIndex..<dash, dash + 3..<words.endIndex)
    })
}
