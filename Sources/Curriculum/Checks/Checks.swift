import Markdown

/// What `unroll check` says about a course.
package enum Checks {
  /// Everything that was wrong while reading the course, and what a careful author would also want to know, sorted
  /// by path and position. `files` are the files it was read from.
  package static func run(on course: Course, files: CourseFiles) -> [Diagnostic] {
    course.diagnostics
  }
}
