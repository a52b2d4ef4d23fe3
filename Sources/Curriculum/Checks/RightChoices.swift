import Markdown

/// A question with options has at least two of them, and exactly one is right unless `Choose all:` says otherwise.
enum RightChoices {
  static func check(_ lesson: Lesson, _ document: Document, into findings: inout Findings) {
    for question in lesson.questions {
      guard case .choice(let choice) = question.form else { continue }
      let place = document.source.lineStarts[question.lines.lowerBound - 1]
      let right = choice.options.filter(\.isCorrect).count
      if choice.options.count < 2 {
        findings.error("few-options", at: place, "There must be at least two options to choose from.")
      }
      if right == 0 {
        findings.error(
          "no-right-choice", at: place,
          choice.choosesAll
            ? "No option is marked as right: mark at least one with `- [x]`."
            : "No option is marked as right: mark one with `- [x]`.")
      }
      if right > 1, !choice.choosesAll {
        findings.error(
          "several-right-choices", at: place,
          "\(right) options are marked as right: leave one, or put `Choose all:` above the list.")
      }
      if Set(choice.options.map(\.text)).count < choice.options.count {
        findings.error("option-twice", at: place, "Two options say the same: change or remove one.")
      }
    }
  }
}
