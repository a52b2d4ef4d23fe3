extension Node {
  /// The tree below a node, one node a line with its place, for tests and for looking at documents:
  /// `paragraph 1:1-1:6 "…"`. The end is the position of the last character.
  package var dump: String {
    var lines = ""
    var ends: [Int] = []
    for index in index..<Int(storage.next) {
      while let end = ends.last, end <= index { ends.removeLast() }
      let node = Node(document: document, index: index)
      lines += String(repeating: "  ", count: ends.count) + node.description + "\n"
      ends.append(Int(node.storage.next))
    }
    return lines
  }

  private var description: String {
    let last = document.source.position(at: max(range.lowerBound, range.upperBound - 1))
    var words = ["\(kind)", range.isEmpty ? "\(start)" : "\(start)-\(last)"]
    switch kind {
    case .heading: words.append("\(level)")
    case .list: words.append((listStart.map { "from \($0)" } ?? "bullets") + (isTight ? " tight" : " loose"))
    case .item: if let isTicked { words.append(isTicked ? "[x]" : "[ ]") }
    case .codeBlock: words.append((isFenced ? "fenced" : "indented") + (isClosed ? "" : " unclosed"))
    case .tableRow: if isHeader { words.append("header") }
    case .tableCell: if alignment != .none { words.append("\(alignment)") }
    case .math: if isDisplay { words.append("display") }
    case .link, .image: words.append("to \(destination.debugDescription)")
    default: break
    }
    if !literal.isEmpty { words.append(literal.debugDescription) }
    if !info.isEmpty { words.append("info \(info.debugDescription)") }
    return words.joined(separator: " ")
  }
}
