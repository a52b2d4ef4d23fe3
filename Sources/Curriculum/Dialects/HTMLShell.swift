/// What is tags and nothing else around a text.
enum HTMLShell {
  private static let tags: [StaticString] = [
    "<br>", "<br/>", "<br />", "<b>", "</b>", "<p>", "</p>", "<div>", "</div>", "<details>", "</details>",
    "</summary>",
  ]

  /// The range of a text without spaces and tags at either end.
  static func stripped(_ bytes: ArraySlice<UInt8>) -> Range<Int> {
    var rest = bytes
    while true {
      let spaced = rest.drop(while: \.isWhitespace)
      guard spaced.first == UInt8(ascii: "<"), let tag = tags.first(where: { spaced.starts(with: $0) }) else {
        break
      }
      rest = spaced.dropFirst(tag.utf8CodeUnitCount)
    }
    while true {
      rest.trimEnd(while: \.isWhitespace)
      guard rest.last == UInt8(ascii: ">"), let tag = tags.first(where: { rest.ends(with: $0) }) else {
        break
      }
      rest = rest.dropLast(tag.utf8CodeUnitCount)
    }
    return rest.indices
  }
}

extension ArraySlice<UInt8> {
  func ends(with text: StaticString) -> Bool {
    count >= text.utf8CodeUnitCount && suffix(text.utf8CodeUnitCount).starts(with: text)
  }

  /// Where a text begins for the first time.
  func start(of text: StaticString) -> Int? {
    let text = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    return withUnsafeBufferPointer { bytes in
      var offset = 0
      while let start = bytes.firstOffset(of: text[0], from: offset) {
        if bytes.contains(text, at: start) { return startIndex + start }
        offset = start + 1
      }
      return nil
    }
  }

  func end(of text: StaticString) -> Int? { start(of: text).map { $0 + text.utf8CodeUnitCount } }

  func contains(_ text: StaticString) -> Bool { start(of: text) != nil }

  /// What stands outside of angle brackets.
  var withoutTags: [UInt8] {
    var isInside = false
    return filter { byte in
      if byte == UInt8(ascii: "<") { isInside = true }
      defer { if byte == UInt8(ascii: ">") { isInside = false } }
      return !isInside
    }
  }
}
