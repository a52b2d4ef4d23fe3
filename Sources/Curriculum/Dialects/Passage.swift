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
  /// unmistakable ends what another shape began.
  static func passages(in landmarks: [Landmark], of source: Source, dialects: [Dialect]) -> [Passage] {
    func opener(at index: Int) -> (Dialect, Dialect.Opening)? {
      let next = index + 1 < landmarks.count ? landmarks[index + 1] : nil
      for dialect in dialects {
        if let opening = dialect.opening(landmarks[index], next, source) { return (dialect, opening) }
      }
      return nil
    }
    var passages: [Passage] = []
    var open: (dialect: Dialect, opening: Dialect.Opening, start: Int)?
    func close(at end: Int) {
      guard let (dialect, opening, start) = open else { return }
      passages.append(Passage(dialect: dialect, opening: opening, blocks: start..<end))
      open = nil
    }
    for index in landmarks.indices {
      if let (dialect, opening) = opener(at: index) {
        close(at: index)
        open = (dialect, opening, index)
      } else if let (dialect, _, start) = open,
        dialect.isEnded(by: landmarks[index], openedBy: landmarks[start], source)
      {
        close(at: index)
      }
    }
    close(at: landmarks.count)
    return passages
  }
}

extension Dialect {
  fileprivate func isEnded(by block: Landmark, openedBy opener: Landmark, _ source: Source) -> Bool {
    guard block.isHeading else { return false }
    switch ending {
    case .headingAtOrAbove:
      return block.level <= opener.level && !labels.contains { $0.isAll(of: source.bytes[block.words]) }
    case .part:
      return (block.level == 1 && opener.level > 1) || part?(block) != nil
    }
  }
}
