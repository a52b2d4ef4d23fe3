import Markdown

/// Collects what is wrong in one text.
struct Findings {
  let source: Source
  let path: String
  private(set) var diagnostics: [Diagnostic] = []

  /// A text with more problems than this has one problem: it is something else than it claims to be.
  private static let maximumCount = 1000
  /// Longer lines are not kept beside a message.
  private static let maximumExcerpt = 2000

  /// Whether nothing more is kept, so that nobody need look for more.
  var isFull: Bool { diagnostics.count >= Self.maximumCount }

  init(source: Source, path: String) {
    self.source = source
    self.path = path
  }

  /// `offset` is in UTF-8 bytes from the beginning of the text.
  mutating func error(_ code: String, at offset: Int, _ message: String) {
    if !isFull { report(.error, code, at: source.position(at: offset), message) }
  }

  mutating func warning(_ code: String, at offset: Int, _ message: String) {
    if !isFull { report(.warning, code, at: source.position(at: offset), message) }
  }

  mutating func report(
    _ severity: Diagnostic.Severity, _ code: String, at position: Position, _ message: String
  ) {
    guard !isFull else { return }
    let line = min(max(position.line, 1), source.lineCount)
    let range = source.rangeOfLine(line)
    diagnostics.append(
      Diagnostic(
        path: path, position: Position(line: line, column: max(position.column, 1)), severity: severity,
        code: code,
        message: message, excerpt: range.count <= Self.maximumExcerpt ? source.text(range) : nil))
  }

  /// An author's words inside a message: on one line, without control characters, not too long.
  static func quote(_ text: some StringProtocol) -> String {
    let shown = text.count > 60 ? text.prefix(59) + "…" : String(text)
    return "`\(Diagnostic.visible(shown))`"
  }
}
