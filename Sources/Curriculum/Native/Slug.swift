/// Ids made of headings.
package enum Slug {
  private static let maximumLength = 100

  /// Letters and digits in lower case, one hyphen for anything between them: `What is BPTT?` → `what-is-bptt`.
  package static func of(_ text: String) -> String {
    var text = text
    let slug =
      text.withUTF8 { bytes in bytes.allSatisfy { $0 < 0x80 } ? ofASCII(bytes) : nil } ?? ofAny(text)
    return slug.isEmpty ? "question" : slug
  }

  /// The same as `ofAny`, many times faster: a course has a slug for each question.
  private static func ofASCII(_ text: UnsafeBufferPointer<UInt8>) -> String {
    String(unsafeUninitializedCapacity: min(text.count, maximumLength) + 2) { slug in
      var count = 0
      var isPending = false
      for byte in text {
        guard byte.isLetterOrDigit else {
          isPending = count > 0
          continue
        }
        if isPending {
          slug[count] = UInt8(ascii: "-")
          count += 1
          isPending = false
        }
        slug[count] = byte.lowercased
        count += 1
        if count >= maximumLength { break }
      }
      return count
    }
  }

  private static func ofAny(_ text: String) -> String {
    var slug = ""
    var length = 0
    var isPending = false
    for character in text.lowercased() {
      guard isWordLike(character) else {
        isPending = length > 0
        continue
      }
      if isPending {
        slug.append("-")
        length += 1
        isPending = false
      }
      slug.append(character)
      length += 1
      if length >= maximumLength { break }
    }
    return slug
  }

  /// Unicode's tables are asked about what they are needed for.
  private static func isWordLike(_ character: Character) -> Bool {
    if let byte = character.asciiValue { return byte.isLetterOrDigit }
    return character.isLetter || character.isNumber
  }
}
