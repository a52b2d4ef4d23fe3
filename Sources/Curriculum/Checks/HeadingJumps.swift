import Markdown

/// A heading is at most one level deeper than the one before it.
enum HeadingJumps {
  static func check(_ document: Document, into findings: inout Findings) {
    // A text may begin with `##`, where its title stands in the front matter.
    var level = 1
    for heading in document.blocks where heading.kind == .heading {
      if heading.level > level + 1 {
        findings.warning(
          "heading-jump", at: heading.range.lowerBound,
          "This heading is of level \(heading.level), the one before it of level \(level): use level \(level + 1), "
            + "`\(String(repeating: "#", count: level + 1))`.")
      }
      level = heading.level
    }
  }
}
