import Markdown

/// Lessons that require each other can't be read one after the other.
enum CircularRequires {
  /// One problem for each circle, at the first of its lessons.
  static func check(_ course: Course, files: CourseFiles) -> [Diagnostic] {
    let lessons = Dictionary(course.lessons.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var done: Set<String> = []
    var diagnostics: [Diagnostic] = []
    for start in course.lessons where !done.contains(start.id) {
      // The way here, and which of each lesson's requirements comes next.
      var path = [(id: start.id, next: 0)]
      var onPath: Set<String> = [start.id]
      while let (id, next) = path.last {
        let requires = lessons[id]?.requires ?? []
        guard next < requires.count else {
          done.insert(id)
          onPath.remove(id)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let required = requires[next]
        if onPath.contains(required), let first = path.firstIndex(where: { $0.id == required }) {
          let circle = path[first...].map(\.id) + [required]
          if let lesson = lessons[id] { diagnostics.append(problem(circle, in: lesson, files)) }
        } else if lessons[required] != nil, !done.contains(required) {
          path.append((required, 0))
          onPath.insert(required)
        }
      }
    }
    return diagnostics
  }

  private static func problem(_ circle: [String], in lesson: Lesson, _ files: CourseFiles) -> Diagnostic {
    let source = files.files.first { $0.path == lesson.path }?.source
    let line = source.flatMap { source in
      (1...source.lineCount).first { source.bytes[source.rangeOfLine($0)].starts(with: "requires".utf8) }
    }
    let way = circle.prefix(8).map { "`\($0)`" }.joined(separator: " requires ")
    return Diagnostic(
      path: lesson.path, position: Position(line: line ?? 1, column: 1), severity: .error,
      code: "circular-requires",
      message:
        "\(way)\(circle.count > 8 ? " …" : ""): a lesson can't come before itself. Remove one of them.",
      excerpt: line.flatMap { line in source.map { $0.text($0.rangeOfLine(line)) } })
  }
}
