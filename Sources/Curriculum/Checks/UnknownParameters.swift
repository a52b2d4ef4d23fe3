import Markdown

/// `{E}` in the heading of a numeric question is a value that `Given:` draws.
enum UnknownParameters {
  static func check(_ lesson: Lesson, _ document: Document, into findings: inout Findings) {
    for question in lesson.questions {
      guard case .numeric(let numeric) = question.form, !numeric.parameters.isEmpty else { continue }
      let given = numeric.parameters.map(\.name)
      for part in question.prompt.split(separator: "{").dropFirst() {
        let name = String(part.prefix { $0 != "}" })
        guard !given.contains(name), name.utf8.count < part.utf8.count, name.utf8.count <= 20,
          name.utf8.allSatisfy(\.isLetterOrDigit),
          numeric.prompt(question.prompt, with: [name: 0]) != question.prompt
        else { continue }
        findings.warning(
          "unknown-parameter", at: document.source.lineStarts[question.lines.lowerBound - 1],
          "No `Given:` line gives `{\(name)}` a value, so it is shown as it stands. "
            + Suggestion.hint(for: name, among: given))
      }
    }
  }
}
