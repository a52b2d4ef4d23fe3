import Markdown

/// Reads what lies between the questions as sections of a lesson. A heading opens a section, a rule ends one;
/// headings with nothing of their own, rules, tables of contents and notices are labels.
struct ProseReader {
  let manuscript: Manuscript
  private(set) var sections: [Lesson.Section] = []
  private(set) var labels: [ClosedRange<Int>] = []
  /// The block that is the title of the whole file.
  let titleBlock: Int?
  let title: String

  private var blocks: [Landmark] { manuscript.landmarks }
  private var source: Source { manuscript.source }

  init(_ manuscript: Manuscript, titleBlock: Int?, title: String) {
    self.manuscript = manuscript
    self.titleBlock = titleBlock
    self.title = title
  }

  /// Reads the blocks of one gap between questions.
  mutating func read(_ gap: Range<Int>) {
    var open: (heading: Int?, start: Int)?
    var index = gap.lowerBound
    while index < gap.upperBound {
      let block = blocks[index]
      switch block.kind {
      case .rule, .frontMatter:
        close(&open, at: index)
        labels.append(block.lines)
      case .heading:
        close(&open, at: index)
        if index == titleBlock || isEmptyHeading(index, gap) {
          labels.append(block.lines)
        } else if isSubtitle(index, gap) {
          labels += [block.lines, blocks[index + 1].lines]
          index += 1
        } else if isContents(index, gap) {
          labels += [block.lines, blocks[index + 1].lines]
          index += 1
        } else {
          open = (index, index)
        }
      default:
        if open != nil { break }
        if isNotice(block) || isListOfLinks(block) { labels.append(block.lines) } else { open = (nil, index) }
      }
      index += 1
    }
    close(&open, at: gap.upperBound)
  }

  private mutating func close(_ open: inout (heading: Int?, start: Int)?, at end: Int) {
    guard let (heading, start) = open else { return }
    open = nil
    let lines = blocks[start].lines.lowerBound...blocks[end - 1].lines.upperBound
    var name = title
    var text = manuscript.bytes(of: start..<end)
    if let heading {
      name = manuscript.title(of: blocks[heading])
      text = manuscript.bytes(of: start + 1..<end)
    } else if let lead = boldFirstLine(of: blocks[start]) {
      name = manuscript.plainText(lead)
      text = min(lead.upperBound, text.upperBound)..<text.upperBound
    }
    sections.append(Lesson.Section(title: name, lines: lines, markdown: manuscript.markdown([text])))
  }

  /// A heading that only names what comes below it.
  private func isEmptyHeading(_ index: Int, _ gap: Range<Int>) -> Bool {
    guard index + 1 < gap.upperBound else { return true }
    return blocks[index + 1].isHeading || blocks[index + 1].kind == .rule
  }

  /// A heading below the title with nothing but a notice under it.
  private func isSubtitle(_ index: Int, _ gap: Range<Int>) -> Bool {
    guard sections.isEmpty, titleBlock.map({ $0 + 1 == index }) ?? false, index + 1 < gap.upperBound,
      isNotice(blocks[index + 1])
    else { return false }
    return index + 2 == gap.upperBound || blocks[index + 2].isHeading || blocks[index + 2].kind == .rule
  }

  private func isContents(_ index: Int, _ gap: Range<Int>) -> Bool {
    guard index + 1 < gap.upperBound, blocks[index + 1].kind == .list else { return false }
    let words = source.bytes[blocks[index].words]
    let isWhole =
      index + 2 == gap.upperBound || blocks[index + 2].isHeading || blocks[index + 2].kind == .rule
    return isWhole && isListOfLinks(blocks[index + 1])
      || ["Table of Contents", "Contents", "TOC"].contains { Label($0).isAll(of: words) }
  }

  /// Lines `**Name**: value`, alone or quoted: author, licence and the like.
  private func isNotice(_ block: Landmark) -> Bool {
    guard block.kind == .paragraph || block.kind == .quote, block.lines.count > 1 else { return false }
    return block.lines.allSatisfy { line in
      var bytes = source.bytes[source.rangeOfLine(line)]
      bytes.trimStart { $0 == UInt8(ascii: ">") || $0.isWhitespace }
      guard bytes.starts(with: "**"), let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else {
        return false
      }
      let value = bytes[colon...].contains { $0.isLetterOrDigit }
      return value && bytes[..<colon].count <= 40
    }
  }

  /// A list that is nothing but links into the file.
  private func isListOfLinks(_ block: Landmark) -> Bool {
    guard block.kind == .list else { return false }
    return block.lines.allSatisfy { line in
      var bytes = source.bytes[source.rangeOfLine(line)].trimmed
      bytes.trimStart { !$0.isLetterOrDigit && $0 != UInt8(ascii: "[") || $0.isDigit }
      bytes.trimStart { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ")") || $0.isWhitespace }
      return bytes.isEmpty || bytes.first == UInt8(ascii: "[") && bytes.last == UInt8(ascii: ")")
    }
  }

  /// The bytes of a first line that is bold from end to end: a title without a heading's marks.
  private func boldFirstLine(of block: Landmark) -> Range<Int>? {
    guard block.kind == .paragraph, block.lines.count > 1 else { return nil }
    let line = source.bytes[source.rangeOfLine(block.lines.lowerBound)].trimmed
    guard line.starts(with: "**"), line.count > 4 else { return nil }
    let inside = line.dropFirst(2)
    guard let close = inside.firstIndex(of: UInt8(ascii: "*")), close + 1 < line.endIndex else { return nil }
    let rest = line[close...].filter { $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: ":") }
    return rest.isEmpty ? line.indices : nil
  }
}
