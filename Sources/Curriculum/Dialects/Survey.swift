import Markdown

/// One walk over a document that notes its code, tables and formulas, and all that has to be mended.
struct Survey {
  private let document: Document
  private let path: String
  var codeBlocks: [Question.CodeBlock] = []
  var tables: [Question.Table] = []
  var formulas: [Question.Formula] = []
  var edits: [Edit] = []
  var diagnostics: [Diagnostic] = []
  /// The code block that the last one goes on with, by its first line.
  private var continuations: Set<Int> = []

  private var source: Source { document.source }

  init(of document: Document, path: String) {
    self.document = document
    self.path = path
  }

  /// What shows in the bytes, or between one block and the next.
  mutating func readAcross(_ landmarks: [Landmark]) {
    var endOfLine = 0
    for edit in Mojibake.edits(in: source.bytes) {
      edits.append(edit)
      // One note per line: a file that is damaged throughout says so often enough.
      guard edit.range.lowerBound >= endOfLine else { continue }
      endOfLine = source.rangeOfLine(source.line(at: edit.range.lowerBound)).upperBound
      let replacement = String(decoding: edit.replacement, as: UTF8.self)
      note(
        .warning, "mojibake", at: startOfWord(edit.range.lowerBound),
        "\"\(source.text(edit.range))\" is UTF-8 that was read as Windows-1252; read as \"\(replacement)\".")
    }
    let hasTabs = source.firstOffset(of: UInt8(ascii: "\t")) != nil
    var index = 0
    while index < landmarks.count {
      if hasTabs, let (table, blocks) = TabTable.table(at: index, in: landmarks, of: source) {
        read(
          table, at: landmarks[index].words.lowerBound, end: landmarks[index + blocks - 1].words.upperBound)
        index += blocks
        continue
      }
      if index > 0 { join(landmarks[index - 1], landmarks[index]) }
      if landmarks[index].kind == .list { edits += GluedLine.edits(in: landmarks[index], of: source) }
      index += 1
    }
  }

  private mutating func join(_ first: Landmark, _ second: Landmark) {
    if CutCode.continues(first, second, in: document) {
      continuations.insert(second.lines.lowerBound)
      let start = second.words.lowerBound
      if let edit = CutCode.edit(joining: first, second, in: source) { edits.append(edit) }
      note(.note, "cut-code", at: start, "This goes on with the code block above; both are read as one.")
      if let line = CutCode.lineWithoutIndentation(first, second, in: source) {
        note(
          .warning, "cut-indentation", at: source.lineStarts[line - 1],
          "The code above the cut ends inside a block and this goes on at the margin: indent it by hand.")
      }
    } else if let edit = CutSentence.edit(joining: first, second, in: source) {
      edits.append(edit)
      note(.note, "cut-sentence", at: edit.range.upperBound, "This goes on with the paragraph above.")
    }
  }

  private mutating func read(_ table: TabTable, at start: Int, end: Int) {
    let cells = table.rows.map { $0.map { Document($0).root.plainText } }
    tables.append(
      Question.Table(line: table.lines.lowerBound, header: cells[0], rows: Array(cells.dropFirst())))
    edits.append(Edit(start..<end, table.markdown))
    note(.note, "tab-table", at: start, "Lines with tabs, read as a table.")
  }

  /// What stands in a block.
  mutating func read(_ landmark: Landmark) {
    let node = document[landmark.node]
    read(node, line: landmark.lines.lowerBound)
    for node in node.descendants(of: [.codeBlock, .table, .math, .mathBlock, .item, .html]) {
      read(node, line: nil)
    }
  }

  private mutating func read(_ node: Node, line: Int?) {
    switch node.kind {
    case .codeBlock: readCode(node, line: line ?? node.line)
    case .table: readTable(node, line: line ?? node.line)
    case .math, .mathBlock: readFormula(node, line: line ?? node.line)
    case .item: readItem(node)
    case .html:
      if let edit = UnknownTag.edit(for: node) { edits.append(edit) }
    default: break
    }
  }

  private mutating func readCode(_ node: Node, line: Int) {
    var code = node.literal
    while code.last == "\n" { code.removeLast() }
    if continuations.contains(line), let last = codeBlocks.indices.last {
      codeBlocks[last].code += "\n" + code.drop { $0 == "\n" }
    } else {
      let language = node.info.split(separator: " ").first.map(String.init)
      codeBlocks.append(Question.CodeBlock(line: line, language: language, code: code))
    }
    if !node.isClosed {
      note(.warning, "open-fence", at: node.range.lowerBound, "This fence is never closed.")
    }
  }

  private mutating func readTable(_ node: Node, line: Int) {
    var header: [String] = []
    var rows: [[String]] = []
    for row in node.children {
      let cells = row.children.map(\.plainText)
      if row.isHeader { header = cells } else { rows.append(cells) }
    }
    tables.append(Question.Table(line: line, header: header, rows: rows))
  }

  private mutating func readFormula(_ node: Node, line: Int) {
    let tex = TeXBraces.mended(node.literal)
    formulas.append(
      Question.Formula(
        line: line, isDisplay: node.isDisplay || node.kind == .mathBlock, tex: tex.trimmingSpaces))
    if let braces = TeXBraces.mended(source.bytes[node.range]) { edits.append(Edit(node.range, braces)) }
    if node.kind == .math, !node.isDisplay {
      edits += MathSpacing.edits(around: node)
    } else if let edit = ListFormula.edit(for: node, line: line) {
      edits.append(edit)
    }
  }

  private mutating func readItem(_ node: Node) {
    if let edit = StrayMarker.edit(for: node) {
      edits.append(edit)
      note(.note, "stray-marker", at: node.range.lowerBound, "A list marker with nothing after it; left out.")
    } else if let edit = LostBold.edit(for: node) {
      edits.append(edit)
      note(
        .note, "lost-bold", at: edit.range.lowerBound,
        "The ** that opens this bold lead is missing; read as if it were there.")
    }
  }

  private mutating func note(
    _ severity: Diagnostic.Severity, _ code: String, at offset: Int, _ message: String
  ) {
    let position = source.position(at: offset)
    diagnostics.append(
      Diagnostic(
        path: path, position: position, severity: severity, code: code, message: message,
        excerpt: excerpt(ofLine: position.line)))
  }

  /// A line for people to look at; longer ones are nobody's writing.
  private func excerpt(ofLine line: Int) -> String? {
    let range = source.rangeOfLine(line)
    return range.count > 2000 ? nil : source.text(range)
  }

  private func startOfWord(_ offset: Int) -> Int {
    var start = offset
    while start > 0, !source.bytes[start - 1].isWhitespace { start -= 1 }
    return start
  }
}

extension String {
  var trimmingSpaces: String {
    String(decoding: Array(utf8)[...].trimmed, as: UTF8.self)
  }
}
