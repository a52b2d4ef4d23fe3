import Markdown

/// A follow-up has an answer below it.
enum EmptyFollowUps {
  static func check(_ lesson: Lesson, _ document: Document, into findings: inout Findings) {
    for question in lesson.questions {
      for followUp in question.followUps where followUp.answer == nil && !followUp.prompt.isEmpty {
        findings.warning(
          "empty-follow-up", at: document.source.lineStarts[followUp.line - 1],
          "This follow-up has no answer: write it below the heading.")
      }
    }
  }
}
