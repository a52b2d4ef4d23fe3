/// HTML as the CommonMark specification and GFM write it.
package struct HTMLOptions: Sendable {
  /// Whether raw HTML and links of any scheme are let through. Otherwise HTML is shown as text, and destinations
  /// that could run a script are dropped.
  package var allowsUnsafe = false

  package init(allowsUnsafe: Bool = false) { self.allowsUnsafe = allowsUnsafe }
}

extension Document {
  package func html(_ options: HTMLOptions = HTMLOptions()) -> String { root.html(options) }
}

extension Node {
  package func html(_ options: HTMLOptions = HTMLOptions()) -> String {
    var renderer = HTMLRenderer(options: options)
    renderer.render(self)
    return renderer.html
  }
}

/// Writes a tree in one pass over its flat array; the nodes that are still open stand on a stack of our own, so
/// depth costs no stack frames.
private struct HTMLRenderer {
  let options: HTMLOptions
  var html = ""
  private var open: [Node] = []

  init(options: HTMLOptions) { self.options = options }

  mutating func render(_ root: Node) {
    var index = root.index
    let end = Int(root.storage.next)
    while index < end {
      while let last = open.last, Int(last.storage.next) <= index { close(open.removeLast()) }
      let node = Node(document: root.document, index: index)
      if node.kind == .image {
        image(node)
        index = Int(node.storage.next)
      } else {
        start(node)
        open.append(node)
        index += 1
      }
    }
    while let last = open.popLast() { close(last) }
  }

  private mutating func start(_ node: Node) {
    switch node.kind {
    case .document: break
    case .frontMatter: break
    case .heading: block("<h\(node.level)>")
    case .paragraph: if !isTight(node) { block("<p>") }
    case .quote: block("<blockquote>\n")
    case .list: block(listTag(node))
    case .item: item(node)
    case .codeBlock: codeBlock(node)
    case .htmlBlock: htmlBlock(node)
    case .rule: block("<hr />\n")
    case .mathBlock: block("<p><span class=\"math display\">\\[\(escaped(node.literal))\\]</span></p>\n")
    case .table: block("<table>\n")
    case .tableRow: row(node)
    case .tableCell: html += cellTag(node)
    case .text: html += escaped(node.literal)
    case .softBreak: html += "\n"
    case .lineBreak: html += "<br />\n"
    case .code: html += "<code>\(escaped(node.literal))</code>"
    case .html: html += options.allowsUnsafe ? node.literal : escaped(node.literal)
    case .emphasis: html += "<em>"
    case .strong: html += "<strong>"
    case .deletion: html += "<mark>"
    case .link: html += "<a href=\"\(safeDestination(node))\"\(title(node))>"
    case .math:
      html +=
        node.isDisplay
        ? "<span class=\"math display\">\\[\(escaped(node.literal))\\]</span>"
        : "<span class=\"math inline\">\\(\(escaped(node.literal))\\)</span>"
    case .image: break
    }
  }

  private mutating func close(_ node: Node) {
    switch node.kind {
    case .heading: html += "</h\(node.level)>\n"
    case .paragraph: if !isTight(node) { html += "</p>\n" }
    case .quote: block("</blockquote>\n")
    case .list: block(node.listStart == nil ? "</ul>\n" : "</ol>\n")
    case .item: html += "</li>\n"
    case .table: html += open.isEmpty && node.children.isEmpty ? "" : tableEnd(node)
    case .tableRow: html += node.isHeader ? "</tr>\n</thead>\n" : "</tr>\n"
    case .tableCell: html += isInHeader ? "</th>\n" : "</td>\n"
    case .emphasis: html += "</em>"
    case .strong: html += "</strong>"
    case .deletion: html += "</mark>"
    case .link: html += "</a>"
    default: break
    }
  }

  /// Blocks begin on a line of their own.
  private mutating func block(_ tag: String) {
    if !html.isEmpty, html.utf8.last != UInt8(ascii: "\n") { html += "\n" }
    html += tag
  }

  // MARK: Lists

  private func isTight(_ paragraph: Node) -> Bool {
    guard open.count >= 2, open[open.count - 1].kind == .item else { return false }
    return open[open.count - 2].isTight
  }

