import Markdown

/// An open question has an answer to compare one's own with.
enum EmptyAnswers {
  static func check(_ lesson: Lesson, _ document: Document, into findings: inout Findings) {
    for question in lesson.questions where question.form == .recall && question.keyPoints.isEmpty {
      let place = document.source.lineStarts[question.lines.lowerBound - 1]
      switch question.answerClass {
      case .empty:
        findings.error(
          "empty-answer", at: place,
          "This question has no answer: write it below the heading, or add options or an `Answer:` line.")
      case .placeholder:
        findings.error("placeholder-answer", at: place, "The answer is only a placeholder: write it.")
      case .text, .linkOnly: break
      }
    }
  }
}
