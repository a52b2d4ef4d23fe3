import Markdown

/// A line of text being typed, with the usual keys: arrows, Home, End, Backspace, Delete, Ctrl-A E U K W, paste.
struct LineEditor: Equatable {
  private(set) var characters: [Character] = []
  private(set) var cursor = 0

  var text: String { String(characters) }
  var isEmpty: Bool { characters.isEmpty }

  init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  /// Takes a key that edits; false for keys that mean something to the screen around it.
  mutating func take(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert([character])
    case .paste(let text):
      // A pasted answer is one line here: line breaks would otherwise answer by accident.
      insert(text.map { $0.isNewline || $0 == "\t" ? " " : $0 }.filter { !Self.isControl($0) })
    case .backspace: delete(cursor - 1..<cursor)
    case .delete, .control("d"): delete(cursor..<cursor + 1)
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(characters.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = characters.count
    case .control("u"): delete(0..<cursor)
    case .control("k"): delete(cursor..<characters.count)
    case .control("w"): delete(startOfWord..<cursor)
    default: return false
    }
    return true
  }

  private var startOfWord: Int {
    var start = cursor
    while start > 0, characters[start - 1].isWhitespace { start -= 1 }
    while start > 0, !characters[start - 1].isWhitespace { start -= 1 }
    return start
  }

  private mutating func insert(_ new: [Character]) {
    characters.insert(contentsOf: new, at: cursor)
    cursor += new.count
  }

  private mutating func delete(_ range: Range<Int>) {
    let range = range.clamped(to: 0..<characters.count)
    characters.removeSubrange(range)
    cursor = range.isEmpty ? cursor : range.lowerBound
  }

  private static func isControl(_ character: Character) -> Bool {
    character.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}
