import Markdown

extension Inspection {
  /// The document of `inspect --json`: members in the order of the contract, absent values as null.
  package func json() -> String {
    JSON.object([.init("schema", .int(1)), .init("files", .array(files.map(\.json)))]).text
  }
}

extension Inspection.File {
  package var json: JSON {
    .object([
      .init("path", .string(path)),
      .init("dialect", .string(dialect)),
      .init("title", .string(title)),
      .init("questions", .array(questions.map(\.json))),
      .init("lessons", .array(lessons.map(\.json))),
      .init("labels", .array(labels.map { .object(JSON.lines($0)) })),
      .init("diagnostics", .array(diagnostics.map(\.json))),
    ])
  }
}

extension JSON {
  fileprivate static func lines(_ lines: ClosedRange<Int>) -> [Member] {
    [.init("line", .int(lines.lowerBound)), .init("end_line", .int(lines.upperBound))]
  }

  fileprivate static func strings(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }
}

extension Question {
  fileprivate var json: JSON {
    .object(
      [.init("id", .string(id))] + JSON.lines(lines) + [
        .init("kind", .string(form.name)),
        .init("section", .string(orNull: section)),
        .init("number", .string(orNull: number)),
        .init("level", .string(orNull: level?.rawValue)),
        .init("difficulty", .int(orNull: difficulty)),
        .init("key_points", .array(keyPoints.map(\.json))),
        .init("question", .string(prompt.wordsAlone)),
        .init("answer", .string(answer)),
        .init("answer_text", .string(answer.withoutMarkdown)),
        .init("answer_class", .string(answerClass.rawValue)),
        .init("choices", .array(choices.map(\.json))),
        .init("follow_ups", .array(followUps.map(\.json))),
        .init("expects", .string(orNull: expects?.withoutMarkdown)),
        .init("code_blocks", .array(codeBlocks.map(\.json))),
        .init("tables", .array(tables.map(\.json))),
        .init("formulas", .array(formulas.map(\.json))),
      ])
  }

  private var choices: [Option] {
    if case .choice(let choice) = form { choice.options } else { [] }
  }
}

extension Question.KeyPoint {
  fileprivate var json: JSON {
    .object([
      .init("text", .string(text.wordsAlone)),
      .init("aliases", JSON.strings(aliases.map(\.wordsAlone))),
    ])
  }
}

extension Question.Option {
  fileprivate var json: JSON {
    .object([
      .init("text", .string(text.wordsAlone)),
      .init("correct", .bool(isCorrect)),
      .init("feedback", .string(orNull: feedback?.withoutMarkdown)),
    ])
  }
}

extension Question.FollowUp {
  fileprivate var json: JSON {
    .object([
      .init("question", .string(prompt.wordsAlone)),
      .init("line", .int(line)),
      .init("answer_text", .string(orNull: answer?.withoutMarkdown)),
    ])
  }
}

extension Question.CodeBlock {
  fileprivate var json: JSON {
    .object([
      .init("line", .int(line)), .init("language", .string(orNull: language)), .init("code", .string(code)),
    ])
  }
}

extension Question.Table {
  fileprivate var json: JSON {
    .object([
      .init("line", .int(line)),
      .init("header", JSON.strings(header)),
      .init("rows", .array(rows.map(JSON.strings))),
    ])
  }
}

extension Question.Formula {
  fileprivate var json: JSON {
    .object([.init("line", .int(line)), .init("display", .bool(isDisplay)), .init("tex", .string(tex))])
  }
}

extension Lesson.Section {
  fileprivate var json: JSON {
    .object(
      JSON.lines(lines) + [
        .init("title", .string(title.wordsAlone)), .init("text", .string(markdown.withoutMarkdown)),
      ])
  }
}

extension Diagnostic {
  fileprivate var json: JSON {
    .object([
      .init("line", .int(position.line)),
      .init("column", .int(position.column)),
      .init("severity", .string(severity.rawValue)),
      .init("code", .string(code)),
      .init("message", .string(message)),
    ])
  }
}

extension String {
  /// The text of blocks of Markdown.
  fileprivate var withoutMarkdown: String { isEmpty ? "" : Document(self).root.plainText }

  /// The text of a title, a question or an option: of one line alone, which `1.` does not make a list.
  fileprivate var wordsAlone: String {
    if isEmpty { return "" }
    return contains("\n") ? withoutMarkdown : plainLine
  }
}
