import Markdown

extension Dialect {
  /// `**7)** What …?`, `**7) Name**. Do …` or `**7. What …?**` at the head of a paragraph, which the answer may go
  /// on with.
  static let numberedBold = Dialect(
    name: "numbered-bold",
    opener: .paragraph,
    opening: { block, _, source in
      guard source.bytes[block.words].starts(with: "**") else { return nil }
      let text = source.bytes[block.words].dropFirst(2)
      let line = text.prefix { $0 != UInt8(ascii: "\n") }
      let digits = line.prefix(while: \.isDigit)
      let isBracket = line.dropFirst(digits.count).first == UInt8(ascii: ")")
      guard let (number, words) = line.afterNumber else { return nil }
      let answerStart = line.endIndex < text.endIndex ? line.endIndex : nil
      return Opening(
        number: String(decoding: number, as: UTF8.self), prompt: .opener(words.indices),
        answerStart: answerStart,
        isCertain: isBracket)
    },
    certainty: .series,
    labels: [Label("Answer"), Label("Solution")])
}
