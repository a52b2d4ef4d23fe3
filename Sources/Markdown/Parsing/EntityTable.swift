/// What character references stand for. The 2,125 names are cmark's: it is asked for each name once.
struct EntityTable {
  struct Entity {
    var length: Int
    var characters: [UInt8]
  }

  private var known: [[UInt8]: [UInt8]] = [:]

  /// The reference at an `&`, given the first byte of what cmark made of the text from there on.
  mutating func entity(
    in bytes: UnsafeBufferPointer<UInt8>, at start: Int, decodedTo first: UInt8
  ) -> Entity? {
    var end = start + 1
    let isNumeric = end < bytes.count && bytes[end] == UInt8(ascii: "#")
    if isNumeric { end += 1 }
    while end < bytes.count, end - start <= 33, bytes[end].isDigit || bytes[end].isLetter { end += 1 }
    guard end < bytes.count, bytes[end] == UInt8(ascii: ";") else { return nil }
    let name = Array(bytes[start...end])
    // Where an ampersand is left, the text was no reference, or one to the ampersand itself.
    if first == UInt8(ascii: "&"), !isNumeric, name != Array("&amp;".utf8), name != Array("&AMP;".utf8) {
      return nil
    }
    let characters = decode(name)
    return characters == name ? nil : Entity(length: name.count, characters: characters)
  }

  private mutating func decode(_ name: [UInt8]) -> [UInt8] {
    if let characters = known[name] { return characters }
    // A heading takes its text even where that would begin another block.
    let characters = (Array("# ".utf8) + name).withUnsafeBufferPointer { text -> [UInt8] in
      guard let tree = CmarkTree(parsing: text), let node = tree.root.firstChild?.firstChild else {
        return name
      }
      return node.withLiteral { Array($0) }
    }
    known[name] = characters
    return characters
  }
}
