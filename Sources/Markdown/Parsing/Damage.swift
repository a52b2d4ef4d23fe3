extension UnsafeBufferPointer<UInt8> {
  /// The offset of the first byte that is no UTF-8, or NUL.
  var firstDamage: Int? {
    let raw = UnsafeRawBufferPointer(self)
    var offset = 0
    while offset < count {
      // Eight bytes at a time: letters, signs and line endings have no high bit and no byte below them is NUL.
      while offset + 8 <= count {
        let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        guard (word | (word &- 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080 == 0 else { break }
        offset += 8
      }
      guard offset < count else { return nil }
      let length = lengthOfScalar(at: offset)
      if length == 0 { return offset }
      offset += length
    }
    return nil
  }

  /// The bytes of the well-formed sequence at an offset (Unicode, table 3-7), or 0.
  func lengthOfScalar(at offset: Int) -> Int {
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch self[offset] {
    case 0: return 0
    case 0x01...0x7F: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return 0
    }
    guard offset + length <= count, second.contains(self[offset + 1]) else { return 0 }
    return self[offset + 2..<Swift.max(offset + 2, offset + length)].allSatisfy { $0 & 0xC0 == 0x80 }
      ? length : 0
  }
}
