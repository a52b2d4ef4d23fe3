import Markdown

/// Reads the declaration of an exercise: its page, and the programs of its folder.
struct ExerciseReader {
  private let folder: ExerciseFolder
  private let document: Document
  var findings: Findings
  private(set) var mentions: [Mention] = []
  /// Problems of the files beside the page.
  private(set) var fileDiagnostics: [Diagnostic] = []
  var exercise: Exercise

  init(_ folder: ExerciseFolder, source: Source) {
    self.folder = folder
    document = Document(parsing: source)
    findings = Findings(source: source, path: folder.page.path)
    exercise = Exercise(
      id: folder.defaultID, title: "", unit: folder.defaultUnit, lesson: nil, difficulty: nil,
      path: folder.path,
      reference: .solution, dimensions: [], constraints: [], functions: [], points: [:],
      starterFails: "not-implemented", mistakes: [], task: "", hints: [], starters: [:], solutions: [:])
  }

  private static let keys = [
    "title", "id", "unit", "lesson", "difficulty", "reference", "dimensions", "where", "functions", "points",
    "starter_fails", "mistakes",
  ]

  mutating func read() -> Exercise {
    let frontMatter = FrontMatter.read(document.source, into: &findings)
    let entries = frontMatter?.entries ?? []
    for entry in entries where !["functions", "points", "where"].contains(entry.key) { apply(entry) }
    // Functions name dimensions, and points name what functions return, wherever those stand in the file.
    for key in ["where", "functions", "points"] {
      guard let entry = entries.first(where: { $0.key == key }) else { continue }
      switch key {
      case "where": readConstraints(entry.value)
      case "functions": readFunctions(entry)
      default: readPoints(entry)
      }
    }
    let page = ExercisePage(document, firstLine: (frontMatter?.lines.upperBound ?? 0) + 1, into: &findings)
    if exercise.title.isEmpty { exercise.title = page.title ?? FileName.title(exercise.id) }
    exercise.task = page.task
    exercise.hints = page.hints
    let isReadable =
      frontMatter.map { !$0.isBroken } ?? !findings.diagnostics.contains { $0.code == "front-matter-open" }
    collectPrograms(of: page, knowsMistakes: isReadable)
    if isReadable { checkCompleteness(entries, frontMatter) }
    return exercise
  }

  private mutating func apply(_ entry: Setting.Entry) {
    switch entry.key {
    case "title": exercise.title = findings.string(entry) ?? ""
    case "id": readID(entry)
    case "unit":
      exercise.unit = findings.string(entry) ?? exercise.unit
      if !folder.defaultUnit.isEmpty, exercise.unit != folder.defaultUnit {
        findings.report(
          .warning, "exercise-unit", at: entry.value.position,
          "The folder is that of the unit \(Findings.quote(folder.defaultUnit)): move the exercise, or leave out `unit`."
        )
      }
    case "lesson":
      exercise.lesson = findings.string(entry)
      if let lesson = exercise.lesson { mention(lesson, at: entry.value.position) }
    case "difficulty": exercise.difficulty = findings.integer(entry, in: 1...5)
    case "reference":
      if let name = findings.string(entry) {
        exercise.reference = name == "solution" ? .solution : .layer(name)
      }
    case "dimensions": readDimensions(entry)
    case "starter_fails": exercise.starterFails = findings.string(entry) ?? exercise.starterFails
    case "mistakes": readMistakes(entry)
    default: findings.unknownKey(entry, known: Self.keys, of: "The front matter of an exercise")
    }
  }

  private mutating func mention(_ lesson: String, at position: Position) {
    mentions.append(findings.mention(.lesson, lesson, at: position))
  }

