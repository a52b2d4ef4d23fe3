/// The part of an id that says what something is about: its words in lower case, joined by hyphens.
enum IdentifierWords {
  /// At most this many bytes, cut between words: an id is typed by people.
  private static let limit = 60

  static func joined(_ text: String) -> String {
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    let bytes = Array((isASCII ? text : text.lowercased()).utf8)[...]
    var slug: [UInt8] = []
    var word: [UInt8] = []
    /// Whether there is room for more.
    func add() -> Bool {
      defer { word.removeAll(keepingCapacity: true) }
      guard !word.isEmpty else { return true }
      guard slug.isEmpty || slug.count + 1 + word.count <= limit else { return false }
      slug += (slug.isEmpty ? [] : [UInt8(ascii: "-")]) + word
      return true
    }
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      if byte.isLetterOrDigit {
        word.append(byte.lowercased)
      } else if byte == 0xE2, bytes[(index - 1)...].starts(with: "’") {
        index += 2
      } else if byte == 0xE2, index < bytes.endIndex, bytes[index] == 0x80 {
        // The dashes, quotes and spaces of U+2000 to U+203F.
        index = min(index + 2, bytes.endIndex)
        guard add() else { break }
      } else if byte >= 0x80 {
        word.append(byte)
      } else if byte != UInt8(ascii: "'") {
        guard add() else { break }
      }
    }
    _ = add()
    return String(decoding: slug, as: UTF8.self)
  }
}
