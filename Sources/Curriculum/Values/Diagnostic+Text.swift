import Markdown

extension Diagnostic {
  /// `path:line:column: severity: message [code]`, then the line and a caret under the column.
  ///
  /// Long lines are cut to the neighbourhood of the caret. Control characters are shown as pictures (`␛`), so that
  /// the text of a file can neither move the cursor nor shift the caret.
  package var text: String {
    let header =
      "\(Self.visible(path)):\(position): \(severity.rawValue): \(Self.visible(message)) [\(code)]"
    guard let excerpt else { return header }
    let (line, caret) = Self.window(excerpt, column: position.column)
    return "\(header)\n\(line)\n\(caret)^"
  }

  /// Columns of an excerpt that are shown on either side of the caret.
  private static let reach = 70

  /// The excerpt and what stands before the caret: tabs as tabs, anything else as so many spaces as it is wide.
  private static func window(_ excerpt: String, column: Int) -> (line: String, caret: String) {
    let scalars = Array(excerpt.unicodeScalars)
    let target = min(max(column - 1, 0), scalars.count)
    let start = target > reach + 10 ? target - reach : 0
    let end = scalars.count > target + reach + 10 ? target + reach : scalars.count
    let before = (start > 0 ? "…" : "") + text(scalars[start..<target])
    let after = text(scalars[target..<end]) + (end < scalars.count ? "…" : "")
    var caret = ""
    for part in before.split(separator: "\t", omittingEmptySubsequences: false) {
      if !caret.isEmpty || part.startIndex != before.startIndex { caret += "\t" }
      caret += String(repeating: " ", count: DisplayWidth.of(String(part)))
    }
    return (before + after, caret)
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    for scalar in scalars { view.append(scalar == "\t" ? scalar : harmless(scalar)) }
    return String(view)
  }

  /// A text on one line, its control characters as pictures.
  static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { harmless($0) != $0 }) else { return text }
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { view.append(harmless(scalar)) }
    return String(view)
  }

  private static func harmless(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    // C1 controls, line separators, and what turns the direction of text.
    case 0x80..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C: "\u{FFFD}"
    default: scalar
    }
  }
}
