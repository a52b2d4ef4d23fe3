import ArgumentParser
import Curriculum
import Grading

/// What the exercise commands share: finding an exercise, and the learner's file for it.
struct Workbench {
  var course: Course

  init(course options: CourseOptions) throws { course = try Study.load(options) }

  func exercise(_ id: String) throws -> Exercise {
    if let exercise = course.exercises.first(where: { $0.id == id }) { return exercise }
    let near = Suggestion.nearest(to: id, among: course.exercises.map(\.id))
    let hint = near.map { " Did you mean \($0)?" } ?? " `unroll exercises` lists them."
    throw Failure(.usage, "there is no exercise \"\(id.sanitisedForTerminal)\".\(hint)")
  }

  /// The file of an exercise in this folder: of the language asked for, or of the only one that is there.
  func file(of exercise: Exercise, language: Exercise.Language?) throws -> (path: String, Exercise.Language) {
    let files = (language.map { [$0] } ?? Exercise.Language.allCases)
      .map { (path: "\(exercise.id).\($0.fileExtension)", $0) }
    let present = files.filter { Path.kind(of: $0.path) != nil }
    switch present.count {
    case 1: return present[0]
    case 0:
      let names = files.map { "./" + $0.path }.joined(separator: " or ")
      throw Failure(.usage, "\(names) isn't here; write it with: unroll start \(exercise.id)")
    default:
      throw Failure(
        .usage,
        "\(present.map(\.path).joined(separator: " and ")) are both here; say which with --language or by name"
      )
    }
  }

  static var grader: Grader {
    Grader(
      workshop: Workshop(
        cache: Directories.cache, kitSources: Installation.kit,
        searchPath: Environment["PATH"] ?? "/usr/bin:/bin"))
  }
}

extension Exercise {
  /// Python where there is a starter for it: it needs no compiler.
  var defaultLanguage: Language {
    get throws {
      guard let language = [.python, .swift].first(where: { starters[$0] != nil }) else {
        throw Failure(.unusableCourse, "\(id) has no starter")
      }
      return language
    }
  }
}

extension Exercise.Language: ExpressibleByArgument {
  var title: String {
    switch self {
    case .swift: "Swift"
    case .python: "Python"
    }
  }
}
