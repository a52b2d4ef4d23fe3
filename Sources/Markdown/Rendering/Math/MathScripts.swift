/// Unicode's small letters above and below the line. There are far from all: no subscript `c`, `T` or `θ`.
enum MathScripts {
  private static let subscripts = table(
    "0123456789+−-=()aehijklmnoprstuvxβγρφϕχ",
    "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵩᵪ")
  private static let superscripts = table(
    "0123456789+−-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθφϕχ⊤∘*∗⋆′″‴†‡⊥",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᵠᵠᵡᵀ°**⋆′″‴†‡⊥")

  private static func table(_ from: String, _ to: String) -> [Character: Character] {
    Dictionary(zip(from, to)) { first, _ in first }
  }

  /// A whole script in small letters; nil where one is missing, or where words would become hard to read.
  static func small(_ text: String, isSuperscript: Bool) -> String? {
    let table = isSuperscript ? superscripts : subscripts
    var small = ""
    var letters = 0
    for character in text {
      guard let mapped = table[character] else { return nil }
      letters = character.isLetter ? letters + 1 : 0
      guard letters < 4 else { return nil }
      small.append(mapped)
    }
    return small
  }

  /// A script in small letters where possible, and otherwise behind `_` or `^`, in brackets if need be.
  static func script(_ text: String, isSuperscript: Bool) -> String {
    if let small = small(text, isSuperscript: isSuperscript) { return small }
    return (isSuperscript ? "^" : "_") + (isOneWord(text) || isBracketed(text) ? text : "(\(text))")
  }

  static func isOneWord(_ text: String) -> Bool {
    text.count == 1 || text.utf8.allSatisfy { $0 == UInt8(ascii: "_") || Self.isAlphanumeric($0) }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }

  /// Whether the first bracket closes at the very end.
  private static func isBracketed(_ text: String) -> Bool {
    guard text.first == "(" else { return false }
    var depth = 0
    for (index, character) in text.enumerated() {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if depth == 0 { return index == text.count - 1 }
    }
    return false
  }
}
