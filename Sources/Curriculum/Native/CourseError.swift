/// Why there is no course to work with. What is wrong inside a course is a `Diagnostic` instead.
package enum CourseError: Error, Sendable, Hashable {
  /// Nothing is at that path, or it can't be read; with the system's reason.
  case unreadable(path: String, reason: String)
  case notAFolder(path: String)
  /// There is a folder, but no lesson and no exercise in it; with what was wrong with its files.
  case noContent(path: String, diagnostics: [Diagnostic])
}

extension CourseError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "There is no course at \(path): \(reason). Name a folder with lessons in it."
    case .notAFolder(let path):
      "\(path) is no folder. A course is a folder of lessons; `unroll inspect` reads a single file."
    case .noContent(let path, _):
      "There is no lesson and no exercise in \(path). A course is a folder with `content/` and `exercises/`, or any "
        + "folder of .md and .txt files with questions."
    }
  }
}
