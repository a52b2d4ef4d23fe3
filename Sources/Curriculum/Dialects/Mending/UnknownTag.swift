import Markdown

/// A token in angle brackets that is no HTML, such as `<UNK>`: a renderer would drop it.
enum UnknownTag {
  static func edit(for html: Node) -> Edit? {
    let text = html.document.source.bytes[html.range]
    var name = text.dropFirst()
    if name.first == UInt8(ascii: "/") { name.removeFirst() }
    guard let first = name.first, first.isUppercase || first.isLowercase else { return nil }
    let word = String(decoding: name.prefix { $0.isLetterOrDigit }.map(\.lowercased), as: UTF8.self)
    guard !known.contains(word) else { return nil }
    return Edit(text.startIndex..<text.startIndex, "\\")
  }

  private static let known: Set<String> = [
    "a", "abbr", "b", "blockquote", "br", "caption", "center", "cite", "code", "dd", "del", "details", "dfn",
    "div",
    "dl", "dt", "em", "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr",
    "i", "iframe", "img", "input", "ins", "kbd", "li", "mark", "math", "object", "ol", "p", "picture", "pre",
    "q",
    "s", "samp", "script", "section", "small", "source", "span", "strike", "strong", "style", "sub",
    "summary",
    "sup", "svg", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var", "video",
    "wbr",
  ]
}
