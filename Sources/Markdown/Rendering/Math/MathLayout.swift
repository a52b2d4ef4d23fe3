/// Sets a formula: on one line, or with fractions, matrices and limits in two dimensions.
struct MathLayout {
  /// Whether parts may be taller than a line.
  let isDisplay: Bool
  /// Inside scripts there are no spaces, and nothing is tall.
  var isScript = false

  var flat: MathLayout { MathLayout(isDisplay: false, isScript: isScript) }

  func box(_ node: MathNode) -> MathBox {
    switch node {
    case .atom(let text, let mathClass):
      // Relations alone in a cell or a script keep their place; signs need no space.
      return MathBox(mathClass == .binary && text == "∗" ? "*" : text)
    case .text(let text): return MathBox(text)
    case .space(let count): return MathBox(String(repeating: " ", count: count))
    case .row(let items): return box(items)
    case .script(let base, let sub, let sup): return script(base, sub, sup)
    case .fraction(let numerator, let denominator): return fraction(numerator, denominator)
    case .root(let degree, let radicand): return root(degree, radicand)
    case .accent(let mark, let body): return MathBox(Self.accented(flat.box(body).rows[0], mark))
    case .fenced(let left, let body, let right): return box(body).fenced(left, right)
    case .grid(let grid): return box(grid)
    }
  }

  // MARK: Rows

  struct Placed {
    var node: MathNode
    var gap: Int
    var mathClass: MathClass
    /// Needs brackets to be told apart from its neighbours when it is set on one line.
    var isAmbiguous = false
  }

  func box(_ items: [MathItem]) -> MathBox { box(place(items)) }

  func box(_ placed: some Collection<Placed>) -> MathBox {
    var row = MathBox("")
    var followsTallFraction = false
    for (index, item) in placed.enumerated() {
      var box = self.box(item.node)
      if item.isAmbiguous, box.height == 1, box.rows[0].contains("/") { box = box.fenced("(", ")") }
      let isTallFraction = item.mathClass == .fraction && box.height > 1
      var gap = index == 0 ? 0 : item.gap
      if gap == 0, let next = box.rows[0].first, row.needsSpace(before: next) { gap = 1 }
      if gap == 0, row.width > 0, isTallFraction || followsTallFraction && Self.isFactor(item.mathClass) {
        gap = 1
      }
      row.appendSpaces(gap)
      row.append(box)
      followsTallFraction = isTallFraction
    }
    return row
  }

  /// How many columns stand between the items of a row, and which of its fractions need brackets.
  func place(_ items: [MathItem]) -> [Placed] {
    var placed: [Placed] = []
    var previous: MathClass?
    var space: Int?
    for (index, item) in items.enumerated() {
      if case .space(let columns) = item.node {
        space = max(space ?? 0, columns)
        continue
      }
      var current = item.node.mathClass
      if current == .binary, isSign(after: previous, isLast: index == items.count - 1) { current = .sign }
      var gap = gap(between: previous, and: current, isSpaced: item.isSpaced)
      if let space { gap = isScript ? min(1, space) : max(gap, space) }
      var isAmbiguous = false
      if case .fraction = current, !isScript || !placed.isEmpty {
        isAmbiguous =
          Self.isFactor(previous) || Self.isFactor(nextClass(items, after: index))
          || previous == .binary && beginsWithSign(item.node)
      }
      placed.append(Placed(node: item.node, gap: gap, mathClass: current, isAmbiguous: isAmbiguous))
      previous = current
      space = nil
    }
    if let space, !isScript, !placed.isEmpty {
      placed.append(Placed(node: .space(space), gap: 0, mathClass: .ordinary))
    }
    return placed
  }

  func beginsWithSign(_ fraction: MathNode) -> Bool {
    guard case .fraction(.row(let items), _) = fraction else { return false }
    return items.first?.node.mathClass == .binary
  }

  func nextClass(_ items: [MathItem], after index: Int) -> MathClass? {
    for item in items[(index + 1)...] {
      if case .space = item.node { continue }
      return item.node.mathClass
    }
    return nil
  }

  /// Whether something next to a fraction would seem to belong to one half of it.
  static func isFactor(_ mathClass: MathClass?) -> Bool {
    switch mathClass {
    case .ordinary, .fenced, .fraction, .big, .word: true
    default: false
    }
  }

  /// A plus or minus with nothing before it that it could join.
  func isSign(after previous: MathClass?, isLast: Bool) -> Bool {
    switch previous {
    case nil, .binary, .relation, .open, .punctuation, .word, .big, .prefix, .sign: true
    default: isLast
    }
  }

  func gap(between previous: MathClass?, and current: MathClass, isSpaced: Bool) -> Int {
    guard let previous else { return 0 }
    switch (previous, current) {
    case (.relation, .relation): return 0
    case (.open, _), (_, .close), (_, .punctuation), (.sign, _): return 0
    case (_, .relation), (.relation, _), (_, .binary), (.binary, _), (.punctuation, _):
      return isScript ? 0 : 1
    case (.word, .open), (.word, .fenced): return 0
    case (.word, _), (.big, _), (_, .word): return 1
    case (.prefix, _): return 0
    case (_, .big): return isScript ? 0 : 1
    case (.fraction, .fraction): return isScript ? 0 : 1
    default: return isSpaced && !isScript ? 1 : 0
    }
  }
}
