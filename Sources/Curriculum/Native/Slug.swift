/// Ids made of headings.
package enum Slug {
  private static let maximumLength = 100

  /// Letters and digits in lower case, one hyphen for anything between them: `What is BPTT?` → `what-is-bptt`.
  package static func of(_ text: String) -> String {
    let slug = text.utf8.allSatisfy { $0 < 0x80 } ? ofASCII(text) : ofAny(text)
    return slug.isEmpty ? "question" : slug
  }

  /// The same as `ofAny`, many times faster: a course has a slug for each question.
  private static func ofASCII(_ text: String) -> String {
    var slug: [UInt8] = []
    slug.reserveCapacity(min(text.utf8.count, maximumLength + 1))
    var isPending = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        if isPending { slug.append(UInt8(ascii: "-")) }
        slug.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if isPending { slug.append(UInt8(ascii: "-")) }
        slug.append(byte | 0x20)
      default:
        isPending = !slug.isEmpty
        continue
      }
      isPending = false
      if slug.count >= maximumLength { break }
    }
    return String(decoding: slug, as: UTF8.self)
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
