/// TeX as readable Unicode text.
package enum MathText {
  /// A formula on one line, or nil for what cannot be shown so (show its TeX then).
  package static func render(tex: String) -> String? {
    guard let formula = parse(tex) else { return nil }
    return MathLayout(isDisplay: false).box(formula).rows[0].trimmingSpaces
  }

  /// A formula laid out over as many lines as it needs, none wider than `width` where that is possible at all;
  /// nil as for `render`.
  package static func lines(tex: String, width: Int) -> [String]? {
    guard let formula = parse(tex) else { return nil }
    if let rows = fitting(formula, width: width) { return rows }
    let line = StyledLine(MathLayout(isDisplay: false).box(formula).rows[0].trimmingSpaces)
    return line.wrapped(to: width, rest: StyledLine(spaces: hanging(width))).map(\.plain)
  }

  private static func parse(_ tex: String) -> MathNode? {
    var parser = MathParser(tex.sanitisedForTerminal)
    guard let formula = try? parser.parse() else { return nil }
    if case .row(let items) = formula, items.isEmpty { return nil }
    return formula
  }

  private static func hanging(_ width: Int) -> Int { width >= 24 ? 4 : 2 }

  /// The formula in two dimensions, broken before relations or signs where it must be.
  private static func fitting(_ formula: MathNode, width: Int) -> [String]? {
    let layout = MathLayout(isDisplay: true)
    let whole = layout.box(formula)
    if whole.width <= width { return trimmed(whole) }
    switch formula {
    case .row(let items): return broken(layout.place(items), layout, width: width)
    case .grid(let grid):
      guard case .aligned = grid.shape else { return nil }
      var lines: [String] = []
      for row in grid.rows {
        let cells = row.enumerated().map { MathItem(node: $1, isSpaced: $0 > 0) }.flatMap(items)
        guard let part = fitting(.row(cells), width: width) else { return nil }
        lines.append(contentsOf: part)
      }
      return lines
    default: return nil
    }
  }

  private static func items(of cell: MathItem) -> [MathItem] {
    if case .row(let items) = cell.node { items } else { [cell] }
  }

  /// Fills lines with pieces that begin with a relation, or where those are too long with a sign.
  private static func broken(_ placed: [MathLayout.Placed], _ layout: MathLayout, width: Int) -> [String]? {
    let indent = hanging(width)
    var pieces: [ArraySlice<MathLayout.Placed>] = []
    for piece in split(placed[...], before: .relation) {
      if layout.box(piece).width <= width - indent {
        pieces.append(piece)
      } else {
        pieces.append(contentsOf: split(piece, before: .binary))
      }
    }
    var lines: [MathBox] = []
    for piece in pieces {
      var box = layout.box(piece)
      guard box.width + (lines.isEmpty ? 0 : indent) <= width else { return nil }
      if let last = lines.last, last.width + (piece.first?.gap ?? 0) + box.width <= width {
        lines[lines.count - 1].appendSpaces(piece.first?.gap ?? 0)
        lines[lines.count - 1].append(box)
      } else {
        if !lines.isEmpty {
          let text = box
          box = MathBox(String(repeating: " ", count: indent))
          box.append(text)
        }
        lines.append(box)
      }
    }
    return lines.flatMap(trimmed)
  }

  private static func split(
    _ placed: ArraySlice<MathLayout.Placed>, before mathClass: MathClass
  ) -> [ArraySlice<MathLayout.Placed>] {
    var pieces: [ArraySlice<MathLayout.Placed>] = []
    var start = placed.startIndex
    var depth = 0
    for index in placed.indices {
      let current = placed[index].mathClass
      if current == .open { depth += 1 }
      if current == .close { depth -= 1 }
      guard current == mathClass, depth <= 0, index > start else { continue }
      pieces.append(placed[start..<index])
      start = index
    }
    pieces.append(placed[start...])
    return pieces
  }

  private static func trimmed(_ box: MathBox) -> [String] { box.rows.map(\.trimmingTrailingSpaces) }
}

extension String {
  fileprivate var trimmingTrailingSpaces: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  fileprivate var trimmingSpaces: String { String(trimmingTrailingSpaces.drop { $0 == " " }) }
}
