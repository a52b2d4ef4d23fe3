#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension UnsafeBufferPointer<UInt8> {
  /// The offset of the first such byte in a range of offsets (to the end by default).
  package func firstOffset(of byte: UInt8, from start: Int, to end: Int? = nil) -> Int? {
    let end = end ?? count
    guard let base = baseAddress, start < end else { return nil }
    guard let found = memchr(base + start, Int32(byte), end - start) else { return nil }
    return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
  }

  /// Whether other bytes stand at an offset.
  package func contains(_ other: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    guard let base = baseAddress, let otherBase = other.baseAddress else { return other.isEmpty }
    return offset >= 0 && offset + other.count <= count && memcmp(base + offset, otherBase, other.count) == 0
  }

  func slice(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: self[range])
  }
}
