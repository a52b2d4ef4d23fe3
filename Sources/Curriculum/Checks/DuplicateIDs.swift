import Markdown

/// Ids are what histories and mentions hang on, so no two things of a kind may share one.
struct DuplicateIDs {
  /// Reports what shares an id with something before it, and gives questions and exercises that do a number, so that
  /// both can be asked and told apart. `files` are those the course was read from.
  static func resolve(in course: inout Course, files: [CourseFiles.File]) -> [Diagnostic] {
    var duplicates = DuplicateIDs(
      sources: Dictionary(files.map { ($0.path, $0.source) }, uniquingKeysWith: { first, _ in first }))
    duplicates.resolveLessons(of: &course)
    duplicates.resolveExercises(of: &course)
    return duplicates.diagnostics
  }

  private let sources: [String: Source?]
  private var diagnostics: [Diagnostic] = []

  private init(sources: [String: Source?]) { self.sources = sources }

  private mutating func resolveLessons(of course: inout Course) {
    var lessons: [String: String] = [:]
    var questions = Taken()
    for unit in course.units.indices {
      for lesson in course.units[unit].lessons.indices {
        let read = course.units[unit].lessons[lesson]
        if let first = lessons.updateValue(read.path, forKey: read.id) {
          report(
            "duplicate-lesson", read.path, 1,
            "The lesson \(Findings.quote(read.id)) already is \(Diagnostic.visible(first)): give one file another name."
          )
        }
        for index in read.questions.indices {
          let question = read.questions[index]
          let place = (path: question.path, line: question.lines.lowerBound)
          guard let (first, free) = questions.take(question.id, at: place) else { continue }
          report(
            "duplicate-id", place.path, place.line,
            "The id \(Findings.quote(question.id)) already is the question at \(Diagnostic.visible(first.path)):"
              + "\(first.line): give this one another, `<!-- id: … -->` below its heading.")
          course.units[unit].lessons[lesson].questions[index].id = free
        }
      }
    }
  }

  private mutating func resolveExercises(of course: inout Course) {
    var exercises = Taken()
    for unit in course.units.indices {
      for index in course.units[unit].exercises.indices {
        let exercise = course.units[unit].exercises[index]
        guard let (first, free) = exercises.take(exercise.id, at: (exercise.path, 1)) else { continue }
        report(
          "duplicate-exercise", exercise.path, 1,
          "The exercise \(Findings.quote(exercise.id)) already is \(Diagnostic.visible(first.path)): give one another `id`."
        )
        course.units[unit].exercises[index].id = free
      }
    }
  }

  private mutating func report(_ code: String, _ path: String, _ line: Int, _ message: String) {
    let position = Position(line: line, column: 1)
    // An exercise is named by its folder.
    guard let source = sources[path] ?? sources[path + "/exercise.md"] ?? nil else {
      diagnostics.append(
        Diagnostic(path: path, position: position, severity: .error, code: code, message: message))
      return
    }
    var findings = Findings(source: source, path: path)
    findings.report(.error, code, at: position, message)
    diagnostics += findings.diagnostics
  }

  /// Which ids are taken, and the number that was last put behind each.
  private struct Taken {
    private var places: [String: (path: String, line: Int)] = [:]
    private var numbers: [String: Int] = [:]

    /// Takes an id; where another has it, the next free one with a number, which is given back with the other's
    /// place.
    mutating func take(
      _ id: String, at place: (path: String, line: Int)
    ) -> (first: (path: String, line: Int), free: String)? {
      guard let first = places[id] else {
        places[id] = place
        return nil
      }
      var number = numbers[id, default: 1] + 1
      while places["\(id)-\(number)"] != nil { number += 1 }
      numbers[id] = number
      let free = "\(id)-\(number)"
      places[free] = place
      return (first, free)
    }
  }
}