  private func listTag(_ node: Node) -> String {
    guard let start = node.listStart else { return "<ul>\n" }
    return start == 1 ? "<ol>\n" : "<ol start=\"\(start)\">\n"
  }

  private mutating func item(_ node: Node) {
    block("<li>")
    guard let isTicked = node.isTicked else { return }
    html += "<input \(isTicked ? "checked=\"\" " : "")disabled=\"\" type=\"checkbox\"> "
  }

  // MARK: Code and HTML

  private mutating func codeBlock(_ node: Node) {
    let language = node.info.split(whereSeparator: \.isWhitespace).first.map(String.init)
    block("<pre><code" + (language.map { " class=\"language-\(escaped($0))\"" } ?? "") + ">")
    html += escaped(node.literal)
    if !node.literal.isEmpty, node.literal.utf8.last != UInt8(ascii: "\n") { html += "\n" }
    html += "</code></pre>\n"
  }

  private mutating func htmlBlock(_ node: Node) {
    if options.allowsUnsafe {
      block(node.literal)
    } else {
      block("<pre>" + escaped(node.literal) + "</pre>")
    }
    if html.utf8.last != UInt8(ascii: "\n") { html += "\n" }
  }

  // MARK: Tables

  private var isInHeader: Bool { open.last?.isHeader == true }

  private mutating func row(_ node: Node) {
    if node.isHeader {
      html += "<thead>\n"
    } else if html.utf8.suffix(9).elementsEqual("</thead>\n".utf8) {
      html += "<tbody>\n"
    }
    html += "<tr>\n"
  }

  private func tableEnd(_ table: Node) -> String {
    table.children.contains { !$0.isHeader } ? "</tbody>\n</table>\n" : "</table>\n"
  }

  private func cellTag(_ node: Node) -> String {
    let name = isInHeader ? "th" : "td"
    return node.alignment == .none ? "<\(name)>" : "<\(name) align=\"\(node.alignment)\">"
  }

  // MARK: Links

  private mutating func image(_ node: Node) {
    html += "<img src=\"\(safeDestination(node))\" alt=\"\(escaped(alternative(node)))\"\(title(node)) />"
  }

  /// As in cmark, raw HTML within a description is part of it.
  private func alternative(_ image: Node) -> String {
    var text = ""
    for index in image.index + 1..<Int(image.storage.next) {
      let node = Node(document: image.document, index: index)
      text +=
        node.kind == .softBreak || node.kind == .lineBreak ? " " : node.kind == .link ? "" : node.literal
    }
    return text
  }

  private func title(_ node: Node) -> String {
    node.info.isEmpty ? "" : " title=\"\(escaped(node.info))\""
  }

  private func safeDestination(_ node: Node) -> String {
    let destination = node.destination
    return options.allowsUnsafe || !isUnsafe(destination) ? percentEncoded(destination) : ""
  }

  private func isUnsafe(_ destination: String) -> Bool {
    let start = destination.prefix(22).lowercased()
    if start.hasPrefix("data:") {
      return !["data:image/png", "data:image/gif", "data:image/jpeg", "data:image/webp"].contains(
        where: start.hasPrefix)
    }
    return ["javascript:", "vbscript:", "file:"].contains(where: start.hasPrefix)
  }

  private func percentEncoded(_ destination: String) -> String {
    var result = ""
    for byte in destination.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += "&amp;"
      case UInt8(ascii: "'"): result += "&#x27;"
      case let byte where byte.isDigit || byte.isLetter: result.unicodeScalars.append(Unicode.Scalar(byte))
      case let byte where Self.urlSafe.contains(byte): result.unicodeScalars.append(Unicode.Scalar(byte))
      default: result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }

  private static let urlSafe = Set("-_.+!*(),%#@?=;:/$~".utf8)

  private func escaped(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += Array("&amp;".utf8)
      case UInt8(ascii: "<"): result += Array("&lt;".utf8)
      case UInt8(ascii: ">"): result += Array("&gt;".utf8)
      case UInt8(ascii: "\""): result += Array("&quot;".utf8)
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
