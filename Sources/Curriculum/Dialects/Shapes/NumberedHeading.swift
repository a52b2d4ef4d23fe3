import Markdown

extension Dialect {
  /// `## 7. What …?` or `#### 7) What …?` at the outermost level that asks, also `7. ### What …?`; below it headings
  /// of any kind belong to the answer.
  static let numberedHeading = Dialect(
    name: "numbered-heading",
    opener: .heading,
    opening: { block, _, source in
      if case .opensItem(let number) = block.place {
        return Opening(number: source.text(number), prompt: .opener(block.words))
      }
      guard block.place == .top, let (number, words) = source.bytes[block.words].afterNumber else {
        return nil
      }
      return Opening(number: String(decoding: number, as: UTF8.self), prompt: .opener(words.indices))
    },
    certainty: .series,
    labels: [Label("Answer"), Label("Answers"), Label("Solution")])
}

extension ArraySlice<UInt8> {
  /// The number and the words of `7. What …` or `7) What …`.
  var afterNumber: (number: ArraySlice<UInt8>, words: ArraySlice<UInt8>)? {
    let number = prefix(while: \.isDigit)
    let rest = dropFirst(number.count)
    guard !number.isEmpty, number.count < 6, rest.starts(with: ". ") || rest.starts(with: ")") else {
      return nil
    }
    let words = rest.dropFirst().trimmed
    return words.isEmpty ? nil : (number, words)
  }
}
