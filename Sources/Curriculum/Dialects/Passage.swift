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
    var finder = PassageFinder(landmarks: landmarks, source: source)
    finder.claim(for: dialects.filter { $0.certainty == .unmistakable })
    var passages = finder.passages()
    for dialect in dialects where dialect.certainty == .series {
      if finder.claimSeries(for: dialect, between: passages) { passages = finder.passages() }
    }
    return passages
  }
}

private struct PassageFinder {
  let landmarks: [Landmark]
  let source: Source
  private var claims: [Claim?]

  /// Most blocks have none, so that it takes no place among them.
  private final class Claim {
    let dialect: Dialect
    let opening: Dialect.Opening

    init(dialect: Dialect, opening: Dialect.Opening) {
      self.dialect = dialect
      self.opening = opening
    }
  }

  init(landmarks: [Landmark], source: Source) {
    self.landmarks = landmarks
    self.source = source
    claims = Array(repeating: nil, count: landmarks.count)
  }

  mutating func claim(for dialects: [Dialect]) {
    let openers = Node.Kinds(dialects.map(\.opener))
    for index in landmarks.indices where openers.contains(landmarks[index].kind) {
      for dialect in dialects {
        guard let opening = opening(of: dialect, at: index) else { continue }
        claims[index] = Claim(dialect: dialect, opening: opening)
        break
      }
    }
  }

  /// Whether there was something to claim.
  mutating func claimSeries(for dialect: Dialect, between passages: [Passage]) -> Bool {
    var start = 0
    var found = false
    for end in passages.map(\.blocks) + [landmarks.count..<landmarks.count] {
      var series = Series()
      for index in start..<end.lowerBound {
        guard let opening = opening(of: dialect, at: index) else { continue }
        series.add(index, landmarks[index], opening, in: source)
      }
      for member in series.questions {
        claims[member.index] = Claim(dialect: dialect, opening: member.opening)
        found = true
      }
      start = end.upperBound
    }
    return found
  }

  private func opening(of dialect: Dialect, at index: Int) -> Dialect.Opening? {
    guard landmarks[index].kind == dialect.opener else { return nil }
    return dialect.opening(
      landmarks[index], index + 1 < landmarks.count ? landmarks[index + 1] : nil, source)
  }

  func passages() -> [Passage] {
    var passages: [Passage] = []
    /// Of the heading that the next question stands under.
    var levelAbove = 6
    var index = 0
    while index < landmarks.count {
      let block = landmarks[index]
      if let claim = claims[index] {
        let level = block.isHeading ? block.level : levelAbove
        let end = end(of: claim.dialect, from: index, level: level)
        passages.append(Passage(dialect: claim.dialect, opening: claim.opening, blocks: index..<end))
        index = end
      } else {
        if block.isHeading { levelAbove = block.level }
        index += 1
      }
    }
    return passages
  }

  /// The next block that opens a question or cannot belong to this one.
  private func end(of dialect: Dialect, from opener: Int, level: Int) -> Int {
    var index = opener + 1
    while index < landmarks.count, claims[index] == nil,
      !dialect.isEnded(by: index, of: landmarks, level: level, source)
    {
      index += 1
    }
    return index
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
