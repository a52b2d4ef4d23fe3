/// What of HTML in Markdown matters on a terminal.
enum HTMLText {
  /// HTML without its comments; one that never ends runs to the end.
  static func withoutComments(_ html: String) -> String {
    guard html.utf8.contains(UInt8(ascii: "!")) else { return html }
    let bytes = Array(html.utf8)
    var kept: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: "<!--".utf8) {
        index += 4
        while index < bytes.count, !bytes[index...].starts(with: "-->".utf8) { index += 1 }
        index = min(bytes.count, index + 3)
      } else {
        kept.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: kept, as: UTF8.self)
  }

  /// What an inline tag asks for.
  enum Tag: Equatable {
    case lineBreak
    /// Begins or ends a style; `mark` stands for it where no styles are shown.
    case format(name: String, style: Style, mark: String, isClosing: Bool)
    case script(isSuperscript: Bool, isClosing: Bool)
    case comment
    /// Any other tag of HTML.
    case other
    /// No HTML at all, but something like `<UNK>`.
    case text
  }

  static func tag(_ html: String) -> Tag {
    if html.hasPrefix("<!--") { return .comment }
    let isClosing = html.hasPrefix("</")
    let name = html.dropFirst(isClosing ? 2 : 1).prefix { $0.isLetter || $0.isNumber }
    switch name.lowercased() {
    case "br": return .lineBreak
    case "b", "strong": return .format(name: "b", style: .bold, mark: "*", isClosing: isClosing)
    case "i", "em", "var", "cite": return .format(name: "i", style: .italic, mark: "_", isClosing: isClosing)
    case "u", "ins": return .format(name: "u", style: .underline, mark: "_", isClosing: isClosing)
    case "code", "kbd", "samp", "tt":
      return .format(name: "code", style: Style(.code), mark: "`", isClosing: isClosing)
    case "mark": return .format(name: "mark", style: Style(.accent), mark: "", isClosing: isClosing)
    case "small", "s", "del": return .format(name: "small", style: .dim, mark: "", isClosing: isClosing)
    case "sub": return .script(isSuperscript: false, isClosing: isClosing)
    case "sup": return .script(isSuperscript: true, isClosing: isClosing)
    case let name where elements.contains(name): return .other
    default: return .text
    }
  }

  private static let elements: Set<String> = [
    "a", "abbr", "audio", "blockquote", "button", "center", "caption", "col", "dd", "details", "div", "dl",
    "dt",
    "figure", "figcaption", "font", "form", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "iframe", "img",
    "input", "li",
    "link", "meta", "ol", "p", "pre", "q", "script", "section", "span", "style", "summary", "svg", "table",
    "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul", "video",
  ]
}
