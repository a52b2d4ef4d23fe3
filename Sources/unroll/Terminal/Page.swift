import Markdown

/// A screen in three parts: a line at the top, a body that scrolls, and at the bottom the keys that do something.
struct Page {
  var title: StyledLine
  /// At the right end of the title's line, where there is room.
  var status: StyledLine = []
  var body: [StyledLine]
  /// Where the cursor stands in the body.
  var cursor: Frame.Cursor?
  /// Shown above the keys, for what happened last.
  var notice: StyledLine = []
  var keys: [KeyHint]

  struct KeyHint: Equatable {
    var key: String
    var label: String

    init(_ key: String, _ label: String) {
      self.key = key
      self.label = label
    }
  }

  /// The frame for a window, the body scrolled down by `offset` lines (clamped into what there is).
  func frame(size: Terminal.Size, offset: inout Int) -> Frame {
    let footer = footer(width: size.columns, rows: size.rows)
    // Title and rule take two rows, unless the window is very low.
    let header =
      size.rows >= 8
      ? [titleLine(width: size.columns), rule(size.columns)] : [titleLine(width: size.columns)]
    let room = max(1, size.rows - header.count - footer.count)
    offset = max(0, min(offset, body.count - room))
    if let cursor, cursor.row - offset >= room || cursor.row < offset {
      offset = max(0, cursor.row - room + 1)
    }
    var lines = header + body.dropFirst(offset).prefix(room)
    let rest = body.count - offset - room
    while lines.count < header.count + room { lines.append([]) }
    if (rest > 0 || offset > 0) && size.rows >= 8 {
      lines[header.count - 1] = scrollRule(size.columns, above: offset, below: max(0, rest))
    }
    lines += footer
    let shown = cursor.map { Frame.Cursor(row: $0.row - offset + header.count, column: $0.column) }
    return Frame(lines: lines, cursor: shown)
  }

  /// How many lines of the body a window shows: what PageDown moves by.
  func roomForBody(size: Terminal.Size) -> Int {
    max(1, size.rows - (size.rows >= 8 ? 2 : 1) - footer(width: size.columns, rows: size.rows).count)
  }

  private func titleLine(width: Int) -> StyledLine {
    let gap = width - title.width - status.width
    if status.isEmpty || gap >= 2 { return title + StyledLine(spaces: status.isEmpty ? 0 : gap) + status }
    let room = width - status.width - 2
    return room >= 8 ? title.truncated(to: room) + StyledLine(spaces: 2) + status : title.truncated(to: width)
  }

  private func rule(_ width: Int) -> StyledLine { StyledLine(String(repeating: "─", count: width), .dim) }

  private func scrollRule(_ width: Int, above: Int, below: Int) -> StyledLine {
    let text = [above > 0 ? "↑\(above)" : nil, below > 0 ? "↓\(below) more" : nil].compactMap(\.self)
      .joined(separator: " ")
    let label = StyledLine(" \(text) ", .dim)
    guard label.width + 2 <= width else { return rule(width) }
    return StyledLine(String(repeating: "─", count: width - label.width - 2), .dim) + label
      + StyledLine("──", .dim)
  }

  /// The notice and the keys, in as many lines as they need and the window can spare.
  private func footer(width: Int, rows: Int) -> [StyledLine] {
    var lines: [StyledLine] = [[]]
    for hint in keys {
      let piece = StyledLine(hint.key, .bold) + (hint.label.isEmpty ? [] : StyledLine(" " + hint.label, .dim))
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = piece
      } else if last.width + 2 + piece.width <= width {
        lines[lines.count - 1] = last + StyledLine(spaces: 2) + piece
      } else {
        lines.append(piece)
      }
    }
    lines = Array(lines.prefix(max(1, rows / 3)))
    return notice.isEmpty ? lines : [notice.truncated(to: width)] + lines
  }
}
