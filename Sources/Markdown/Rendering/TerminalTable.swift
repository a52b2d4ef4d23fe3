/// A table's cells and the widths its columns need.
struct TerminalTable {
  /// The lines of a cell; more than one where its author broke them.
  typealias Cell = [StyledLine]

  let header: [Cell]
  let rows: [[Cell]]
  let alignments: [Node.Alignment]

  init(_ table: Node, color: Bool) {
    var header: [Cell] = []
    var rows: [[Cell]] = []
    var alignments: [Node.Alignment] = []
    for row in table.children where row.kind == .tableRow {
      let cells = row.children.map { cell in
        var text = InlineText(color: color, style: row.isHeader ? Style(.heading) : .plain)
        text.add(cell)
        return text.finish().map(Self.line)
      }
      if row.isHeader {
        header = cells
        alignments = row.children.map(\.alignment)
      } else {
        rows.append(cells)
      }
    }
    let columns = max(header.count, rows.reduce(0) { max($0, $1.count) })
    self.header = Self.padded(header, to: columns, with: [])
    self.rows = rows.map { Self.padded($0, to: columns, with: []) }
    self.alignments = Self.padded(alignments, to: columns, with: .none)
  }

  private static func line(of part: InlineText.Part) -> StyledLine {
    switch part {
    case .text(let line): line
    case .formula(let tex): StyledLine(MathText.render(tex: tex) ?? "$\(tex)$", Style(.math))
    }
  }

  private static func padded<T>(_ values: [T], to count: Int, with filler: T) -> [T] {
    values + Array(repeating: filler, count: max(0, count - values.count))
  }

  var columnCount: Int { header.count }

  /// Widths for the columns that fit, borders included, into `room`; nil where a word would have to be cut.
  func columnWidths(room: Int) -> [Int]? {
    let natural = (0..<columnCount).map { column in
      max(1, cells(of: column).reduce(0) { $1.reduce($0) { max($0, $1.width) } })
    }
    let available = room - 3 * columnCount - 1
    if natural.reduce(0, +) <= available { return natural }
    // Long words may be cut, but not so that a column becomes a thread.
    let longestKept = max(10, min(24, available / max(1, columnCount)))
    let least = (0..<columnCount).map { column in
      min(longestKept, natural[column], cells(of: column).reduce(1) { max($0, Self.longestWord($1)) })
    }
    guard least.reduce(0, +) <= available else { return nil }
    // The widest level at which all columns, cut down to it, still fit.
    func widths(_ level: Int) -> [Int] { zip(least, natural).map { max($0, min(level, $1)) } }
    var low = 1
    var high = available
    while low < high {
      let middle = (low + high + 1) / 2
      if widths(middle).reduce(0, +) <= available { low = middle } else { high = middle - 1 }
    }
    return widths(low)
  }

  private func cells(of column: Int) -> [Cell] { [header[column]] + rows.map { $0[column] } }

  private static func longestWord(_ cell: Cell) -> Int {
    cell.reduce(0) { longest, line in
      line.plain.split(separator: " ").reduce(longest) { max($0, DisplayWidth.of($1)) }
    }
  }
}

extension BlockLayout {
  mutating func addTable(_ table: TerminalTable) {
    guard table.columnCount > 0 else { return }
    finishMarker()
    if let widths = table.columnWidths(room: room) {
      addGrid(table, widths)
    } else {
      addRecords(table)
    }
  }

  private mutating func addGrid(_ table: TerminalTable, _ widths: [Int]) {
    addBorder("┌", "┬", "┐", widths)
    addRow(table.header, table, widths)
    addBorder("├", "┼", "┤", widths)
    let isTall = table.rows.contains { row in
      zip(row, widths).contains { cell, width in cell.count > 1 || cell.contains { $0.width > width } }
    }
    for (index, row) in table.rows.enumerated() {
      if index > 0, isTall { addBorder("├", "┼", "┤", widths) }
      addRow(row, table, widths)
    }
    addBorder("└", "┴", "┘", widths)
  }

  private mutating func addBorder(_ left: String, _ middle: String, _ right: String, _ widths: [Int]) {
    let line = widths.map { String(repeating: "─", count: $0 + 2) }.joined(separator: middle)
    emit([Span(left + line + right, Style(.marker))])
  }

  private mutating func addRow(_ cells: [TerminalTable.Cell], _ table: TerminalTable, _ widths: [Int]) {
    let wrapped = zip(cells, widths).map { cell, width in cell.flatMap { $0.wrapped(to: width) } }
    let border = Span("│", Style(.marker))
    for index in 0..<max(1, wrapped.reduce(0) { max($0, $1.count) }) {
      var line: StyledLine = [border]
      for (column, lines) in wrapped.enumerated() {
        let text = index < lines.count ? lines[index].trimmingTrailingSpaces : []
        line.append(" ")
        line.append(text.padded(to: widths[column], alignment: table.alignments[column]))
        line.append(" ")
        line.append(border)
      }
      emit(line)
    }
  }

  /// For a table that is too wide for the screen: each row as a list of `header: value`.
  private mutating func addRecords(_ table: TerminalTable) {
    for (index, row) in table.rows.enumerated() {
      if index > 0 { emit([Span(String(repeating: "┄", count: room), Style(.marker))]) }
      for (column, cell) in row.enumerated() {
        let name = Self.joined(table.header[column])
        let value = Self.joined(cell)
        guard !value.isEmpty else { continue }
        flow(name.isEmpty ? value : name + [Span(": ", Style(.heading))] + value, hanging: 2)
      }
    }
    if table.rows.isEmpty { flow(Self.joined(table.header.flatMap { $0 })) }
  }

  private static func joined(_ cell: TerminalTable.Cell) -> StyledLine {
    var line = StyledLine()
    for part in cell {
      if !line.isEmpty { line.append(" ") }
      line.append(part)
    }
    return line
  }
}
