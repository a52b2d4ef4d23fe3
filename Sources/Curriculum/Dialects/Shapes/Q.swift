import Markdown

extension Dialect {
  /// `## Q7. What …?`, at whatever level, also `Q7:`, `Q7)` and `Q:`, answered below, with or without
  /// `**Answer**:`.
  static let q = Dialect(
    name: "q",
    opener: .heading,
    opening: { block, _, source in
      var words = source.bytes[block.words]
      guard words.starts(with: "Q") else { return nil }
      words.removeFirst()
      let number = words.prefix(while: \.isDigit)
      words = words.dropFirst(number.count)
      guard let mark = words.first, [UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: ")")].contains(mark)
      else { return nil }
      let prompt = words.dropFirst().trimmed
      guard !prompt.isEmpty, !number.isEmpty || mark == UInt8(ascii: ":") else { return nil }
      return Opening(
        number: number.isEmpty ? nil : String(decoding: number, as: UTF8.self),
        prompt: .opener(prompt.indices))
    },
    labels: [Label("Answer"), Label("Answers"), Label("Solution")])
}
