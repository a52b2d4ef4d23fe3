import Testing

@testable import Curriculum

@Suite("Slugs")
struct SlugTests {
  /// The rule, character by character.
  private func expected(_ text: String) -> String {
    var slug = ""
    for character in text.lowercased() where slug.count < 100 {
      if character.isLetter || character.isNumber {
        slug.append(character)
      } else if slug.last != "-", !slug.isEmpty {
        slug.append("-")
      }
    }
    while slug.last == "-" { slug.removeLast() }
    return slug.isEmpty ? "question" : slug
  }

  @Test("Every short ASCII text, and the same beside a letter that isn't ASCII, follows the rule")
  func shortTexts() {
    for first in UInt8(0)..<128 {
      for second in UInt8(0)..<128 {
        let text = String(decoding: [first, second, UInt8(ascii: "Q")], as: UTF8.self)
        #expect(Slug.of(text) == expected(text))
        #expect(Slug.of("é" + text) == expected("é" + text))
      }
    }
  }

  @Test("Long texts end within a hundred characters, the same whether ASCII or not")
  func longTexts() {
    for length in 95...105 {
      let text = String(repeating: "a", count: length) + " b c"
      #expect(Slug.of(text) == "a" + Slug.of("é" + text.dropFirst()).dropFirst())
      #expect(Slug.of(text).count <= 101)
    }
  }
}
