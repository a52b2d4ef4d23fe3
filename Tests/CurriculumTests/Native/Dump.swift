import Markdown

@testable import Curriculum

/// A course as indented text, so that tests compare all of it at once.
enum Dump {
  static func of(_ lesson: Lesson) -> String {
    var lines = ["lesson \(lesson.id) “\(lesson.title)” \(lesson.path) (\(lesson.dialect))"]
    func add(_ name: String, _ values: [String]) {
      if !values.isEmpty { lines.append("  \(name): \(values.joined(separator: ", "))") }
    }
    add("topics", lesson.topics)
    add("requires", lesson.requires)
    add("exercises", lesson.exercises)
    for source in lesson.sources { lines.append("  source \(source.key): \(source.text)") }
    for section in lesson.prose {
      lines.append(
        "  prose \(section.level) “\(section.title)” \(range(section.lines)): \(shown(section.markdown))")
    }
    for question in lesson.questions { lines += of(question).map { "  " + $0 } }
    return lines.joined(separator: "\n")
  }

  static func of(_ question: Question) -> [String] {
    var lines = ["\(question.form.name) \(question.id) \(range(question.lines)): \(question.prompt)"]
    func add(_ text: String) { lines.append("  " + text) }
    if let section = question.section { add("section: \(section)") }
    if let level = question.level { add("level: \(level.rawValue)") }
    if let difficulty = question.difficulty { add("difficulty: \(difficulty)") }
    if let cards = question.cardKinds {
      add("cards: \(cards.map(\.rawValue).sorted().joined(separator: ", "))")
    }
    switch question.form {
    case .recall, .code: break
    case .choice(let choice):
      if choice.choosesAll { add("choose all") }
      for option in choice.options {
        add(
          "[\(option.isCorrect ? "x" : " ")] \(shown(option.text))\(option.feedback.map { " > \(shown($0))" } ?? "")"
        )
      }
    case .typed(let accepted): add("accepted: \(accepted.joined(separator: " / "))")
    case .numeric(let numeric):
      for parameter in numeric.parameters { add("given \(parameter.name): \(parameter.values)") }
      add("= \(formula(numeric.answer)) ± \(numeric.tolerance)")
    case .order(let steps): for (index, step) in steps.enumerated() { add("\(index + 1). \(shown(step))") }
    case .match(let match):
      add("\(match.leftTitle) | \(match.rightTitle)")
      for pair in match.pairs { add("\(pair.left) | \(pair.right)") }
    }
    if question.answerClass != .text || question.form == .recall {
      add("class: \(question.answerClass.rawValue)")
    }
    if !question.answer.isEmpty { add("answer: \(shown(question.answer))") }
    for point in question.keyPoints {
      add(
        "point: \(shown(point.text))\(point.aliases.isEmpty ? "" : " (\(point.aliases.joined(separator: " / ")))")"
      )
    }
    for followUp in question.followUps {
      add("follow-up \(followUp.line): \(followUp.prompt) → \(followUp.answer.map(shown) ?? "nothing")")
    }
    for code in question.codeBlocks { add("code \(code.line) \(code.language ?? "-"): \(shown(code.code))") }
    for table in question.tables {
      add("table \(table.line): \(([table.header] + table.rows).map { $0.joined(separator: " | ") })")
    }
    for formula in question.formulas {
      add("formula \(formula.line)\(formula.isDisplay ? " display" : ""): \(formula.tex)")
    }
    return lines
  }

  static func of(_ exercise: Exercise) -> String {
    var lines = [
      "exercise \(exercise.id) “\(exercise.title)” unit \(exercise.unit) lesson \(exercise.lesson ?? "-") "
        + "difficulty \(exercise.difficulty.map(String.init) ?? "-")",
      "  reference \(exercise.reference), starter fails \(exercise.starterFails)",
    ]
    for dimension in exercise.dimensions { lines.append("  \(dimension.name) in \(dimension.values)") }
    for constraint in exercise.constraints { lines.append("  where \(constraint)") }
    func text(_ parameters: [Exercise.Parameter]) -> String {
      parameters.map { parameter in
        let shape = parameter.shape.map(\.description).joined(separator: ", ")
        let kind = parameter.kind == .real ? "" : " \(parameter.kind.rawValue)"
        return "\(parameter.name) [\(shape)]\(kind)\(parameter.below.map { " below \($0)" } ?? "")"
      }.joined(separator: ", ")
    }
    for function in exercise.functions {
      let signature =
        function.gradientOf.map { "gradient of \($0)" }
        ?? "(\(text(function.inputs))) -> (\(text(function.outputs)))"
      lines.append("  \(function.name): \(signature)")
      for (axis, names) in function.blocks.sorted(by: { $0.key < $1.key }) {
        lines.append("    \(axis): \(names)")
      }
    }
    for (tensor, points) in exercise.points.sorted(by: { $0.key < $1.key }) {
      lines.append("  points \(tensor): \(points)")
    }
    for mistake in exercise.mistakes {
      lines.append("  mistake \(mistake.id) → \(mistake.lesson ?? "-"): \(mistake.message)")
      lines += programs(mistake.files).map { "    " + $0 }
    }
    lines.append("  task: \(shown(exercise.task))")
    for hint in exercise.hints { lines.append("  hint: \(shown(hint))") }
    lines += programs(exercise.starters).map { "  starter " + $0 }
    lines += programs(exercise.solutions).map { "  solution " + $0 }
    return lines.joined(separator: "\n")
  }

  private static func programs(_ files: [Exercise.Language: Exercise.SourceFile]) -> [String] {
    files.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key.rawValue): \(shown($0.value.text))" }
  }

  static func formula(_ expression: Arithmetic) -> String {
    switch expression {
    case .number(let value): Question.Numeric.format(value)
    case .name(let name): name
    case .negate(let operand): "(-\(formula(operand)))"
    case .binary(let operation, let left, let right):
      "(\(formula(left)) \(operation.rawValue) \(formula(right)))"
    case .call(let function, let arguments):
      "\(function.rawValue)(\(arguments.map(formula).joined(separator: ", ")))"
    }
  }

  private static func range(_ lines: ClosedRange<Int>) -> String { "\(lines.lowerBound)-\(lines.upperBound)" }
  private static func shown(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "⏎")
  }
}
