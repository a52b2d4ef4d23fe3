import Markdown

/// A fence that never ends swallows what was meant to follow it.
enum UnclosedFences {
  static func check(_ document: Document, into findings: inout Findings) {
    for node in document.root.descendants(of: [.codeBlock]) where node.isFenced && !node.isClosed {
      findings.error(
        "unclosed-fence", at: node.range.lowerBound,
        "This fence is never closed, so everything below it is code: end it with a line of as many signs.")
    }
  }
}
