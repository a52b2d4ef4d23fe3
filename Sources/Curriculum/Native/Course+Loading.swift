import Markdown

extension Course {
  /// Reads the course of a folder. It never stops at the first problem: all of them are in `diagnostics`.
  package static func load(
    from root: String, maximumFileSize: Int = CourseFiles.maximumFileSize
  ) throws(CourseError) -> Course {
    let course = Course(files: try CourseFiles(readingFrom: root, maximumFileSize: maximumFileSize))
    guard !course.lessons.isEmpty || !course.exercises.isEmpty else {
      throw .noContent(path: root, diagnostics: course.diagnostics)
    }
    return course
  }

  /// Understands the files of a course: no clock, no disk, nothing but what is given.
  package init(files: CourseFiles) {
    self.init(id: "", title: "", root: files.root, units: [], diagnostics: files.diagnostics)
  }
}
