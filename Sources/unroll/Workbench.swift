import ArgumentParser
import Curriculum
import Grading
import Markdown

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

  /// Writes an exercise's starter into this folder, never over a file; gives its name.
  static func writeStarter(of exercise: Exercise, in language: Exercise.Language) throws -> String {
    guard let starter = exercise.starters[language] else {
      throw Failure(.usage, "\(exercise.id) has no starter in \(language.title)")
    }
    let file = "\(exercise.id).\(language.fileExtension)"
    do {
      try TextFile.create(file, starter.text)
    } catch .exists {
      throw Failure(
        .usage,
        "\(file) is here already and stays as it is; grade it with: unroll grade \(exercise.id), or begin anew with: "
          + "unroll reset \(exercise.id)")
    } catch {
      throw Failure(.fault, "\(file): \(error.reason)")
    }
    return file
  }

  /// Shows an exercise's task on the terminal; true when it is to be started.
  static func showTask(of exercise: Exercise, usesColor: Bool) throws -> Bool {
    let pager = Pager(
      title: StyledLine(exercise.title, Style(.accent)), document: Document(exercise.task),
      enter: "write the starter here", usesColor: usesColor)
    return try Terminal.run { pager.run(in: &$0) }
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
