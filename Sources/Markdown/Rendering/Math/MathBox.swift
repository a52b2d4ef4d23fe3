/// A formula, or part of one, as rows of characters around a baseline.
struct MathBox {
  var rows: [String]
  /// The row that the text before and after stands on.
  var baseline: Int
  var width: Int
  /// Whether it ends in a script behind `_` or `^`, which what is put next to it could seem to continue.
  var ending = Ending.closed

  enum Ending {
    case closed
    /// `d_model`: a letter would belong to it.
    case word
    /// `𝔼_(x∼p)`: an opening bracket would look like its argument.
    case bracket
  }

  init(_ text: String, ending: Ending = .closed) {
    rows = [text]
    baseline = 0
    width = DisplayWidth.of(text)
    self.ending = ending
  }

  /// Whether a space has to come before something that begins so.
  func needsSpace(before next: Character) -> Bool {
    switch ending {
    case .closed: false
    case .word: next.isLetter || next.isNumber
    case .bracket: next.isLetter || next.isNumber || next == "("
    }
  }

  init(rows: [String], baseline: Int) {
    let width = rows.reduce(0) { max($0, DisplayWidth.of($1)) }
    self.rows = rows.map { Self.pad($0, to: width, .left) }
    self.baseline = baseline
    self.width = width
  }

  var height: Int { rows.count }

  static func pad(_ text: String, to width: Int, _ alignment: Node.Alignment) -> String {
    let missing = max(0, width - DisplayWidth.of(text))
    let before =
      switch alignment {
      case .none, .left: 0
      case .center: missing / 2
      case .right: missing
      }
    return String(repeating: " ", count: before) + text + String(repeating: " ", count: missing - before)
  }

  func padded(to width: Int, _ alignment: Node.Alignment) -> MathBox {
    guard width > self.width else { return self }
    return MathBox(rows: rows.map { Self.pad($0, to: width, alignment) }, baseline: baseline)
  }

  /// This box with rows of spaces added around it.
  private func grown(above: Int, below: Int) -> MathBox {
    guard above > 0 || below > 0 else { return self }
    let blank = String(repeating: " ", count: width)
    var box = self
    box.rows = Array(repeating: blank, count: above) + rows + Array(repeating: blank, count: below)
    box.baseline += above
    return box
  }

  /// Appends a box on the same baseline.
  mutating func append(_ other: MathBox) {
    if height > 1 || other.height > 1 {
      let ascent = max(baseline, other.baseline)
      let descent = max(height - baseline, other.height - other.baseline)
      self = grown(above: ascent - baseline, below: descent - (height - baseline))
      let right = other.grown(
        above: ascent - other.baseline, below: descent - (other.height - other.baseline))
      for index in rows.indices { rows[index] += right.rows[index] }
    } else {
      rows[0] += other.rows[0]
    }
    width += other.width
    ending = other.ending
  }

  mutating func append(_ text: String) { append(MathBox(text)) }

  mutating func appendSpaces(_ count: Int) {
    if count > 0 { append(String(repeating: " ", count: count)) }
  }

  /// Boxes below one another, each aligned; the baseline is the given box's.
  static func stack(_ boxes: [MathBox], _ alignment: Node.Alignment, baselineOf index: Int) -> MathBox {
    let width = boxes.reduce(0) { max($0, $1.width) }
    let above = boxes[..<index].reduce(0) { $0 + $1.height }
    return MathBox(
      rows: boxes.flatMap { $0.padded(to: width, alignment).rows }, baseline: above + boxes[index].baseline)
  }

  /// Between delimiters as tall as the box.
  func fenced(_ left: String, _ right: String) -> MathBox {
    if height == 1 { return MathBox(left + rows[0] + right) }
    var box = MathBox(rows: tall(left), baseline: baseline)
    box.append(self)
    box.append(MathBox(rows: tall(right), baseline: baseline))
    return box
  }

  private func tall(_ delimiter: String) -> [String] {
    let pieces: (top: String, middle: String, bottom: String, waist: String)
    switch delimiter {
    case "(": pieces = ("⎛", "⎜", "⎝", "⎜")
    case ")": pieces = ("⎞", "⎟", "⎠", "⎟")
    case "[": pieces = ("⎡", "⎢", "⎣", "⎢")
    case "]": pieces = ("⎤", "⎥", "⎦", "⎥")
    case "{": pieces = ("⎧", "⎪", "⎩", "⎨")
    case "}": pieces = ("⎫", "⎪", "⎭", "⎬")
    case "|": pieces = ("│", "│", "│", "│")
    case "‖": pieces = ("║", "║", "║", "║")
    case "⌈": pieces = ("⎡", "⎢", "⎢", "⎢")
    case "⌉": pieces = ("⎤", "⎥", "⎥", "⎥")
    case "⌊": pieces = ("⎢", "⎢", "⎣", "⎢")
    case "⌋": pieces = ("⎥", "⎥", "⎦", "⎥")
    default: return (0..<height).map { $0 == baseline ? delimiter : "" }
    }
    return (0..<height).map { row in
      if row == 0 { return pieces.top }
      if row == height - 1 { return pieces.bottom }
      return row == height / 2 ? pieces.waist : pieces.middle
    }
  }
}
