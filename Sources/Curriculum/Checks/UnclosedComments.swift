import Markdown

/// A comment that never ends hides what was meant to follow it.
enum UnclosedComments {
  static func check(_ document: Document, into findings: inout Findings) {
    for node in document.root.descendants(of: [.htmlBlock]) {
      let bytes = document.source.bytes[node.range].drop { $0 == UInt8(ascii: " ") }
      guard bytes.starts(with: "<!--".utf8), !bytes.contains("-->") else { continue }
      findings.error(
        "unclosed-comment", at: bytes.startIndex,
        "This comment is never closed, so everything below it is hidden: end it with `-->`.")
    }
  }
}
