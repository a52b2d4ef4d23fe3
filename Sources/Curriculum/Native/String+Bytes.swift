extension StringProtocol {
  /// The first place of a text, compared byte by byte: many times faster than by characters.
  func firstRange(ofBytes sought: String) -> Range<Index>? {
    guard let first = sought.utf8.first else { return nil }
    var rest = self[...].utf8[...]
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: sought.utf8) {
        return start..<rest.index(start, offsetBy: sought.utf8.count)
      }
      rest = rest.dropFirst()
    }
    return nil
  }
}
