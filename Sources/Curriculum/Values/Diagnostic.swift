import Markdown

/// Something an author should know about a file. Reading a course never stops at the first problem: it returns
/// what could be read, with all of these.
package struct Diagnostic: Sendable, Hashable {
  package enum Severity: String, Sendable, Hashable, Codable, Comparable {
    case note, warning, error
    package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  package var path: String
  package var position: Position
  package var severity: Severity
  /// A stable name of the kind of problem, such as `mojibake`.
  package var code: String
  /// What is wrong, what was expected, and what to do.
  package var message: String
  /// The line it stands on, for the caret; nil where the text is not at hand.
  package var excerpt: String?

  package init(
    path: String, position: Position, severity: Severity, code: String, message: String,
    excerpt: String? = nil
  ) {
    self.path = path
    self.position = position
    self.severity = severity
    self.code = code
    self.message = message
    self.excerpt = excerpt
  }
}
