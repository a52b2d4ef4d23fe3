import Markdown

/// A stretch of blocks that one question takes, from the block that opens it to the last before something else.
struct Passage {
  let dialect: Dialect
  let opening: Dialect.Opening
  /// Indices of its landmarks.
  let blocks: Range<Int>
}

extension Passage {
  /// The questions of a text. Where several shapes were pasted together each has its run: an opener that is
  /// unmistakable ends what another shape began, and series are looked for where nothing else is.
  static func passages(in landmarks: [Landmark], of source: Source, dialects: [Dialect]) -> [Passage] {
    var finder = PassageFinder(landmarks: landmarks, source: source, dialects: dialects)
    finder.claim(for: dialects.indices.filter { dialects[$0].certainty == .unmistakable })
    var passages = finder.passages()
    for dialect in dialects.indices where dialects[dialect].certainty == .series {
      if finder.claimSeries(for: dialect, between: passages) { passages = finder.passages() }
    }
    return passages
  }
}

private struct PassageFinder {
  let landmarks: [Landmark]
  let source: Source
  let dialects: [Dialect]
  /// By landmark: the dialect (its index, for copying a dialect costs more than looking at a block) and the question.
  private var claims: [(dialect: Int, opening: Dialect.Opening)?]

  init(landmarks: [Landmark], source: Source, dialects: [Dialect]) {
    self.landmarks = landmarks
    self.source = source
    self.dialects = dialects
    claims = Array(repeating: nil, count: landmarks.count)
  }

  mutating func claim(for dialects: [Int]) {
    for index in landmarks.indices {
      for dialect in dialects {
        guard let opening = opening(of: dialect, at: index) else { continue }
        claims[index] = (dialect, opening)
        break
      }
    }
  }

  /// Whether there was something to claim.
  mutating func claimSeries(for dialect: Int, between passages: [Passage]) -> Bool {
    var start = 0
    var found = false
    for end in passages.map(\.blocks) + [landmarks.count..<landmarks.count] {
      var series = Series()
      for index in start..<end.lowerBound {
        guard let opening = opening(of: dialect, at: index) else { continue }
        series.add(index, landmarks[index], opening, in: source)
      }
      for member in series.questions {
        claims[member.index] = (dialect, member.opening)
        found = true
      }
      start = end.upperBound
    }
    return found
  }

  private func opening(of dialect: Int, at index: Int) -> Dialect.Opening? {
    dialects[dialect].opening(
      landmarks[index], index + 1 < landmarks.count ? landmarks[index + 1] : nil, source)
  }

  func passages() -> [Passage] {
    var passages: [Passage] = []
    var open: (dialect: Int, opening: Dialect.Opening, start: Int, level: Int)?
    /// Of the heading that the next question stands under.
    var levelAbove = 6
    for index in landmarks.indices {
      let block = landmarks[index]
      if let (dialect, opening, start, level) = open,
        claims[index] != nil || dialects[dialect].isEnded(by: index, of: landmarks, level: level, source)
      {
        passages.append(Passage(dialect: dialects[dialect], opening: opening, blocks: start..<index))
        open = nil
      }
      if let (dialect, opening) = claims[index] {
        open = (dialect, opening, index, block.isHeading ? block.level : levelAbove)
      } else if open == nil, block.isHeading {
        levelAbove = block.level
      }
    }
    if let (dialect, opening, start, _) = open {
      passages.append(
        Passage(dialect: dialects[dialect], opening: opening, blocks: start..<landmarks.count))
    }
    return passages
  }
}

extension Dialect {
  fileprivate func isEnded(by index: Int, of landmarks: [Landmark], level: Int, _ source: Source) -> Bool {
    let block = landmarks[index]
    if case .detailsTag = ending {
      let before = source.bytes[landmarks[index - 1].words.lowerBound..<landmarks[index - 1].words.upperBound]
      return before.contains("</details>") || block.isHeading && block.level <= level
    }
    guard block.isHeading, block.place != .insideItem else { return false }
    if case .part = ending { return (block.level == 1 && level > 1) || part?(block, source) != nil }
    let words = source.bytes[block.words]
    return block.level <= level && !labels.contains { $0.isAll(of: words) || $0.end(in: words) != nil }
  }
}
