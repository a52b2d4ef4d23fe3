import Markdown

/// A lesson or an exercise named by its id in the front matter of a file, with the place, so that it can be
/// reported where nothing has that id.
struct Mention: Sendable {
  enum Kind: String, Sendable { case lesson, exercise }

  var kind: Kind
  var id: String
  /// Where it stands; complete but for its message.
  var place: Diagnostic
}

extension Findings {
  func mention(_ kind: Mention.Kind, _ id: String, at position: Position) -> Mention {
    let line = min(max(position.line, 1), source.lineCount)
    return Mention(
      kind: kind, id: id,
      place: Diagnostic(
        path: path, position: position, severity: .error, code: "unknown-\(kind.rawValue)", message: "",
        excerpt: source.text(source.rangeOfLine(line))))
  }
}
