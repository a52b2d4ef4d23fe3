extension Diagnostic: Comparable {
  /// By path and position, then the worse first.
  package static func < (a: Diagnostic, b: Diagnostic) -> Bool {
    if a.path != b.path { return a.path < b.path }
    if a.position != b.position { return a.position < b.position }
    if a.severity != b.severity { return a.severity > b.severity }
    return (a.code, a.message) < (b.code, b.message)
  }
}
