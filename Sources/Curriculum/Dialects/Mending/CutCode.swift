import Markdown

/// A program that a page break cut: its fence was closed and a new one opened, and blank lines were left on both
/// sides of the cut.
enum CutCode {
  /// Whether a block goes on with what the block before it began. Two blocks that are a program and its output
  /// stand together too; a cut shows in the blank lines it left, or in what is still open before it.
  static func continues(_ first: Landmark, _ second: Landmark, in document: Document) -> Bool {
    guard first.kind == .codeBlock, second.kind == .codeBlock else { return false }
    let nodes = (first: document[first.node], second: document[second.node])
    guard nodes.first.isFenced, nodes.second.isFenced, nodes.first.isClosed,
      nodes.second.info.isEmpty || nodes.second.info == nodes.first.info
    else { return false }
    let source = document.source
    let before = code(of: first, in: source)
    let after = code(of: second, in: source)
    guard let lastLine = before.last, let nextLine = after.first else { return false }
    return source.isBlank(line: lastLine) || source.isBlank(line: nextLine)
      || source.bytes[source.rangeOfLine(nextLine)].first?.isWhitespace ?? false
      || [UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: "[")].contains(
        source.bytes[source.rangeOfLine(lastLine)].trimmed.last)
  }

  /// What stands between the two halves gives way to a single line break.
  static func edit(joining first: Landmark, _ second: Landmark, in source: Source) -> Edit? {
    guard let last = code(of: first, in: source).last(where: { !source.isBlank(line: $0) }),
      let next = code(of: second, in: source).first(where: { !source.isBlank(line: $0) })
    else { return nil }
    return Edit(source.rangeOfLine(last).upperBound..<source.lineStarts[next - 1], "\n")
  }

  /// The line, if so, at which the second half starts further left than the open block it was cut from: joined as
  /// it stands the program means something else.
  static func lineWithoutIndentation(_ first: Landmark, _ second: Landmark, in source: Source) -> Int? {
    guard let last = code(of: first, in: source).last(where: { !source.isBlank(line: $0) }),
      let next = code(of: second, in: source).first(where: { !source.isBlank(line: $0) }),
      source.bytes[source.rangeOfLine(last)].first?.isWhitespace ?? false
    else { return nil }
    let line = source.bytes[source.rangeOfLine(next)]
    let goesOn = [StaticString("if "), "elif ", "else", "for ", "while ", "return", "with "].contains {
      line.starts(with: $0)
    }
    return goesOn ? next : nil
  }

  /// The lines between the fences.
  private static func code(of block: Landmark, in source: Source) -> Range<Int> {
    let first = block.lines.lowerBound + 1
    return first..<max(first, block.lines.upperBound)
  }
}
