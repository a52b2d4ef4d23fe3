/// Finds where code spans and formulas end. What was once looked for in vain is not looked for again, so that a text
/// of nothing but openings takes no longer than another.
struct SpanEnds {
  private var missing: Set<Int> = []

  /// The index behind the span of `length` marks whose content starts at `start`, or nil where it has no end.
  mutating func end(of mark: UInt8, length: Int, from start: Int, in text: ArraySlice<UInt8>) -> Int? {
    let isInlineMath = mark == UInt8(ascii: "$") && length == 1
    if isInlineMath, start >= text.endIndex || ClozeMarks.isBlank(text[start]) { return nil }
    let kind = Int(mark) << 32 | length
    guard !missing.contains(kind) else { return nil }
    var index = start
    while index < text.endIndex {
      guard text[index] == mark else {
        index += 1
        continue
      }
      let run = index
      while index < text.endIndex, text[index] == mark { index += 1 }
      guard index - run == length else { continue }
      // `$5 and $6` is money.
      let isNumber = index < text.endIndex && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[index])
      if !isInlineMath || (!ClozeMarks.isBlank(text[run - 1]) && !isNumber) { return index }
    }
    missing.insert(kind)
    return nil
  }
}
