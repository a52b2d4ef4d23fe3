/// Which escape sequences a style becomes: colours of the terminal's own sixteen only, so that they suit light and
/// dark backgrounds alike, and never black or white.
package enum Theme: Sendable {
  /// No escape sequence at all.
  case none
  case ansi

  func parameters(of style: Style) -> String {
    guard self == .ansi else { return "" }
    var traits = style.traits
    var codes: [String] = []
    switch style.role {
    case .plain, .quote: break
    case .heading: traits.insert(.bold)
    case .code, .string: codes.append("32")
    case .keyword: codes.append("35")
    case .comment, .marker: traits.insert(.dim)
    case .number: codes.append("33")
    case .type, .math: codes.append("36")
    case .link: traits.insert(.underline)
    case .correct:
      codes.append("32")
      traits.insert(.bold)
    case .wrong:
      codes.append("31")
      traits.insert(.bold)
    case .accent:
      codes.append("36")
      traits.insert(.bold)
    }
    if traits.contains(.bold) { codes.append("1") }
    if traits.contains(.dim) { codes.append("2") }
    if traits.contains(.italic) { codes.append("3") }
    if traits.contains(.underline) { codes.append("4") }
    return codes.joined(separator: ";")
  }
}

extension StyledLine {
  /// The line with escape sequences; every run ends with a reset, so a line can be cut off or joined anywhere.
  package func ansi(_ theme: Theme) -> String {
    guard theme != .none else { return plain }
    var text = ""
    for span in spans {
      let parameters = theme.parameters(of: span.style)
      text += parameters.isEmpty ? span.text : "\u{1B}[\(parameters)m\(span.text)\u{1B}[0m"
    }
    return text
  }

  package func ansi(color: Bool) -> String { ansi(color ? .ansi : .none) }
}
