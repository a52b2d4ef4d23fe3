/// Sets a formula: on one line, or with fractions, matrices and limits in two dimensions.
struct MathLayout {
  /// Whether parts may be taller than a line.
  let isDisplay: Bool
  /// Inside scripts there are no spaces, and nothing is tall.
  var isScript = false

  private var flat: MathLayout { MathLayout(isDisplay: false, isScript: isScript) }

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

  private func beginsWithSign(_ fraction: MathNode) -> Bool {
    guard case .fraction(.row(let items), _) = fraction else { return false }
    return items.first?.node.mathClass == .binary
  }

  private func nextClass(_ items: [MathItem], after index: Int) -> MathClass? {
    for item in items[(index + 1)...] {
      if case .space = item.node { continue }
      return item.node.mathClass
    }
    return nil
  }

  /// Whether something next to a fraction would seem to belong to one half of it.
  private static func isFactor(_ mathClass: MathClass?) -> Bool {
    switch mathClass {
    case .ordinary, .fenced, .fraction, .big, .word: true
    default: false
    }
  }

  /// A plus or minus with nothing before it that it could join.
  private func isSign(after previous: MathClass?, isLast: Bool) -> Bool {
    switch previous {
    case nil, .binary, .relation, .open, .punctuation, .word, .big, .prefix, .sign: true
    default: isLast
    }
  }

  private func gap(between previous: MathClass?, and current: MathClass, isSpaced: Bool) -> Int {
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

  // MARK: Scripts

  private func text(ofScript node: MathNode?) -> String? {
    guard let node else { return nil }
    return MathLayout(isDisplay: false, isScript: true).box(node).rows[0]
  }

  private func script(_ base: MathNode, _ sub: MathNode?, _ sup: MathNode?) -> MathBox {
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

  private func needsBrackets(_ base: MathNode, _ box: MathBox) -> Bool {
    switch base.unwrapped {
    case .row(let items): items.count > 1
    case .fraction: true
    case .text(let text): text.contains(" ")
    default: false
    }
  }

  private func hasLimits(_ base: MathNode) -> Bool {
    switch base.mathClass {
    case .big, .word: true
    default: false
    }
  }

  /// Limits above and below their sign, where they cannot be set as small letters behind it.
  private func limits(
    _ base: MathNode, _ below: String?, _ above: String?, _ smallBelow: String?, _ smallAbove: String?
  ) -> MathBox? {
    let isHard = { (text: String?, small: String?) in
      small == nil && text.map { !MathScripts.isOneWord($0) } ?? false
    }
    guard isHard(below, smallBelow) || isHard(above, smallAbove) else { return nil }
    let boxes = [above.map { MathBox($0) }, box(base), below.map { MathBox($0) }].compactMap(\.self)
    return MathBox.stack(boxes, .center, baselineOf: above == nil ? 0 : 1)
  }

  // MARK: Fractions and roots

  private static let vulgar = [
    "1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾", "1/5": "⅕", "1/6": "⅙", "1/8": "⅛",
  ]

  private func fraction(_ numerator: MathNode, _ denominator: MathNode) -> MathBox {
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
  private static func isOneTerm(_ text: String) -> Bool {
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
  private static func isOneFactor(_ node: MathNode) -> Bool {
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
  private static func isCall(_ factors: [MathItem]) -> Bool {
    guard factors.count >= 2, case .ordinary = factors[0].node.mathClass else { return false }
    if factors.count == 2, case .fenced = factors[1].node.mathClass { return true }
    guard case .open = factors[1].node.mathClass else { return false }
    let closes = factors.indices.filter { factors[$0].node.mathClass == .close }
    return closes == [factors.count - 1]
  }

  private func root(_ degree: MathNode?, _ radicand: MathNode) -> MathBox {
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
  private static func accented(_ text: String, _ mark: Unicode.Scalar) -> String {
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

  // MARK: Grids

  private func box(_ grid: MathGrid) -> MathBox {
    isDisplay && !isScript ? tall(grid) : MathBox(oneLine(grid))
  }

  /// `[a b; c d]`.
  private func oneLine(_ grid: MathGrid) -> String {
    let cells = grid.rows.map { row in row.map { flat.box($0).rows[0] } }
    switch grid.shape {
    case .matrix(let left, let right):
      let separator = cells.contains { $0.contains { $0.contains(" ") } } ? ", " : " "
      return left + cells.map { $0.joined(separator: separator) }.joined(separator: "; ") + right
    case .cases: return "{" + cells.map { $0.joined(separator: " ") }.joined(separator: "; ") + "}"
    case .aligned:
      return cells.map { $0.filter { !$0.isEmpty }.joined(separator: " ") }.joined(separator: "; ")
    }
  }

  private func tall(_ grid: MathGrid) -> MathBox {
    // In a matrix cells stay on one line; equations below each other are displays of their own.
    let inner: MathLayout
    if case .aligned = grid.shape { inner = self } else { inner = flat }
    let columns = grid.rows.reduce(0) { max($0, $1.count) }
    let cells = grid.rows.map { row in
      (0..<columns).map { $0 < row.count ? inner.box(row[$0]) : MathBox("") }
    }
    let widths = (0..<columns).map { column in cells.reduce(0) { max($0, $1[column].width) } }
    var rows: [MathBox] = []
    for row in cells {
      var line = MathBox("")
      for (column, cell) in row.enumerated() {
        line.appendSpaces(column == 0 ? 0 : gap(before: column, grid.shape))
        line.append(cell.padded(to: widths[column], alignment(of: column, in: grid)))
      }
      let isTall = line.height > 1 || rows.last.map { $0.height > 1 } ?? false
      if isTall, !rows.isEmpty { rows.append(MathBox("")) }
      rows.append(line)
    }
    guard !rows.isEmpty else { return MathBox("") }
    var box = MathBox.stack(rows, .left, baselineOf: 0)
    box.baseline = (box.height - 1) / 2
    switch grid.shape {
    case .matrix(let left, let right): return box.fenced(left, right)
    case .cases:
      box = box.fenced("{", "")
      return box
    case .aligned: return box
    }
  }

  private func gap(before column: Int, _ shape: MathGrid.Shape) -> Int {
    if case .aligned = shape { return column % 2 == 1 ? 1 : 4 }
    return 2
  }

  private func alignment(of column: Int, in grid: MathGrid) -> Node.Alignment {
    switch grid.shape {
    case .aligned: column % 2 == 0 && grid.rows.contains { $0.count > 1 } ? .right : .left
    case .cases: .left
    case .matrix: column < grid.alignments.count ? grid.alignments[column] : .center
    }
  }
}
