extension MarkScanner {
  /// Where the next byte stands that could begin a mark, so that text without any is passed over unread.
  struct Triggers {
    let text: UnsafeBufferPointer<UInt8>
    private var dollar: Int
    private var bracket: Int
    private var equals: Int

    init(text: UnsafeBufferPointer<UInt8>, extensions: Document.Extensions) {
      self.text = text
      let hasMath = extensions.contains(.math)
      dollar = hasMath ? -1 : Int.max
      bracket = hasMath ? -1 : Int.max
      equals = extensions.contains(.deletions) ? -1 : Int.max
    }

    mutating func hasAny(in range: Range<Int>) -> Bool {
      let start = range.lowerBound
      if dollar < start { dollar = text.firstOffset(of: UInt8(ascii: "$"), from: start) ?? Int.max }
      if bracket < start { bracket = nextBracket(from: start) }
      if equals < start { equals = nextEquals(from: start) }
      return min(dollar, bracket, equals) < range.upperBound
    }

    /// `\(` or `\[`
    private func nextBracket(from start: Int) -> Int {
      var offset = start
      while let found = text.firstOffset(of: UInt8(ascii: "\\"), from: offset), found + 1 < text.count {
        if text[found + 1] == UInt8(ascii: "(") || text[found + 1] == UInt8(ascii: "[") { return found }
        offset = found + 1
      }
      return Int.max
    }

    /// `==`
    private func nextEquals(from start: Int) -> Int {
      var offset = start
      while let found = text.firstOffset(of: UInt8(ascii: "="), from: offset), found + 1 < text.count {
        if text[found + 1] == UInt8(ascii: "=") { return found }
        offset = found + 1
      }
      return Int.max
    }
  }

  /// The runs of backticks in a region. As in cmark, a search that failed has seen the last run of every length.
  struct CodeSpans {
    private var lastRuns: [Int] = []

    mutating func reset() { lastRuns.removeAll(keepingCapacity: true) }

    /// The offset behind the code span that a run of backticks opens.
    mutating func end(
      ofSpanAt start: Int, length: Int, in text: UnsafeBufferPointer<UInt8>, to end: Int
    ) -> Int? {
      guard length <= 80 else { return nil }
      if !lastRuns.isEmpty, lastRuns[length] <= start { return nil }
      var runs = [Int](repeating: -1, count: lastRuns.isEmpty ? 81 : 0)
      var offset = start + length
      while let run = text.firstOffset(of: UInt8(ascii: "`"), from: offset, to: end) {
        offset = run
        while offset < end, text[offset] == UInt8(ascii: "`") { offset += 1 }
        if offset - run == length { return offset }
        if !runs.isEmpty, offset - run <= 80 { runs[offset - run] = run }
      }
      if lastRuns.isEmpty { lastRuns = runs }
      return nil
    }
  }

  struct FailedSearches {
    var dollars = 0
    var parentheses = 0
    var brackets = 0
    var angles = 0
  }
}
