/// Turns inline nodes into styled text: one line for each that the author asked for, formulas on their own between.
///
/// Walks without recursion, since emphasis may nest as deep as a text is long.
struct InlineText {
  enum Part {
    case text(StyledLine)
    /// Display math, as TeX.
    case formula(tex: String)
  }

  private let color: Bool
  private var parts: [Part] = []
  private var line = StyledLine()
  private var style: Style
  /// Open HTML tags by name, with the style each adds.
  private var tags: [(name: String, style: Style)] = []
  private var isInSuperscript: Bool?

  init(color: Bool, style: Style = .plain) {
    self.color = color
    self.style = style
  }

  private struct Open {
    let node: Node
    var children: Node.Children.Iterator
    let outer: Style
  }

  /// Adds what stands below a node.
  mutating func add(_ node: Node, onOneLine: Bool = false) {
    var open = [Open(node: node, children: node.children.makeIterator(), outer: style)]
    while !open.isEmpty {
      if let child = open[open.count - 1].children.next() {
        if enter(child, onOneLine: onOneLine) {
          let outer = style
          style = style.adding(Self.style(of: child.kind))
          appendMark(of: child.kind)
          open.append(Open(node: child, children: child.children.makeIterator(), outer: outer))
        }
      } else {
        let closed = open.removeLast()
        if !open.isEmpty { appendMark(of: closed.node.kind) }
        style = closed.outer
        if closed.node.kind == .link { addDestination(of: closed.node) }
        if onOneLine, !closed.node.kind.isInline { append(" ", style) }
      }
    }
  }

  mutating func finish() -> [Part] {
    endLine()
    return parts
  }

  /// Adds a node that holds text itself; says of any other that its children come next.
  private mutating func enter(_ node: Node, onOneLine: Bool) -> Bool {
    switch node.kind {
    case .text: append(node.literal, style)
    case .softBreak: append(" ", style)
    case .lineBreak: if onOneLine { append(" ", style) } else { endLine() }
    case .code, .codeBlock:
      let code = Self.collapsingSpaces(node.literal)
      line.append(color ? code : "`\(code)`", style.adding(Style(.code)))
    case .math, .mathBlock: addMath(node, onOneLine: onOneLine)
    case .html: addTag(node.literal, onOneLine: onOneLine)
    case .image: addImage(node)
    case .frontMatter, .htmlBlock: break
    case .rule: append(" — ", style)
    default: return true
    }
    return false
  }

  /// Text of the author's; spaces that come together count as one, as they do around formulas.
  private mutating func append(_ text: String, _ style: Style) {
    var text = Self.joiningSpaces(text)
    if text.utf8.first == UInt8(ascii: " "),
      line.isEmpty || line.spans.last?.text.utf8.last == UInt8(ascii: " ")
    {
      text.removeFirst()
    }
    if let isInSuperscript { text = MathScripts.script(text, isSuperscript: isInSuperscript) }
    line.append(text, tags.reduce(style) { $0.adding($1.style) })
  }

  private mutating func endLine() {
    let text = line.trimmingTrailingSpaces
    if !text.isEmpty { parts.append(.text(text)) }
    line = StyledLine()
  }

  private static func style(of kind: Node.Kind) -> Style {
    switch kind {
    case .emphasis: .italic
    case .strong: .bold
    case .link: Style(.link)
    case .deletion: Style(.accent)
    case .heading: Style(.heading)
    default: .plain
    }
  }

  /// Whether marks stand for emphasis, since no styles are shown; headings are emphasis enough.
  private var showsMarks: Bool { !color && style.role != .heading }

  private mutating func appendMark(of kind: Node.Kind) {
    guard showsMarks else { return }
    switch kind {
    case .emphasis: append("_", style)
    case .strong: append("*", style)
    default: break
    }
  }

  // MARK: What needs more than its text

  private mutating func addMath(_ node: Node, onOneLine: Bool) {
    let tex = node.literal
    if node.isDisplay, !onOneLine {
      endLine()
      parts.append(.formula(tex: tex))
    } else if let text = MathText.render(tex: tex) {
      line.append(text, style.adding(Style(.math)))
    } else {
      line.append("$\(Self.collapsingSpaces(tex))$", style.adding(Style(.math)))
    }
  }

  private mutating func addTag(_ html: String, onOneLine: Bool) {
    switch HTMLText.tag(html) {
    case .comment: break
    case .lineBreak: if onOneLine { append(" ", style) } else { endLine() }
    case .script(let isSuperscript, let isClosing): isInSuperscript = isClosing ? nil : isSuperscript
    case .format(let name, let added, let mark, let isClosing):
      if isClosing {
        guard let index = tags.lastIndex(where: { $0.name == name }) else { break }
        if showsMarks { append(mark, style) }
        tags.remove(at: index)
      } else if tags.count < 8 {
        tags.append((name, added))
        if showsMarks { append(mark, style) }
      }
    case .other: append(html, style.adding(.dim))
    case .text: append(html, style)
    }
  }

  /// The target of a link that leads out, unless its text says it already.
  private mutating func addDestination(of link: Node) {
    let target = link.destination
    let isShown = ["http://", "https://", "mailto:"].contains { target.lowercased().hasPrefix($0) }
    guard isShown, link.plainText != target, "mailto:" + link.plainText != target else { return }
    line.append(" (\(target))", style.adding(.dim))
  }

  private mutating func addImage(_ image: Node) {
    let text = image.plainText.isBlank ? image.destination : image.plainText
    append("▢ image: \(text)", style.adding(.dim))
  }

  private static func joiningSpaces(_ text: String) -> String {
    var isAfterSpace = false
    let hasRun = text.utf8.contains { byte in
      defer { isAfterSpace = byte == UInt8(ascii: " ") }
      return isAfterSpace && byte == UInt8(ascii: " ")
    }
    guard hasRun else { return text }
    var bytes: [UInt8] = []
    for byte in text.utf8 where byte != UInt8(ascii: " ") || bytes.last != byte { bytes.append(byte) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Line breaks and tabs as spaces, and one space for many.
  static func collapsingSpaces(_ text: String) -> String {
    text.split { $0 == " " || $0 == "\t" || $0.isNewline }.joined(separator: " ")
  }
}
