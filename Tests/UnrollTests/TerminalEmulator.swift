import Markdown

/// As much of a terminal as Unroll's screens use: text, cursor positions, erasing, the alternate screen.
struct TerminalEmulator {
  let columns: Int
  let rows: Int
  private var cells: [[String]]
  private var row = 0
  private var column = 0
  private(set) var isAlternate = false
  private var pending: [UInt8] = []

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// What a person sees, without blanks at line ends and empty lines at the bottom.
  var text: String {
    var lines = cells.map { line in
      var line = line.joined()
      while line.last == " " { line.removeLast() }
      return line
    }
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  mutating func take(_ bytes: some Sequence<UInt8>) {
    pending += bytes
    var index = 0
    while index < pending.count, let length = takeOne(at: index) { index += length }
    pending.removeFirst(index)
  }

  /// Length of what was understood at `index`; nil where more bytes are needed.
  private mutating func takeOne(at index: Int) -> Int? {
    let byte = pending[index]
    switch byte {
    case 0x0D: column = 0
    case 0x0A: lineFeed()
    case 0x08: column = max(0, column - 1)
    case 0x1B: return escape(at: index)
    case 0..<0x20: break
    default: return character(at: index)
    }
    return 1
  }

  private mutating func lineFeed() {
    if row + 1 < rows {
      row += 1
    } else {
      cells.removeFirst()
      cells.append(Array(repeating: " ", count: columns))
    }
  }

  private mutating func character(at index: Int) -> Int? {
    let byte = pending[index]
    let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    guard index + length <= pending.count else { return nil }
    let text = String(decoding: pending[index..<index + length], as: UTF8.self)
    let width = DisplayWidth.of(text)
    if width == 0 {
      if column > 0 { cells[row][column - 1] += text }
      return length
    }
    if column + width > columns {
      column = 0
      lineFeed()
    }
    cells[row][column] = text
    if width == 2, column + 1 < columns { cells[row][column + 1] = "" }
    column += width
    return length
  }

  private mutating func escape(at index: Int) -> Int? {
    guard index + 1 < pending.count else { return nil }
    guard pending[index + 1] == UInt8(ascii: "[") else { return 2 }
    guard let final = pending[(index + 2)...].firstIndex(where: { (0x40...0x7E).contains($0) }) else {
      return nil
    }
    let parameters = String(decoding: pending[(index + 2)..<final], as: UTF8.self)
    control(Character(Unicode.Scalar(pending[final])), parameters)
    return final - index + 1
  }

  private mutating func control(_ final: Character, _ parameters: String) {
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    let first = numbers.first ?? nil
    switch final {
    case "H":
      row = min(rows, max(1, first ?? 1)) - 1
      column = min(columns, max(1, numbers.count > 1 ? numbers[1] ?? 1 : 1)) - 1
    case "A": row = max(0, row - (first ?? 1))
    case "B": row = min(rows - 1, row + (first ?? 1))
    case "C": column = min(columns - 1, column + (first ?? 1))
    case "D": column = max(0, column - (first ?? 1))
    case "G": column = min(columns, max(1, first ?? 1)) - 1
    case "K": if (first ?? 0) == 0, column < columns { for c in column..<columns { cells[row][c] = " " } }
    case "J":
      let start = first == 2 ? 0 : row
      if first != 2, column < columns { for c in column..<columns { cells[row][c] = " " } }
      for r in (first == 2 ? start : row + 1)..<rows where r < rows {
        cells[r] = Array(repeating: " ", count: columns)
      }
    case "h", "l":
      if parameters == "?1049" {
        isAlternate = final == "h"
        cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
        (row, column) = (0, 0)
      }
    default: break
    }
  }
}
