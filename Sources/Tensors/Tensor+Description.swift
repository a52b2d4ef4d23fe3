extension Tensor: CustomStringConvertible {
  /// The scalars as nested lists, one matrix row per line, the way NumPy prints them.
  public var description: String {
    guard let last = shape.last else { return "\(storage[0])" }
    if count == 0 { return "[] of shape \(shape)" }
    // At the start of a row, as many brackets open as axes begin there.
    var text = ""
    for start in stride(from: 0, to: count, by: last) {
      var opening = 1
      var size = last
      for length in shape.dropLast().reversed() {
        size *= length
        if start % size != 0 { break }
        opening += 1
      }
      if start > 0 { text += String(repeating: "]", count: opening) + ",\n" }
      text += String(repeating: " ", count: rank - opening) + String(repeating: "[", count: opening)
      text += storage[start..<(start + last)].map { "\($0)" }.joined(separator: ", ")
    }
    return text + String(repeating: "]", count: rank)
  }
}
