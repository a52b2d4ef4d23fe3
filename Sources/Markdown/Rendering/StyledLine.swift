/// How a piece of text is meant to look; a `Theme` says what that is on a screen.
package struct Style: Hashable, Sendable {
  package enum Role: UInt8, Sendable, CaseIterable {
    case plain, heading, code, keyword, string, comment, number, type, math, link, quote, marker
    case correct, wrong, accent
  }

  package struct Traits: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    package static let bold = Traits(rawValue: 1)
    package static let italic = Traits(rawValue: 2)
    package static let dim = Traits(rawValue: 4)
    package static let underline = Traits(rawValue: 8)
  }

  package var role: Role
  package var traits: Traits

  package init(_ role: Role = .plain, _ traits: Traits = []) {
    self.role = role
    self.traits = traits
  }

  package static let plain = Style()
  package static let bold = Style(.plain, .bold)
  package static let italic = Style(.plain, .italic)
  package static let dim = Style(.plain, .dim)
  package static let underline = Style(.plain, .underline)

  /// This style with what another adds to it: its traits, and its role where it has one.
  package func adding(_ other: Style) -> Style {
    Style(other.role == .plain ? role : other.role, traits.union(other.traits))
  }
}

/// A run of text in one style. Its text is always safe to print: there is no way to make a span of any other.
package struct Span: Hashable, Sendable {
  package fileprivate(set) var text: String
  package var style: Style

  package init(_ text: String, _ style: Style = .plain) {
    self.init(safe: text.sanitisedForTerminal, style)
  }

  /// For pieces of spans that exist already.
  init(safe text: String, _ style: Style) {
    self.text = text
    self.style = style
  }
}

/// One line of a screen: runs of text, each in its style.
package struct StyledLine: Hashable, Sendable, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral {
  package private(set) var spans: [Span] = []

  package init() {}

  package init(_ text: String, _ style: Style = .plain) { append(text, style) }

  package init(stringLiteral text: String) { append(text) }

  package init(arrayLiteral spans: Span...) {
    for span in spans { append(span) }
  }

  package var isEmpty: Bool { spans.isEmpty }

  /// The characters alone.
  package var plain: String { spans.count == 1 ? spans[0].text : spans.map(\.text).joined() }

  /// The columns it takes.
  package var width: Int { spans.reduce(0) { $0 + DisplayWidth.of($1.text) } }

  package mutating func append(_ text: String, _ style: Style = .plain) {
    append(Span(text, style))
  }

  package mutating func append(_ span: Span) {
    guard !span.text.isEmpty else { return }
    if let last = spans.last, last.style == span.style {
      spans[spans.count - 1].text += span.text
    } else {
      spans.append(span)
    }
  }

  package mutating func append(_ line: StyledLine) {
    for span in line.spans { append(span) }
  }

  package static func + (a: StyledLine, b: StyledLine) -> StyledLine {
    var sum = a
    sum.append(b)
    return sum
  }

  /// The same text, each run with what a style adds to its own.
  package func adding(_ style: Style) -> StyledLine {
    var line = StyledLine()
    for span in spans { line.append(Span(safe: span.text, span.style.adding(style))) }
    return line
  }

  /// Without the spaces at its end.
  package var trimmingTrailingSpaces: StyledLine {
    var line = self
    while let last = line.spans.last, last.text.utf8.last == UInt8(ascii: " ") {
      line.spans.removeLast()
      let kept = last.text.utf8.reversed().drop { $0 == UInt8(ascii: " ") }.count
      let end = last.text.utf8.index(last.text.startIndex, offsetBy: kept)
      if kept > 0 { line.spans.append(Span(safe: String(last.text[..<end]), last.style)) }
    }
    return line
  }

  /// The line with spaces added (never taken away) up to a width.
  package func padded(to width: Int, alignment: Node.Alignment = .left) -> StyledLine {
    let missing = width - self.width
    guard missing > 0 else { return self }
    let before =
      switch alignment {
      case .none, .left: 0
      case .center: missing / 2
      case .right: missing
      }
    return StyledLine(spaces: before) + self + StyledLine(spaces: missing - before)
  }

  package init(spaces count: Int) {
    if count > 0 { spans = [Span(safe: String(repeating: " ", count: count), .plain)] }
  }
}
