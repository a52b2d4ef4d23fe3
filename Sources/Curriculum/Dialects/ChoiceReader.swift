import Markdown

/// Finds the options of a question among its blocks, and which of them is right: a task list with ticks, or a list
/// `- A: …` with the letter in `#### Answer: A` further down.
struct ChoiceReader {
  let manuscript: Manuscript
  let blocks: Range<Int>

  struct Found {
    var choice: Question.Choice
    /// Index of the list.
    var list: Int
    /// Index of the block that names the right letter, and where text after the letter begins in it.
    var key: (block: Int, rest: Int)?
  }

  private var source: Source { manuscript.source }

  func choice() -> Found? {
    for index in blocks where manuscript.landmarks[index].kind == .list {
      let children = manuscript.document[manuscript.landmarks[index].node].children
      guard let first = children.first, first.isTicked != nil || letters(first, at: 0) != nil else {
        continue
      }
      let items = Array(children)
      guard items.count > 1 else { continue }
      if items.allSatisfy({ $0.isTicked != nil }) { return ticked(items, at: index) }
      if let texts = lettered(items), let key = key(after: index, count: items.count) {
        let options = texts.enumerated().map { position, text in
          Question.Option(text: text, isCorrect: position == key.letter, feedback: nil)
        }
        return Found(
          choice: Question.Choice(options: options, choosesAll: false), list: index,
          key: (key.block, key.rest))
      }
    }
    return nil
  }

  private func ticked(_ items: [Node], at index: Int) -> Found {
    let options = items.map { item in
      Question.Option(text: text(of: item), isCorrect: item.isTicked ?? false, feedback: nil)
    }
    return Found(
      choice: Question.Choice(options: options, choosesAll: options.count(where: \.isCorrect) > 1),
      list: index,
      key: nil)
  }

  /// An item without its marker.
  private func text(of item: Node) -> String {
    guard let first = item.children.first else { return "" }
    return manuscript.markdown(first.range.lowerBound..<max(first.range.lowerBound, item.range.upperBound))
      .trimmingSpaces
  }

  /// The texts of items that begin with `A:`, `B:` and so on, or with `A)` or `A.`, in order.
  private func lettered(_ items: [Node]) -> [String]? {
    var texts: [String] = []
    for (position, item) in items.enumerated() {
      guard let start = letters(item, at: position) else { return nil }
      texts.append(manuscript.markdown(start..<max(start, item.range.upperBound)).trimmingSpaces)
    }
    return texts
  }

  /// Where the text of an item begins behind the letter of its position.
  private func letters(_ item: Node, at position: Int) -> Int? {
    guard position < 26, let words = item.children.first?.range, words.count > 1,
      source.bytes[words.lowerBound].lowercased == UInt8(ascii: "a") + UInt8(position)
    else { return nil }
    switch source.bytes[words.lowerBound + 1] {
    case UInt8(ascii: ":"), UInt8(ascii: ")"), UInt8(ascii: "."): return words.lowerBound + 2
    default: return nil
    }
  }

  /// The block after the options that reads `Answer: D`, alone or with text behind it.
  private func key(after list: Int, count: Int) -> (block: Int, letter: Int, rest: Int)? {
    for index in list + 1..<blocks.upperBound {
      let block = manuscript.landmarks[index]
      guard block.isHeading || block.kind == .paragraph,
        let start = Self.answer.end(in: source.bytes[block.words]), start < block.words.upperBound
      else { continue }
      let letter = Int(source.bytes[start].lowercased) - Int(UInt8(ascii: "a"))
      let rest = source.bytes[start + 1..<block.words.upperBound]
      guard (0..<count).contains(letter), !(rest.first?.isLetterOrDigit ?? false) else { continue }
      return (index, letter, start + 1)
    }
    return nil
  }

  private static let answer = Label("Answer")
}
