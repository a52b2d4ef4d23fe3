/// A text made ready for cmark: front matter cut off, math replaced by inert bytes, damaged bytes by a stand-in.
///
/// All of it keeps its length, so an offset means the same place here and in the source. Only line endings inside
/// math disappear, which is why this text has line starts of its own.
struct PreparedText {
  /// What stands for a byte that is no UTF-8 or NUL: a control character, which to cmark is like a letter.
  static let damaged: UInt8 = 0x1A

  let bytes: [UInt8]
  let lineStarts: [Int]
  let frontMatter: FrontMatter?
  let marks: [Mark]
  let isDamaged: Bool

  init(_ source: Source, extensions: Document.Extensions) {
    frontMatter = extensions.contains(.frontMatter) ? FrontMatter(source) : nil
    bytes = source.bytes
    lineStarts = source.lineStarts
    marks = []
    isDamaged = false
  }
}

/// A piece of text that means something which cmark does not know.
struct Mark {
  enum Kind: UInt8 {
    case inlineMath, displayMath, deletionStart, deletionEnd
  }
  var kind: Kind
  var start: Int32
  var end: Int32
}
