extension MathLayout {
  func text(ofScript node: MathNode?) -> String? {
    guard let node else { return nil }
    return MathLayout(isDisplay: false, isScript: true).box(node).rows[0]
  }

  func script(_ base: MathNode, _ sub: MathNode?, _ sup: MathNode?) -> MathBox {
    let below = text(ofScript: sub)
    let above = text(ofScript: sup)
    let smallBelow = below.map { MathScripts.small($0, isSuperscript: false) } ?? ""
    let smallAbove = above.map { MathScripts.small($0, isSuperscript: true) } ?? ""
    if isDisplay, hasLimits(base), let limits = limits(base, below, above, smallBelow, smallAbove) {
      return limits
    }

    var box = self.box(base)
    if needsBrackets(base, box) { box = box.fenced("(", ")") }
    if box.height > 1 {
      let column = MathBox(
        rows: [smallAbove ?? above ?? ""] + Array(repeating: "", count: box.height - 2) + [
          smallBelow ?? below ?? ""
        ],
        baseline: box.baseline)
      box.append(column)
      return box
    }
    let lower = smallBelow ?? below.map { MathScripts.script($0, isSuperscript: false) } ?? ""
    let upper = smallAbove ?? above.map { MathScripts.script($0, isSuperscript: true) } ?? ""
    // `W_fᵀ` would read as a transposed f.
    let swaps = smallBelow == nil && smallAbove != nil && !lower.hasSuffix(")") && !upper.isEmpty
    let last = swaps ? lower : upper.isEmpty ? lower : upper
    let isMarked = last.hasPrefix("_") || last.hasPrefix("^")
    return MathBox(
      box.rows[0] + (swaps ? upper + lower : lower + upper),
      ending: !isMarked ? .closed : last.hasSuffix(")") ? .bracket : .word)
  }

  func needsBrackets(_ base: MathNode, _ box: MathBox) -> Bool {
    switch base.unwrapped {
    case .row(let items): items.count > 1
    case .fraction: true
    case .text(let text): text.contains(" ")
    default: false
    }
  }

  func hasLimits(_ base: MathNode) -> Bool {
    switch base.mathClass {
    case .big, .word: true
    default: false
    }
  }

  /// Limits above and below their sign, where they cannot be set as small letters behind it.
  func limits(
    _ base: MathNode, _ below: String?, _ above: String?, _ smallBelow: String?, _ smallAbove: String?
  ) -> MathBox? {
    let isHard = { (text: String?, small: String?) in
      small == nil && text.map { !MathScripts.isOneWord($0) } ?? false
    }
    guard isHard(below, smallBelow) || isHard(above, smallAbove) else { return nil }
    let boxes = [above.map { MathBox($0) }, box(base), below.map { MathBox($0) }].compactMap(\.self)
    return MathBox.stack(boxes, .center, baselineOf: above == nil ? 0 : 1)
  }
}
