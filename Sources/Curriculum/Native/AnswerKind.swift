import Markdown

/// What an answer consists of.
enum AnswerKind {
  /// Languages whose programs the quiz can run.
  private static let runnable: Set<String> = ["swift", "python", "python3", "py"]

  private static let placeholders: Set<String> = [
    "todo", "tbd", "tba", "fixme", "coming soon", "to be added", "to be done", "work in progress", "wip",
    "add answer here", "add your answer here", "answer goes here", "your answer here", "n/a", "none",
  ]

  /// A program is asked for where the answer begins with a fenced block of Swift or Python, and everything around
  /// the code is shorter than the code.
  static func isProgram(_ blocks: [Node]) -> Bool {
    guard let first = blocks.first, first.kind == .codeBlock, first.isFenced,
      runnable.contains(language(of: first)?.lowercased() ?? "")
    else { return false }
    var code = 0
    var prose = 0
    for block in blocks {
      if block.kind == .codeBlock {
        code += block.literal.utf8.count
      } else {
        prose += block.plainText.utf8.count
      }
    }
    return prose < code
  }

  static func answerClass(of blocks: [Node]) -> Question.AnswerClass {
    let saying = blocks.filter { block in
      block.kind != .rule
        && !(block.kind == .htmlBlock && block.literal.drop(while: \.isWhitespace).hasPrefix("<!--"))
    }
    if saying.isEmpty { return .empty }
    // Nobody writes a placeholder or a list of links of such a length; this spares most answers the walk.
    guard saying.reduce(0, { $0 + $1.range.count }) < 2000 else { return .text }
    guard saying.allSatisfy({ $0.kind == .paragraph || $0.kind == .list || $0.kind == .quote }) else {
      return .text
    }
    if !isLong(saying) {
      let text = saying.map(\.plainText).joined(separator: "\n")
      if text.utf8.count < maximumPlaceholder, isPlaceholder(text) { return .placeholder }
    }
    return saying.allSatisfy(isOnlyLinks) ? .linkOnly : .text
  }

  private static let maximumPlaceholder = 200

  /// Whether the words alone are more than a placeholder would be, as they nearly always are.
  private static func isLong(_ blocks: [Node]) -> Bool {
    var count = 0
    for block in blocks {
      for text in block.descendants(of: [.text]) {
        count += text.literal.utf8.count
        if count >= maximumPlaceholder { return true }
      }
    }
    return false
  }

  private static func isPlaceholder(_ text: String) -> Bool {
    let words = text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "/") }.joined(separator: " ")
    // Nothing but dots, dashes or question marks says no more than "to do".
    return words.isEmpty ? !text.contains { $0 == "$" || $0.isSymbol } : placeholders.contains(words)
  }

  private static func isOnlyLinks(_ block: Node) -> Bool {
    var found = false
    var end = 0
    for node in block.descendants {
      if node.range.lowerBound < end { continue }
      switch node.kind {
      case .link:
        found = true
        end = node.range.upperBound
      case .text:
        var rest = node.literal.utf8[...]
        while let start = rest.firstIndex(where: { !Excerpt.isSpace($0) }) {
          let word = Substring(rest[start...].prefix { !Excerpt.isSpace($0) })
          rest = rest[word.endIndex...]
          if word.hasPrefix("http://") || word.hasPrefix("https://") {
            found = true
          } else if word.utf8.contains(where: \.isLetterOrDigit)
            || word.contains(where: { $0.isLetter || $0.isNumber })
          {
            return false
          }
        }
      case .code, .math, .image, .codeBlock, .mathBlock: return false
      default: break
      }
    }
    return found
  }

  /// The first word of a fence's info string.
  static func language(of block: Node) -> String? {
    let word = block.info.prefix { !$0.isWhitespace && $0 != "{" && $0 != "," }
    return word.isEmpty ? nil : String(word)
  }
}
