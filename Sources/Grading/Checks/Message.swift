extension String {
  /// This sentence and another, joined; its own full stop gives way.
  func continued(with separator: String, _ next: String) -> String {
    (hasSuffix(".") ? String(dropLast()) : self) + separator + next
  }
}
