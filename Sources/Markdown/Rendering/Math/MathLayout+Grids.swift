extension MathLayout {
  func box(_ grid: MathGrid) -> MathBox {
    isDisplay && !isScript ? tall(grid) : MathBox(oneLine(grid))
  }

  /// `[a b; c d]`.
  func oneLine(_ grid: MathGrid) -> String {
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

  func tall(_ grid: MathGrid) -> MathBox {
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

  func gap(before column: Int, _ shape: MathGrid.Shape) -> Int {
    if case .aligned = shape { return column % 2 == 1 ? 1 : 4 }
    return 2
  }

  func alignment(of column: Int, in grid: MathGrid) -> Node.Alignment {
    switch grid.shape {
    case .aligned: column % 2 == 0 && grid.rows.contains { $0.count > 1 } ? .right : .left
    case .cases: .left
    case .matrix: column < grid.alignments.count ? grid.alignments[column] : .center
    }
  }
}
