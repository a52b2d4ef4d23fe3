/// What a leaf block holds as cmark reads it: its lines without the prefixes of the containers around them, each
/// ended by \n, and for each position in there the offset in the source.
struct LeafText: ~Copyable {
  /// From a position in the leaf on, text stands in the source from an offset on.
  struct Segment {
    var position: Int
    var offset: Int
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let segments: [Segment]
  /// Where the bytes had to be put together from several places, they are ours.
  private let isOwned: Bool
  private let firstOffset: Int

  /// Text that stands in the source as it is.
  init(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
    self.bytes = bytes
    firstOffset = offset
    segments = []
    isOwned = false
  }

  /// Text put together from pieces of the source.
  init(joining pieces: [Range<Int>], of source: UnsafeBufferPointer<UInt8>) {
    let count = pieces.reduce(0) { $0 + $1.count }
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(count, 1))
    var segments: [Segment] = []
    segments.reserveCapacity(pieces.count)
    var position = 0
    for piece in pieces where !piece.isEmpty {
      segments.append(Segment(position: position, offset: piece.lowerBound))
      for offset in piece {
        buffer.initializeElement(at: position, to: source[offset])
        position += 1
      }
    }
    bytes = UnsafeBufferPointer(start: buffer.baseAddress, count: count)
    self.segments = segments
    firstOffset = segments.first?.offset ?? 0
    isOwned = true
  }

  deinit { if isOwned { bytes.deallocate() } }

  var count: Int { bytes.count }
  /// Whether position and offset differ by a constant.
  var isContiguous: Bool { segments.count <= 1 }

  /// The offset of the byte at a position.
  @inline(__always)
  func offset(_ position: Int) -> Int {
    if segments.count <= 1 { return firstOffset + position }
    return searchedOffset(position)
  }

  /// The offset just behind the byte before a position, for ends of ranges.
  @inline(__always)
  func endOffset(_ position: Int) -> Int {
    position == 0 ? offset(0) : offset(position - 1) + 1
  }

  private func searchedOffset(_ position: Int) -> Int {
    var low = 0
    var high = segments.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].position <= position { low = middle } else { high = middle }
    }
    return segments[low].offset + position - segments[low].position
  }
}
