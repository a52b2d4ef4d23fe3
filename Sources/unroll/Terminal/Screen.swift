import Markdown

/// What a terminal shall show: lines from the top, and where the cursor stands, if it is seen.
struct Frame: Equatable {
  var lines: [StyledLine]
  var cursor: Cursor?

  struct Cursor: Equatable {
    var row: Int
    var column: Int
  }
}

/// Draws frames without flicker: only the rows that changed are written, in one go.
struct Screen {
  private let theme: Theme
  private var shown: [String] = []
  private var size = Terminal.Size(columns: 0, rows: 0)

  init(usesColor: Bool) { theme = usesColor ? .ansi : .none }

  mutating func draw(_ frame: Frame, size: Terminal.Size, redrawsAll: Bool = false) {
    var text = "\u{1B}[?2026h\u{1B}[?25l"  // one update, for terminals that know; no cursor on its way
    if size != self.size || redrawsAll {
      text += "\u{1B}[2J"
      shown = []
      self.size = size
    }
    let rows = frame.lines.prefix(size.rows).map { $0.truncated(to: size.columns).ansi(theme) }
    for row in 0..<max(rows.count, shown.count) {
      let line = row < rows.count ? rows[row] : ""
      if row < shown.count, shown[row] == line { continue }
      text += "\u{1B}[\(row + 1);1H\(line)\u{1B}[K"
    }
    if let cursor = frame.cursor, cursor.row < size.rows {
      text += "\u{1B}[\(cursor.row + 1);\(min(cursor.column, size.columns - 1) + 1)H\u{1B}[?25h"
    }
    shown = rows
    Output.emit(text + "\u{1B}[?2026l", to: 1)
  }
}
