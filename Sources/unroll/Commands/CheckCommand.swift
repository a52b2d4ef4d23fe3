import ArgumentParser
import Curriculum
import Grading
import Markdown

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Find everything that is wrong with lessons and exercises.",
    discussion: """
      Takes lesson files, exercise folders, or a course and its content and exercises folders; the whole course is \
      read, since lessons refer to each other, and what was named is reported. Exercises are proven: solutions pass, \
      starters fail, each mistake is recognised. Exit code 1 if there are errors.

      EXAMPLE
        unroll check                         the course of this folder, or the shipped one
        unroll check content exercises
      """)

  @Argument(help: ArgumentHelp("What to check.", valueName: "path"))
  var paths: [String] = []

  @OptionGroup var course: CourseOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var seed: SeedOption

  func run() throws {
    let roots = try CheckTargets(paths: paths, course: course)
    var diagnostics: [Diagnostic] = []
    var checked = (lessons: 0, questions: 0, exercises: 0)
    for root in roots.courses {
      let files = try CourseFiles(readingFrom: Path.relative(root.path))
      let course = Course(files: files)
      guard !course.lessons.isEmpty || !course.exercises.isEmpty else {
        for diagnostic in course.diagnostics { Output.standardOutput(diagnostic.text) }
        throw CourseError.noContent(path: root.path, diagnostics: [])
      }
      let exercises = course.exercises.filter { root.concerns(folder: $0.path) }
      let lessons = course.lessons.filter { root.includes($0.path) }
      checked.lessons += lessons.count
      checked.questions += lessons.reduce(0) { $0 + $1.questions.count }
      checked.exercises += exercises.count
      let known = Checks.run(on: course, files: files)
      diagnostics += known.filter { diagnostic in
        root.includes(diagnostic.path) || exercises.contains { diagnostic.path.hasPrefix($0.path + "/") }
      }
      guard root.only == nil || !lessons.isEmpty || !exercises.isEmpty || !diagnostics.isEmpty else {
        throw Failure(
          .usage,
          "nothing of the course in \(Path.relative(root.path).sanitisedForTerminal) is in what was named")
      }
      for exercise in exercises {
        if Terminal.isInteractive { Output.emit("\r\u{1B}[Kproving \(exercise.id) …", to: 2) }
        diagnostics += ExerciseCheck(grader: Workbench.grader)
          .diagnostics(for: exercise, seed: seed.value, known: known)
      }
      if Terminal.isInteractive { Output.emit("\r\u{1B}[K", to: 2) }
    }
    for var diagnostic in diagnostics {
      diagnostic.path = Path.relative(diagnostic.path)
      Output.standardOutput(diagnostic.text)
    }
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count { $0.severity == .warning }
    Output.standardOutput(
      "\(Duration.count(checked.lessons, "lesson")), \(Duration.count(checked.questions, "question")), "
        + "\(Duration.count(checked.exercises, "exercise")): "
        + (diagnostics.isEmpty
          ? "nothing to mend."
          : "\(Duration.count(errors, "error")), \(Duration.count(warnings, "warning"))."))
    if errors > 0 { throw ExitCode(Failure.Code.failed.rawValue) }
  }
}

/// Which courses to read for the paths that were named, and which of their files to speak about.
private struct CheckTargets {
  struct Root {
    var path: String
    /// Files or folders; nil for all.
    var only: [String]?

    func includes(_ file: String) -> Bool {
      guard let only else { return true }
      let file = Path.absolute(file)
      return only.contains { file == $0 || file.hasPrefix($0 + "/") }
    }

    /// Whether a folder, or any file of it, was named.
    func concerns(folder: String) -> Bool {
      guard let only else { return true }
      let folder = Path.absolute(folder)
      return includes(folder) || only.contains { $0.hasPrefix(folder + "/") }
    }
  }

  var courses: [Root] = []

  init(paths: [String], course: CourseOptions) throws {
    guard !paths.isEmpty else {
      let here = Path.kind(of: "content") == .folder ? "." : try course.path()
      courses = [Root(path: here, only: nil)]
      return
    }
    for path in paths {
      guard let kind = Path.kind(of: path) else {
        throw Failure(.unusableCourse, "there is nothing at \(path.sanitisedForTerminal)")
      }
      let absolute = Path.canonical(path)
      let root = Self.courseFolder(of: absolute, kind: kind)
      if let index = courses.firstIndex(where: { $0.path == root }) {
        if absolute == root { courses[index].only = nil } else { courses[index].only?.append(absolute) }
      } else {
        courses.append(Root(path: root, only: absolute == root ? nil : [absolute]))
      }
    }
  }

  /// The nearest folder at or above a path that has `content` or `exercises` in it; otherwise the folder itself.
  private static func courseFolder(of path: String, kind: Path.Kind) -> String {
    let start = kind == .folder ? path : Path.parent(of: path)
    var folder = start
    while folder != "/" {
      if Path.kind(of: folder + "/content") == .folder || Path.kind(of: folder + "/exercises") == .folder {
        return folder
      }
      folder = Path.parent(of: folder)
    }
    return start
  }
}
