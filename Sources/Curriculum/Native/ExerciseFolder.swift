/// The files that declare one exercise: its page, and the programs beside it.
struct ExerciseFolder {
  var page: CourseFiles.File
  /// Everything else in the page's folder.
  var others: [CourseFiles.File]

  /// Of the exercise, where its page does not say: the folder's name, or the file's.
  var defaultID: String {
    page.name == "exercise.md" ? FileName.id(page.folders.last ?? "") : FileName.id(page.name)
  }

  /// Of the unit, where its page does not say: the folder around the exercise's own.
  var defaultUnit: String {
    let folders = page.name == "exercise.md" ? page.folders.dropLast() : page.folders
    return folders.count > 1 ? FileName.id(folders.last ?? "") : ""
  }

  var path: String {
    page.name == "exercise.md" ? String(page.path.dropLast("/exercise.md".count)) : page.path
  }

  /// The exercises among a course's files, and the files that belong to none. Beside folders with an `exercise.md`,
  /// every other text below `exercises/` is an exercise in a single file, a README apart.
  static func all(in files: [CourseFiles.File]) -> (folders: [ExerciseFolder], strays: [CourseFiles.File]) {
    var folders: [ExerciseFolder] = []
    var positions: [[String]: Int] = [:]
    let inside = files.filter { $0.components.first == "exercises" }
    for page in inside where page.name == "exercise.md" && page.components.count > 2 {
      positions[Array(page.folders)] = folders.count
      folders.append(ExerciseFolder(page: page, others: []))
    }
    var strays: [CourseFiles.File] = []
    for file in inside where file.name != "exercise.md" || file.components.count <= 2 {
      var folder = Array(file.folders)
      while !folder.isEmpty, positions[folder] == nil { folder.removeLast() }
      if let position = positions[folder] {
        folders[position].others.append(file)
      } else if file.source != nil, FileName.extension(file.name) == "md" {
        if FileName.stem(file.name).lowercased() != "readme" {
          folders.append(ExerciseFolder(page: file, others: []))
        }
      } else {
        strays.append(file)
      }
    }
    return (folders, strays)
  }
}
