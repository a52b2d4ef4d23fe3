import Curriculum

/// The page that declares an exercise, to point at the line that is at fault.
struct ExercisePage {
  let path: String
  private let lines: [Substring]

  init(of exercise: Exercise) {
    path = exercise.path.hasSuffix(".md") ? exercise.path : "\(exercise.path)/exercise.md"
    lines = (Storage.text(path) ?? "").split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  /// An error at the value of a key of the front matter, or at the beginning where the page has no such line.
  func error(at key: String, _ code: String, _ message: String) -> Diagnostic {
    var diagnostic = Diagnostic(
      path: path, position: .init(line: 1, column: 1), severity: .error, code: code, message: message)
    if let index = lines.firstIndex(where: { $0.hasPrefix("\(key):") }) {
      let value = lines[index].dropFirst(key.count + 1).drop(while: \.isWhitespace)
      diagnostic.position = .init(line: index + 1, column: lines[index].count - value.count + 1)
      diagnostic.excerpt = String(lines[index])
    }
    return diagnostic
  }
}