  private mutating func readID(_ entry: Setting.Entry) {
    guard let id = findings.string(entry) else { return }
    guard id.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber) || $0 == "-" }),
      id.first?.isLetter ?? false
    else {
      return findings.report(
        .error, "exercise-id", at: entry.value.position,
        "The id of an exercise names a file that learners write: lower-case letters, digits and hyphens, beginning "
          + "with a letter, not \(Findings.quote(id)).")
    }
    if folder.page.name == "exercise.md", id != folder.defaultID {
      findings.report(
        .warning, "exercise-id", at: entry.value.position,
        "The folder is called \(Findings.quote(folder.defaultID)): give folder and exercise the same name.")
    }
    exercise.id = id
  }

  private mutating func readDimensions(_ entry: Setting.Entry) {
    for dimension in findings.mapping(
      entry, expected: "names with the sizes they may take, `{B: 1...4, H: 3}`")
    {
      if dimension.key == "where" {
        readConstraints(dimension.value)
      } else if !Self.isName(dimension.key) {
        findings.report(
          .error, "dimension", at: dimension.position,
          "A dimension is named by a letter and more letters or digits, not \(Findings.quote(dimension.key))."
        )
      } else if let text = findings.string(dimension) {
        guard let values = Self.sizes(text) else {
          findings.report(
            .error, "dimension", at: dimension.value.position,
            "Expected the sizes of `\(dimension.key)`, a range `1...4` or a number from 1 to 1000, not "
              + "\(Findings.quote(text)).")
          continue
        }
        exercise.dimensions.append(Exercise.Dimension(name: dimension.key, values: values))
      }
    }
  }

  private static func sizes(_ text: String) -> ClosedRange<Int>? {
    if let number = Int(text) { return (1...1000).contains(number) ? number...number : nil }
    guard let dots = text.firstRange(of: "..."), let low = Int(text[..<dots.lowerBound]),
      let high = Int(text[dots.upperBound...]), (1...1000).contains(low), (low...1000).contains(high)
    else { return nil }
    return low...high
  }

  private mutating func readConstraints(_ setting: Setting) {
    for (text, position) in findings.strings(setting, of: "where") {
      do {
        let constraint = try Exercise.Constraint(parsing: text)
        let known = exercise.dimensions.map(\.name)
        if let unknown = constraint.names.first(where: { !known.contains($0) }) {
          findings.report(
            .error, "unknown-dimension", at: position,
            "There is no dimension \(Findings.quote(unknown)). \(Suggestion.hint(for: unknown, among: known))"
          )
        } else {
          exercise.constraints.append(text)
        }
      } catch {
        let column = position.column + text.utf8.prefix(error.offset).count
        findings.report(
          .error, "constraint", at: Position(line: position.line, column: column), error.message)
      }
    }
  }

  private mutating func readPoints(_ entry: Setting.Entry) {
    let known = exercise.checkedTensors
    for point in findings.mapping(entry, expected: "tensors with their points, `{dWh: 2}`") {
      guard let value = findings.number(point) else { continue }
      if known.contains(point.key) {
        exercise.points[point.key] = value
      } else {
        findings.report(
          .error, "unknown-tensor", at: point.position,
          "No function of this exercise returns \(Findings.quote(point.key)). "
            + Suggestion.hint(for: point.key, among: known))
      }
    }
  }

  private mutating func readMistakes(_ entry: Setting.Entry) {
    let shape = "names with what to say, `carry-lost: {message: \"…\", lesson: …}`"
    for mistake in findings.mapping(entry, expected: shape) {
      var read = Exercise.Mistake(id: mistake.key, message: "", lesson: nil, files: [:])
      if case .scalar(let text) = mistake.value.content {
        read.message = text
      } else {
        for part in findings.mapping(mistake, expected: "`{message: \"…\", lesson: …}`") {
          switch part.key {
          case "message": read.message = findings.string(part) ?? ""
          case "lesson":
            read.lesson = findings.string(part)
            if let lesson = read.lesson { mention(lesson, at: part.value.position) }
          default: findings.unknownKey(part, known: ["message", "lesson"], of: "A mistake")
          }
        }
      }
      if read.message.isEmpty {
        findings.report(
          .error, "mistake-message", at: mistake.position,
          "The mistake \(Findings.quote(mistake.key)) needs a `message`: what to say to somebody who made it."
        )
      }
      exercise.mistakes.append(read)
    }
  }

  /// Puts the programs of fences and files where they belong.
  private mutating func collectPrograms(of page: ExercisePage, knowsMistakes: Bool) {
    var fences: [ExercisePage.Part: Int] = [:]
    for (part, code, offset) in page.programs {
      let file = Exercise.SourceFile(path: folder.page.path, text: code)
      if !place(file, as: part) {
        if knowsMistakes { findings.error("undeclared-mistake", at: offset, undeclaredMessage(part)) }
      } else if fences.updateValue(offset, forKey: part) != nil {
        findings.error(
          "part-twice", at: offset, "Another fence already is \(part.name): keep one of the two.")
      }
    }
    for other in folder.others {
      let inner = other.components.dropFirst(folder.page.folders.count)
      guard let part = Self.part(ofFile: Array(inner)), let source = other.source else {
        report(
          other, .warning, "stray-file",
          "An exercise consists of `exercise.md`, `starter`, `solution` and `mistakes/`, with `.swift` or `.py`: "
            + "move or remove this file.")
        continue
      }
      if let offset = fences[part] {
        findings.error(
          "part-twice", at: offset,
          "This fence and the file \(Findings.quote(inner.joined(separator: "/"))) both are \(part.name): keep one."
        )
      } else if !place(
        Exercise.SourceFile(path: other.path, text: source.text(0..<source.bytes.count)), as: part),
        knowsMistakes
      {
        report(other, .error, "undeclared-mistake", undeclaredMessage(part))
      }
    }
  }

  private func undeclaredMessage(_ part: ExercisePage.Part) -> String {
    guard case .mistake(let id, _) = part else { return "" }
    return "The front matter declares no mistake \(Findings.quote(id)). "
      + Suggestion.hint(for: id, among: exercise.mistakes.map(\.id))
  }

  private mutating func place(_ file: Exercise.SourceFile, as part: ExercisePage.Part) -> Bool {
    switch part {
    case .starter(let language): exercise.starters[language] = file
    case .solution(let language): exercise.solutions[language] = file
    case .mistake(let id, let language):
      guard let index = exercise.mistakes.firstIndex(where: { $0.id == id }) else { return false }
      exercise.mistakes[index].files[language] = file
    }
    return true
  }

  private static func part(ofFile components: [String]) -> ExercisePage.Part? {
    guard let name = components.last,
      let language = Exercise.Language.allCases.first(where: { $0.fileExtension == FileName.extension(name) })
    else { return nil }
    let stem = FileName.stem(name)
    if components.count == 2, components[0] == "mistakes" { return .mistake(stem, language) }
    guard components.count == 1 else { return nil }
    return stem == "starter" ? .starter(language) : stem == "solution" ? .solution(language) : nil
  }

  private mutating func report(
    _ file: CourseFiles.File, _ severity: Diagnostic.Severity, _ code: String, _ message: String
  ) {
    fileDiagnostics.append(
      Diagnostic(
        path: file.path, position: Position(line: 1, column: 1), severity: severity, code: code,
        message: message))
  }

  /// What a whole exercise must have.
  private mutating func checkCompleteness(_ entries: [Setting.Entry], _ frontMatter: FrontMatter?) {
    let start = Position(line: 1, column: 1)
    guard frontMatter != nil else {
      return findings.report(
        .error, "no-front-matter", at: start,
        "An exercise begins with front matter that declares it: a line `---`, keys such as `functions`, a line `---`."
      )
    }
    func missing(_ key: String, _ what: String) {
      if !entries.contains(where: { $0.key == key }) {
        findings.report(.error, "missing-key", at: start, "The front matter needs `\(key)`: \(what).")
      }
    }
    missing("title", "what the exercise is called")
    missing("functions", "what the learner writes, with inputs and outputs")
    missing("reference", "a layer such as `lstm.step`, or `solution`")
    let known = Exercise.Language.allCases
    if exercise.solutions.isEmpty {
      findings.report(
        .error, "missing-part", at: start,
        "There is no solution: add `solution.swift` or `solution.py`, or a fence `python solution`.")
    }
    for language in known where exercise.solutions[language] != nil && exercise.starters[language] == nil {
      missingPart(.starter(language))
    }
    for language in known where exercise.solutions[language] == nil && exercise.starters[language] != nil {
      missingPart(.solution(language))
    }
    for mistake in exercise.mistakes where mistake.files.isEmpty {
      let position = entries.first { $0.key == "mistakes" }?.position ?? start
      findings.report(
        .warning, "mistake-without-program", at: position,
        "No program makes the mistake \(Findings.quote(mistake.id)), so it can't be recognised by running one: add "
          + "`mistakes/\(mistake.id).py` or `.swift`.")
    }
    if !exercise.constraints.isEmpty, !exercise.canBeSatisfied {
      findings.report(
        .error, "constraint",
        at: entries.first { $0.key == "where" || $0.key == "dimensions" }?.position ?? start,
        "No sizes within the declared ranges satisfy every condition of `where`: widen a range.")
    }
  }

  private mutating func missingPart(_ part: ExercisePage.Part) {
    findings.report(
      .error, "missing-part", at: Position(line: 1, column: 1),
      "There is no program that is \(part.name): add it, or remove its counterpart.")
  }

  static func isName(_ text: String) -> Bool {
    guard let first = text.first, first.isASCII, first.isLetter else { return false }
    return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }
}
