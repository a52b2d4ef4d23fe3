import Markdown

/// What Unroll reads in files, in full: the value behind `unroll inspect`.
package struct Inspection: Sendable {
  package var files: [File]

  package init(files: [File]) { self.files = files }

  /// One file. Every non-blank line of it belongs to exactly one question, lesson or label; a label inside a
  /// question's lines (its repetition, boilerplate) counts as label alone.
  package struct File: Sendable {
    package var path: String
    /// `native`, the name of a dialect, or `prose` where nothing is asked.
    package var dialect: String
    package var title: String
    package var questions: [Question]
    package var lessons: [Lesson.Section]
    package var labels: [ClosedRange<Int>]
    package var diagnostics: [Diagnostic]

    package init(lesson: Lesson, labels: [ClosedRange<Int>], diagnostics: [Diagnostic]) {
      path = lesson.path
      dialect = lesson.dialect
      title = lesson.title
      questions = lesson.questions
      lessons = lesson.prose
      self.labels = labels
      self.diagnostics = diagnostics
    }

    /// Any file: native where it has native questions, else of whatever dialect is found.
    package init(reading source: Source) {
      let path = source.name
      let id = FileName.id(path.split(separator: "/").last.map(String.init) ?? path)
      var findings = Findings(source: source, path: path)
      findings.reportTextProblems()
      let document = Document(parsing: source)
      Checks.reportText(document, into: &findings)
      if Native.recognises(source) {
        // Dialects report open fences themselves.
        UnclosedFences.check(document, into: &findings)
        let (lesson, diagnostics) = Native.lesson(from: document, id: id, path: path)
        self.init(lesson: lesson, source: source, diagnostics: diagnostics + findings.diagnostics)
      } else {
        let transcript = Dialects.read(document, id: id, path: path)
        self.init(
          lesson: transcript.lesson, labels: transcript.labels,
          diagnostics: transcript.diagnostics + findings.diagnostics)
      }
      diagnostics.sort()
    }

    /// A lesson that was read elsewhere: its labels are the lines that no question and no prose took.
    package init(lesson: Lesson, source: Source, diagnostics: [Diagnostic]) {
      let taken = lesson.questions.map(\.lines) + lesson.prose.map(\.lines)
      self.init(lesson: lesson, labels: source.linesOutside(taken), diagnostics: diagnostics)
    }
  }
}

extension Source {
  /// The runs of non-blank lines that lie in none of some ranges of lines.
  func linesOutside(_ ranges: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
    let ranges = ranges.sorted { $0.lowerBound < $1.lowerBound }
    var found: [ClosedRange<Int>] = []
    var next = 0
    for line in 1...lineCount {
      while next < ranges.count, ranges[next].upperBound < line { next += 1 }
      let isTaken = next < ranges.count && ranges[next].contains(line)
      if isTaken || isBlank(line: line) { continue }
      if let last = found.last, last.upperBound == line - 1 {
        found[found.count - 1] = last.lowerBound...line
      } else {
        found.append(line...line)
      }
    }
    return found
  }

  func isBlank(line: Int) -> Bool {
    bytes[rangeOfLine(line)].allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }
}
