import Markdown

extension Course {
  /// Reads the course of a folder. It never stops at the first problem: all of them are in `diagnostics`.
  package static func load(
    from root: String, maximumFileSize: Int = CourseFiles.maximumFileSize
  ) throws(CourseError) -> Course {
    let course = Course(files: try CourseFiles(readingFrom: root, maximumFileSize: maximumFileSize))
    guard !course.isEmpty else { throw .noContent(path: root, diagnostics: course.diagnostics) }
    return course
  }

  package var isEmpty: Bool { units.allSatisfy { $0.lessons.isEmpty && $0.exercises.isEmpty } }

  /// Understands the files of a course: no clock, no disk, nothing but what is given.
  package init(files: CourseFiles) {
    var builder = CourseBuilder(files)
    builder.readManifest()
    builder.readLessons()
    builder.readExercises()
    self = builder.finish()
  }
}

/// Puts a course together from its files.
private struct CourseBuilder {
  private let files: CourseFiles
  private var course: Course
  /// Titles that `course.md` gives to units, by id.
  private var unitTitles: [String: String] = [:]
  private var mentions: [Mention] = []

  init(_ files: CourseFiles) {
    self.files = files
    let name = files.root.split(separator: "/").last.map(String.init) ?? "course"
    course = Course(
      id: FileName.id(name), title: FileName.title(FileName.id(name)), root: files.root, units: [],
      diagnostics: files.diagnostics)
  }

  mutating func readManifest() {
    guard let file = files.manifest, let source = file.source else { return }
    var findings = Findings(source: source, path: file.path)
    findings.reportTextProblems()
    let frontMatter = FrontMatter.read(source, into: &findings)
    for entry in frontMatter?.entries ?? [] {
      switch entry.key {
      case "id": course.id = findings.string(entry) ?? course.id
      case "title": course.title = findings.string(entry) ?? course.title
      case "units":
        for unit in findings.mapping(entry, expected: "ids of units with their titles, `lstm: Gated cells`") {
          unitTitles[unit.key] = findings.string(unit)
        }
      default:
        findings.unknownKey(entry, known: ["id", "title", "units"], of: "The front matter of a course")
      }
    }
    let firstLine = (frontMatter?.lines.upperBound ?? 0) + 1
    if firstLine <= source.lineCount {
      course.introduction = Excerpt.lines([firstLine...source.lineCount], of: source)
    }
    course.diagnostics += findings.diagnostics
  }

  mutating func readLessons() {
    let isNative = files.hasContentFolder
    let files = files.lessonFiles
    for (file, reading) in zip(files, files.concurrentMap { LessonReading($0, isNative: isNative) }) {
      course.diagnostics += reading.diagnostics
      mentions += reading.mentions
      if let lesson = reading.lesson { add(lesson, from: file) }
    }
  }

  private mutating func add(_ lesson: Lesson, from file: CourseFiles.File) {
    // A file directly in the course belongs to no folder but the course's own.
    let folder = file.folders.last.flatMap { file.folders.count == 1 && $0 == "content" ? nil : $0 }
    let id = folder.map(FileName.id) ?? course.id
    course.units[unitIndex(id, defaultTitle: folder == nil ? course.title : nil)].lessons.append(lesson)
  }

  private mutating func unitIndex(_ id: String, defaultTitle: String?) -> Int {
    if let index = course.units.firstIndex(where: { $0.id == id }) { return index }
    let title = unitTitles[id] ?? defaultTitle ?? FileName.title(id)
    course.units.append(Course.Unit(id: id, title: title, lessons: [], exercises: []))
    return course.units.count - 1
  }

  mutating func readExercises() {
    let (folders, strays) = ExerciseFolder.all(in: files.files)
    for folder in folders {
      guard let source = folder.page.source else { continue }
      var reader = ExerciseReader(folder, source: source)
      reader.findings.reportTextProblems()
      let exercise = reader.read()
      course.diagnostics += reader.findings.diagnostics + reader.fileDiagnostics
      mentions += reader.mentions
      let lessonUnit = course.units.first { unit in unit.lessons.contains { $0.id == exercise.lesson } }?.id
      let unit = exercise.unit.isEmpty ? lessonUnit ?? course.id : exercise.unit
      course.units[unitIndex(unit, defaultTitle: nil)].exercises.append(exercise)
    }
    let order = Dictionary(
      course.lessons.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    for unit in course.units.indices {
      // In the order of the lessons they belong to; others keep theirs, after those.
      let sorted = course.units[unit].exercises.enumerated().sorted { a, b in
        let left = a.element.lesson.flatMap { order[$0] } ?? Int.max
        let right = b.element.lesson.flatMap { order[$0] } ?? Int.max
        return (left, a.offset) < (right, b.offset)
      }
      course.units[unit].exercises = sorted.map(\.element)
    }
    for stray in strays {
      course.diagnostics.append(
        Diagnostic(
          path: stray.path, position: Position(line: 1, column: 1), severity: .warning, code: "stray-file",
          message:
            "This file belongs to no exercise, because no `exercise.md` stands beside it: add one, or move it."
        ))
    }
  }

  mutating func finish() -> Course {
    course.diagnostics += DuplicateIDs.resolve(in: &course, files: files.files)
    course.diagnostics += UnknownMentions.check(mentions, in: course)
    course.diagnostics.sort()
    return course
  }
}

/// What one file says, whatever stands in the others.
private struct LessonReading: Sendable {
  /// Nil for a file that says nothing.
  private(set) var lesson: Lesson?
  private(set) var mentions: [Mention] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ file: CourseFiles.File, isNative: Bool) {
    guard let source = file.source else { return }
    var findings = Findings(source: source, path: file.path)
    findings.reportTextProblems()
    diagnostics = findings.diagnostics
    let id = FileName.id(file.name)
    if isNative || Native.recognises(source) {
      var reader = LessonReader(Document(parsing: source), id: id, path: file.path)
      let read = reader.read()
      diagnostics += reader.findings.diagnostics
      mentions = reader.mentions
      if source.bytes.contains(where: { $0 > 0x20 }) { lesson = read }
    } else if let read = Dialects.lesson(from: source, id: id, path: file.path) {
      diagnostics += read.diagnostics
      lesson = read.lesson
    }
    if lesson == nil {
      diagnostics.append(
        Diagnostic(
          path: file.path, position: Position(line: 1, column: 1), severity: .warning, code: "empty-file",
          message: "This file is empty: write a lesson, or remove it."))
    }
  }
}
