extension MathLayout {
  private static let vulgar = [
    "1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾", "1/5": "⅕", "1/6": "⅙", "1/8": "⅛",
  ]

  func fraction(_ numerator: MathNode, _ denominator: MathNode) -> MathBox {
    let above = flat.box(numerator)
    let below = flat.box(denominator)
    if isDisplay, !isScript {
      let width = max(above.width, below.width)
      return MathBox.stack(
        [above, MathBox(String(repeating: "─", count: width)), below], .center, baselineOf: 1)
    }
    let top = Self.isOneTerm(above.rows[0]) ? above.rows[0] : "(\(above.rows[0]))"
    let bottom =
      Self.isOneTerm(below.rows[0]) && Self.isOneFactor(denominator) ? below.rows[0] : "(\(below.rows[0]))"
    let text = "\(top)/\(bottom)"
    return MathBox(Self.vulgar[text] ?? text, ending: bottom.last == ")" ? .closed : below.ending)
  }

  /// Whether nothing outside of brackets falls apart when a slash is put next to it.
  static func isOneTerm(_ text: String) -> Bool {
    var depth = 0
    for (index, character) in text.enumerated() {
      switch character {
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth -= 1
      case " ", "/": if depth == 0 { return false }
      case "+", "−", "=", "±": if depth == 0, index > 0 { return false }
      default: break
      }
    }
    return true
  }

  /// One symbol with its scripts, a bracket, a function's value, or a differential such as `∂hₜ` and `dx`.
  static func isOneFactor(_ node: MathNode) -> Bool {
    guard case .row(let items) = node.unwrapped else { return true }
    let factors = items.filter { if case .space = $0.node { false } else { true } }
    guard let first = factors.first else { return true }
    switch first.node.mathClass {
    case .binary: return false
    case .prefix: return factors.count <= 2
    case .word: return true
    default: break
    }
    if factors.count == 2, case .atom("d", _) = first.node { return true }
    if factors.allSatisfy({
      if case .atom(let text, .ordinary) = $0.node { text.allSatisfy(\.isNumber) } else { false }
    }) {
      return true
    }
    return factors.count == 1 || first.node.mathClass == .open || isCall(factors)
  }

  /// `f(x)`: one letter and one pair of brackets to the end.
  static func isCall(_ factors: [MathItem]) -> Bool {
    guard factors.count >= 2, case .ordinary = factors[0].node.mathClass else { return false }
    if factors.count == 2, case .fenced = factors[1].node.mathClass { return true }
    guard case .open = factors[1].node.mathClass else { return false }
    let closes = factors.indices.filter { factors[$0].node.mathClass == .close }
    return closes == [factors.count - 1]
  }

  func root(_ degree: MathNode?, _ radicand: MathNode) -> MathBox {
    let body = flat.box(radicand)
    let isSimple: Bool =
      switch radicand.unwrapped {
      case .row(let items):
        items.allSatisfy {
          if case .atom(let text, .ordinary) = $0.node { text.allSatisfy(\.isNumber) } else { false }
        }
      case .fraction, .grid: false
      default: true
      }
    var sign = "√"
    if let degree = text(ofScript: degree) {
      sign = ["2": "√", "3": "∛", "4": "∜"][degree] ?? MathScripts.script(degree, isSuperscript: true) + "√"
    }
    return MathBox(
      sign + (isSimple ? body.rows[0] : "(\(body.rows[0]))"), ending: isSimple ? body.ending : .closed)
  }

  /// A combining mark on each letter or digit; the small ones of scripts keep clear of it.
  static func accented(_ text: String, _ mark: Unicode.Scalar) -> String {
    var accented = ""
    for character in text {
      accented.append(character)
      let isSmall =
        character.unicodeScalars.first.map { $0.properties.generalCategory == .modifierLetter } ?? true
      if character.isLetter && !isSmall || character.isWholeNumber && character.isASCII {
        accented.unicodeScalars.append(mark)
      }
    }
    return accented
  }
}
