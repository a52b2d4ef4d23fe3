import Markdown

extension Question {
  /// Adds where the code, tables and formulas of some blocks stand.
  mutating func collectParts(of blocks: [Node]) {
    let kinds: Node.Kinds = [.codeBlock, .table, .math, .mathBlock]
    for block in blocks {
      if kinds.contains(block.kind) { collect(block) }
      for node in block.descendants(of: kinds) { collect(node) }
    }
  }

  private mutating func collect(_ node: Node) {
    switch node.kind {
    case .codeBlock:
      codeBlocks.append(
        CodeBlock(line: node.line, language: AnswerKind.language(of: node), code: node.literal))
    case .table:
      let rows = node.children.map { row in row.children.map(\.plainText) }
      tables.append(Table(line: node.line, header: rows.first ?? [], rows: Array(rows.dropFirst())))
    case .math, .mathBlock:
      formulas.append(
        Formula(
          line: node.line, isDisplay: node.isDisplay, tex: String(Excerpt.trimmed(Substring(node.literal)))))
    default: break
    }
  }
}
