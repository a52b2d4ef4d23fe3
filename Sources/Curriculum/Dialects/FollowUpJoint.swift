import Markdown

/// Joins follow-up questions to the parts of an answer that answer them.
///
/// Few authors repeat the question there; most head each part with its topic, in whatever style the answer has:
/// a heading, a bold line, a plain line with a colon, the bold lead of a numbered step. But the parts stand in the
/// order of the questions and after everything else, so the k-th question belongs to the k-th of the last heads
/// of one style: of the style whose heads share most words with the questions.
struct FollowUpJoint {
  private let manuscript: Manuscript
  private let blocks: Range<Int>
  private let dialectLabels: [Label]
  /// What is left of the answer.
  private(set) var rest: [Range<Int>] = []
  /// Headings over the follow-ups, or over nothing any more.
  private(set) var containerHeadings: [ClosedRange<Int>] = []

  private struct Head {
    let words: Range<Int>
    let line: Int
    /// From the head's first byte to the end of what it heads.
    let part: Range<Int>
    /// From the end of the head's own line on.
    let body: Int
  }

  private enum Style: Hashable {
    case heading(Int)
    case bold, plain, step
  }

  init(_ manuscript: Manuscript, blocks: Range<Int>, labels: [Label]) {
    self.manuscript = manuscript
    self.blocks = blocks
    dialectLabels = labels
  }

  mutating func join(_ questions: [(prompt: String, line: Int)]) -> [Question.FollowUp] {
    let whole = manuscript.bytes(of: blocks)
    rest = [whole]
    guard !blocks.isEmpty, let heads = bestHeads(for: questions.map(\.prompt)) else {
      return questions.map { Question.FollowUp(prompt: $0.prompt, line: $0.line, answer: nil) }
    }
    rest = [whole.lowerBound..<heads[0].part.lowerBound]
    for (head, next) in zip(heads, heads.dropFirst()) {
      rest.append(head.part.upperBound..<next.part.lowerBound)
    }
    rest.append(heads[heads.count - 1].part.upperBound..<whole.upperBound)
    dropContainerHeading(before: heads[0])
    return zip(questions, heads).map { question, head in
      let repeats =
        manuscript.source.bytes[head.words].letters == Array(question.prompt.utf8)[...].letters
      let answer = repeats ? head.body..<head.part.upperBound : head.part
      return Question.FollowUp(
        prompt: question.prompt, line: head.line, answer: manuscript.markdown([answer]))
    }
  }

  /// A heading whose whole content were the follow-ups has nothing left to head.
  private mutating func dropContainerHeading(before head: Head) {
    for index in blocks where manuscript.landmarks[index].isHeading {
      let block = manuscript.landmarks[index]
      let isLast = index + 1 == blocks.upperBound
      let following = isLast ? 0 : manuscript.bytes(of: index + 1..<index + 2).lowerBound
      let words = manuscript.source.bytes[block.words]
      guard following == head.part.lowerBound, dialectLabels.contains(where: { $0.isAll(of: words) }),
        let last = rest.firstIndex(where: { $0.contains(block.words.lowerBound) })
      else { continue }
      containerHeadings.append(block.lines)
      rest[last] = rest[last].lowerBound..<manuscript.bytes(of: index..<index + 1).lowerBound
    }
  }

  private func bestHeads(for questions: [String]) -> [Head]? {
    let wanted = questions.map { Self.words(Array($0.utf8)[...]) }
    var best: (score: Int, heads: [Head])?
    for heads in headsByStyle() where heads.count >= questions.count {
      let last = Array(heads.suffix(questions.count))
      let score = zip(wanted, last).reduce(0) { sum, pair in
        sum + pair.0.intersection(Self.words(manuscript.source.bytes[pair.1.words])).count
      }
      if score > 0, best.map({ score > $0.score }) ?? true { best = (score, last) }
    }
    return best?.heads
  }

