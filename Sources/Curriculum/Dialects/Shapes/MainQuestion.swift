import Markdown

private let questionLabel = Label("Question")
private let mainQuestionLabel = Label("Main question")

extension Dialect {
  /// `## Question`, then the lines `**Main question**: …`, `**Explanation**: …` and
  /// `**Follow-up questions**: ['…', "…"]`, then `## Answer`.
  static let mainQuestion = Dialect(
    name: "main-question",
    opener: .heading,
    opening: { block, next, source in
      guard let next, next.kind == .paragraph,
        questionLabel.isAll(of: source.bytes[block.words]),
        mainQuestionLabel.end(in: source.bytes[next.words]) != nil
      else { return nil }
      return Opening(number: nil, prompt: .fields)
    },
    labels: [
      Label("Answer"), Label("Follow-up questions"), Label("Follow-up answers"),
      Label("Additional explanations"),
    ],
    fields: [
      (Label("Main question"), .prompt), (Label("Explanation"), .expects),
      (Label("Follow-up questions"), .followUps),
    ])
}
