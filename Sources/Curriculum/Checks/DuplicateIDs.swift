import Markdown

/// Ids are what histories and mentions hang on, so no two things of a kind may share one.
enum DuplicateIDs {
  /// Reports what shares an id with something before it, and gives questions and exercises that do a number, so that
  /// both can be asked and told apart.
  static func resolve(in course: inout Course) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    var lessons: [String: String] = [:]
    var questions: [String: (path: String, line: Int)] = [:]
    var exercises: [String: String] = [:]
    func report(_ code: String, _ path: String, _ line: Int, _ message: String) {
      diagnostics.append(
        Diagnostic(
          path: path, position: Position(line: line, column: 1), severity: .error, code: code,
          message: message))
    }
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
          guard let first = questions[question.id] else {
            questions[question.id] = (question.path, question.lines.lowerBound)
            continue
          }
          report(
            "duplicate-id", question.path, question.lines.lowerBound,
            "The id \(Findings.quote(question.id)) already is the question at \(Diagnostic.visible(first.path)):"
              + "\(first.line): give this one another, `<!-- id: … -->` below its heading.")
          let free = freeID(question.id) { questions[$0] == nil }
          questions[free] = (question.path, question.lines.lowerBound)
          course.units[unit].lessons[lesson].questions[index].id = free
        }
      }
    }
    for unit in course.units.indices {
      for index in course.units[unit].exercises.indices {
        let exercise = course.units[unit].exercises[index]
        guard let first = exercises[exercise.id] else {
          exercises[exercise.id] = exercise.path
          continue
        }
        report(
          "duplicate-exercise", exercise.path, 1,
          "The exercise \(Findings.quote(exercise.id)) already is \(Diagnostic.visible(first)): give one another `id`."
        )
        let free = freeID(exercise.id) { exercises[$0] == nil }
        exercises[free] = exercise.path
        course.units[unit].exercises[index].id = free
      }
    }
    return diagnostics
  }

  private static func freeID(_ id: String, _ isFree: (String) -> Bool) -> String {
    var number = 2
    while !isFree("\(id)-\(number)") { number += 1 }
    return "\(id)-\(number)"
  }
}
