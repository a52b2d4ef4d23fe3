/// A short answer with everything taken off that isn't its meaning: case, Markdown, the spelling of symbols (`σ` and
/// `\sigma`, `hₜ`, `h_t` and `$h_t$` are the same), hyphens, quotes and punctuation at the end.
struct FoldedText: Hashable {
  let words: [String]

  /// Without its spaces, so that `hidden_state`, `hidden-state` and `hidden state` are equal.
  var letters: String { words.joined() }

  init(_ text: String) {
    var output = ""
    var wasSuperscript = false
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      let superscript = Symbols.superscripts[scalar]
      defer { wasSuperscript = superscript != nil }
      if let base = superscript {
        if !wasSuperscript { output += "^" }
        output.unicodeScalars.append(base)
        continue
      }
      switch scalar {
      case "\\":
        let name = String(
          String.UnicodeScalarView(scalars.prefix { $0.properties.isAlphabetic && $0.isASCII }))
        scalars = scalars.dropFirst(name.unicodeScalars.count)
        if Symbols.silentCommands.contains(name) { continue }
        output += name.isEmpty ? " " : name
      case "*", "`", "$", "{", "}", "_", "\"", "'", "’", "‘", "“", "”": continue
      case "-", "‐", "‑", "–", "—", "−":
        // Between letters a hyphen, elsewhere a sign.
        let isHyphen =
          output.unicodeScalars.last?.properties.isAlphabetic == true
          && scalars.first?.properties.isAlphabetic == true
        output += isHyphen ? " " : "-"
      default:
        if let base = Symbols.subscripts[scalar] {
          output.unicodeScalars.append(base)
        } else if let name = Symbols.names[scalar] {
          output += name
        } else {
          output.unicodeScalars.append(scalar)
        }
      }
    }
    var words = output.lowercased().split(whereSeparator: \.isWhitespace).map { word in
      var word = word
      while let last = word.last, ".,;:!?".contains(last), word.count > 1 { word.removeLast() }
      return String(word)
    }
    if words.count > 1 {
      let kept = words.filter { !["a", "an", "the"].contains($0) }
      if !kept.isEmpty { words = kept }
    }
    self.words = words.map(Self.stem)
  }

  private static func stem(_ word: String) -> String {
    switch word {
    case "matrices": return "matrix"
    case "vertices": return "vertex"
    case "indices": return "index"
    default: break
    }
    var stem = word[...]
    guard stem.utf8.count > 3 else { return word }
    if stem.hasSuffix("ies") { return stem.dropLast(3) + "y" }
    // The e goes too, of the singular as well: gates and gate, boxes and box, biases and bias all meet.
    if stem.hasSuffix("s"), !["ss", "us", "is", "ias"].contains(where: stem.hasSuffix) { stem.removeLast() }
    if stem.hasSuffix("e"), stem.utf8.count > 3 { stem.removeLast() }
    return String(stem)
  }
}

/// How symbols are spelled out: Greek and operators by their TeX names.
private enum Symbols {
  static let names: [Unicode.Scalar: String] = [
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi",
    "π": "pi",
    "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
    "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Σ": "Sigma", "Φ": "Phi", "Ψ": "Psi",
    "Ω": "Omega",
    "⊙": "odot", "∘": "odot", "×": "times", "·": "cdot", "⋅": "cdot", "∞": "infty", "√": "sqrt",
    "∂": "partial",
    "∇": "nabla", "∑": "sum", "∏": "prod", "≤": "le", "≥": "ge", "≠": "ne", "→": "to", "∈": "in", "ℓ": "ell",
  ]
  static let subscripts: [Unicode.Scalar: Unicode.Scalar] = pairs(
    "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ₊₋", "0123456789aehijklmnoprstuvx+-")
  static let superscripts: [Unicode.Scalar: Unicode.Scalar] = pairs(
    "⁰¹²³⁴⁵⁶⁷⁸⁹ⁱⁿᵀ⁺⁻ˣ", "0123456789inT+-x")
  /// Commands that only change how their argument looks.
  static let silentCommands: Set<String> = [
    "mathbf", "mathrm", "mathit", "mathcal", "mathbb", "boldsymbol", "operatorname", "text", "textbf",
    "textrm",
    "left", "right", "big", "Big", "displaystyle",
  ]

  private static func pairs(_ keys: String, _ values: String) -> [Unicode.Scalar: Unicode.Scalar] {
    Dictionary(zip(keys.unicodeScalars, values.unicodeScalars), uniquingKeysWith: { first, _ in first })
  }
}
