/// Ids made of headings.
package enum Slug {
  private static let maximumLength = 100

  /// Letters and digits in lower case, one hyphen for anything between them: `What is BPTT?` → `what-is-bptt`.
  package static func of(_ text: String) -> String {
    var slug = ""
    var length = 0
    var isPending = false
    for character in text.lowercased() {
      guard character.isLetter || character.isNumber else {
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
    return slug.isEmpty ? "question" : slug
  }
}
