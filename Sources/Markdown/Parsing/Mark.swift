/// A piece of text that means something cmark does not know.
struct Mark {
  enum Kind: UInt8 {
    case inlineMath, displayMath, deletionStart, deletionEnd

    var isMath: Bool { self == .inlineMath || self == .displayMath }
  }

  var kind: Kind
  /// Offsets, delimiters included.
  var start: Int32
  var end: Int32

  init(_ kind: Kind, _ range: Range<Int>) {
    self.kind = kind
    start = Int32(range.lowerBound)
    end = Int32(range.upperBound)
  }

  var range: Range<Int> { Int(start)..<Int(end) }
  /// Formulas are hidden from cmark as `$`, then this control character to cmark no different from a letter, `$`.
  static let filler: UInt8 = 0x02
}
