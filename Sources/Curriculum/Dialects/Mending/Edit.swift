/// A stretch of a text that reads otherwise once it is mended. Positions stay those of the original: a text is
/// only mended where a piece of it is taken out.
struct Edit {
  var range: Range<Int>
  var replacement: [UInt8]

  init(_ range: Range<Int>, _ replacement: some Sequence<UInt8>) {
    self.range = range
    self.replacement = Array(replacement)
  }

  init(_ range: Range<Int>, _ replacement: String = "") { self.init(range, replacement.utf8) }
}

/// Edits in order, none of them overlapping: of two that would, the first to begin stands.
struct Edits {
  private let edits: [Edit]

  init(_ unordered: [Edit]) {
    var edits: [Edit] = []
    for edit in unordered.sorted(by: {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }) {
      if let last = edits.last, edit.range.lowerBound < last.range.upperBound { continue }
      edits.append(edit)
    }
    self.edits = edits
  }

  /// Whether a piece of the text reads otherwise than it is written.
  func hasAny(in range: Range<Int>) -> Bool {
    let first = firstEdit(from: range.lowerBound)
    return first < edits.count && edits[first].range.upperBound <= range.upperBound
  }

  /// A piece of the text as it should read. An edit that reaches beyond the piece is left out.
  func mended(_ bytes: [UInt8], in range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    var position = range.lowerBound
    for edit in edits[firstEdit(from: range.lowerBound)...] {
      guard edit.range.lowerBound < range.upperBound else { break }
      guard edit.range.upperBound <= range.upperBound else { break }
      result += bytes[position..<edit.range.lowerBound]
      result += edit.replacement
      position = edit.range.upperBound
    }
    result += bytes[position..<range.upperBound]
    return result
  }

  private func firstEdit(from offset: Int) -> Int {
    var low = 0
    var high = edits.count
    while low < high {
      let middle = (low + high) / 2
      if edits[middle].range.lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