  /// Words of four letters and more, and abbreviations, without the ending of a plural: of each its FNV-1a hash, for
  /// all that counts is how many two texts have in common.
  private static func words(_ text: ArraySlice<UInt8>) -> Set<UInt64> {
    var words: Set<UInt64> = []
    var rest = text.drop { !$0.isLetterOrDigit }
    while !rest.isEmpty {
      var word = rest.prefix(while: \.isLetterOrDigit)
      rest = rest.dropFirst(word.count).drop { !$0.isLetterOrDigit }
      guard word.count > 3 || word.count == 3 && word.allSatisfy(\.isUppercase) else { continue }
      if word.count > 4, word.last?.lowercased == UInt8(ascii: "s") { word.removeLast() }
      words.insert(word.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1.lowercased)) &* 0x100_0000_01B3 })
    }
    return words
  }

  // MARK: Heads

  private func headsByStyle() -> [[Head]] {
    var order: [Style] = []
    var heads: [Style: [(block: Int, head: Head)]] = [:]
    func add(_ style: Style, _ block: Int, _ head: Head) {
      if heads[style] == nil { order.append(style) }
      heads[style, default: []].append((block, head))
    }
    for index in blocks {
      let block = manuscript.landmarks[index]
      if block.kind == .list {
        for head in steps(of: block) { add(.step, index, head) }
      } else if let style = style(of: index) {
        let start = manuscript.bytes(of: index..<index + 1).lowerBound
        let body = manuscript.source.rangeOfLine(block.lines.lowerBound).upperBound
        add(
          style, index,
          Head(words: block.words, line: block.lines.lowerBound, part: start..<start, body: body))
      }
    }
    return order.map { style in
      let found = heads[style] ?? []
      if style == .step { return found.map(\.head) }
      return found.indices.map { position in
        let (block, head) = found[position]
        let next = position + 1 < found.count ? found[position + 1].block : end(ofLastPart: block, style)
        let end = manuscript.bytes(of: block..<next).upperBound
        return Head(words: head.words, line: head.line, part: head.part.lowerBound..<end, body: head.body)
      }
    }
  }

  private func style(of index: Int) -> Style? {
    let block = manuscript.landmarks[index]
    if block.isHeading { return .heading(block.level) }
    // A line that introduces what follows it.
    guard block.kind == .paragraph, block.lines.count == 1, index + 1 < blocks.upperBound,
      manuscript.landmarks[index + 1].kind == .list
    else { return nil }
    let words = manuscript.source.bytes[block.words]
    if words.starts(with: "**"), words.dropLast().last == UInt8(ascii: "*") { return .bold }
    return words.last == UInt8(ascii: ":") ? .plain : nil
  }

  /// The last part ends before the next heading above it, and before a closing paragraph that follows a list: that
  /// one sums up the whole answer.
  private func end(ofLastPart head: Int, _ style: Style) -> Int {
    var end = head + 1
    while end < blocks.upperBound {
      if case .heading(let level) = style, manuscript.landmarks[end].isHeading,
        manuscript.landmarks[end].level <= level
      {
        break
      }
      if manuscript.landmarks[end].kind == .paragraph, manuscript.landmarks[end - 1].kind == .list,
        end + 1 == blocks.upperBound
      {
        break
      }
      end += 1
    }
    return end
  }

  /// Items of an ordered list that lead in with a bold topic.
  private func steps(of list: Landmark) -> [Head] {
    let node = manuscript.document[list.node]
    guard node.listStart != nil else { return [] }
    return node.children.compactMap { item in
      guard let paragraph = item.children.first, paragraph.kind == .paragraph,
        let lead = paragraph.children.first, lead.kind == .strong
      else { return nil }
      let source = manuscript.source
      var bytes = source.bytes[item.range]
      bytes.trimEnd(while: \.isWhitespace)
      let line = item.line
      return Head(
        words: lead.range, line: line, part: source.lineStarts[line - 1]..<bytes.endIndex,
        body: source.rangeOfLine(line).upperBound)
    }
  }
}
