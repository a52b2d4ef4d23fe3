import Foundation
import Markdown
import Testing

@testable import Curriculum

/// Public files in other people's shapes, with the number of questions that a reader counts in them.
@Suite("Files of other dialects", .enabled(if: Material.dialects != nil, "../shared/dialects is absent"))
struct DialectFilesTests {
  struct Expectation: Sendable, CustomTestStringConvertible {
    var file: String
    var dialect: String
    var questions: Int
    var choices = 0
    var keys = 0
    var empty = 0
    var linkOnly = 0

    var testDescription: String { file }
  }

  static let expectations = [
    Expectation(file: "Devinterview-io/deep-learning.md", dialect: "numbered-heading", questions: 15),
    Expectation(file: "Devinterview-io/rnn.md", dialect: "numbered-heading", questions: 15),
    Expectation(
      file: "Ebazhanov_linkedin-skill-assessments-quizzes/machine-learning-quiz.md", dialect: "q",
      questions: 135,
      choices: 126, keys: 126, empty: 90, linkOnly: 6),
    Expectation(file: "SerahSoltani_Top-Deep-Learning/README.md", dialect: "numbered-heading", questions: 65),
    Expectation(
      file: "alexeygrigorev_data-science-interviews/technical.md", dialect: "numbered-bold", questions: 40),
    Expectation(
      file: "andrewekhalel_MLQuestions/README.md", dialect: "numbered-heading", questions: 65, empty: 2,
      linkOnly: 3),
    Expectation(
      file: "bregman-arie_devops-exercises/kubernetes_README.md", dialect: "details", questions: 341,
      empty: 26),
    Expectation(
      file: "lydiahallie_javascript-questions/README.md", dialect: "numbered-heading", questions: 155,
      choices: 155, keys: 155),
    Expectation(
      file: "sudheerj_reactjs-interview-questions/README.md", dialect: "numbered-heading", questions: 416,
      empty: 1),
    Expectation(
      file: "youssefHosni_Data-Science-Interview-Questions-Answers/deep_learning.md", dialect: "q",
      questions: 44, empty: 14),
  ]

  @Test("all questions are found, no others, and no line is lost", arguments: expectations)
  func counts(expected: Expectation) throws {
    let folder = try #require(Material.dialects)
    let data = try Data(contentsOf: folder.appendingPathComponent(expected.file))
    let source = Source(name: expected.file, bytes: Array(data))
    let file = Inspection.File(reading: source)
    #expect(file.dialect == expected.dialect)
    #expect(file.questions.count == expected.questions)
    let choices = file.questions.compactMap { question in
      if case .choice(let choice) = question.form { choice } else { nil }
    }
    #expect(choices.count == expected.choices)
    #expect(choices.count { $0.options.contains(where: \.isCorrect) } == expected.keys)
    #expect(file.questions.count { $0.answerClass == .empty } == expected.empty)
    #expect(file.questions.count { $0.answerClass == .linkOnly } == expected.linkOnly)
    #expect(Set(file.questions.map(\.id)).count == expected.questions)
    #expect(faults(of: file, source) == [])
  }
}
