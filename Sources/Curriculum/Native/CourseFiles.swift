import Markdown

/// The files of a course, read but not yet understood. Loading a course touches the disk only to make one of these.
package struct CourseFiles: Sendable {
  /// Larger files are not read.
  package static let maximumFileSize = 1_000_000_000

  /// A file with its place in the course's folder.
  package struct File: Sendable {
    /// As messages name it: the folder as it was given, and the way from there.
    package var path: String
    /// The way from the course's folder, such as `["content", "01-lstm", "02-gates.md"]`.
    package var components: [String]
    /// Nil for a file that is neither a text nor a program, whose content nobody asked for.
    package var source: Source?

    package var name: String { components.last ?? "" }
    package var folders: ArraySlice<String> { components.dropLast() }
  }

  /// Absolute path of the folder.
  package var root: String
  /// In the order of the course: by leading digits, then by name; files before the folders beside them.
  package var files: [File]
  /// What could not be read.
  package var diagnostics: [Diagnostic] = []

  /// A course that is not on disk: texts by their way from its folder.
  package init(root: String, texts: [String: String]) {
    self.root = root
    files = texts.map { path, text in
      File(
        path: path, components: path.split(separator: "/").map(String.init),
        source: Source(name: path, text: text))
    }
    files.sort { FileName.precedes($0.components, $1.components) }
  }

  init(root: String, files: [File], diagnostics: [Diagnostic]) {
    self.root = root
    self.files = files
    self.diagnostics = diagnostics
  }

  /// Whether lessons stand in `content/`, and everything there is native.
  package var hasContentFolder: Bool {
    files.contains { $0.components.first == "content" && $0.components.count > 1 }
  }

  /// The files that are lessons: the texts of `content/`, or of the whole folder where there is none. `course.md`
  /// speaks about the course, and a README about the folder unless it asks questions.
  package var lessonFiles: [File] {
    let isLaidOut = hasContentFolder || files.contains { $0.components.first == "exercises" }
    return files.filter { file in
      guard let source = file.source, ["md", "txt"].contains(FileName.extension(file.name)) else {
        return false
      }
      if isLaidOut,
        hasContentFolder ? file.components.first != "content" : file.components.first == "exercises"
      {
        return false
      }
      if file.name == "course.md" { return false }
      if FileName.stem(file.name).lowercased() == "readme", file.components.count <= 2 {
        return Native.recognises(source) || !isLaidOut
      }
      return true
    }
  }

  /// `course.md`, in the folder itself or in `content/`.
  package var manifest: File? {
    files.first { $0.components == ["course.md"] }
      ?? files.first { $0.components == ["content", "course.md"] }
  }
}
