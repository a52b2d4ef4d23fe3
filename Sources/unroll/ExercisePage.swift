import Curriculum
import Markdown

/// An exercise's texts laid out for a width.
struct ExercisePage {
  var exercise: Exercise
  var width: Int
  var usesColor: Bool

  var task: String {
    text([StyledLine(exercise.title, Style(.heading)), []] + renderer.lines(ofMarkdown: exercise.task))
  }

  func hints(upTo last: Int) -> String {
    var lines: [StyledLine] = []
    for (index, hint) in exercise.hints.enumerated().prefix(last + 1) {
      if index > 0 { lines.append([]) }
      lines.append(StyledLine("Hint \(index + 1) of \(exercise.hints.count)", Style(.heading)))
      lines += renderer.lines(ofMarkdown: hint)
    }
    return text(lines)
  }

  func code(_ code: String, _ language: Exercise.Language) -> String {
    // A fence longer than any in the code, so that the code can't end it.
    let fence = String(
      repeating: "`", count: 3 + (code.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0))
    guard usesColor else { return code }
    return text(renderer.lines(ofMarkdown: "\(fence)\(language.rawValue)\n\(code)\n\(fence)\n"))
  }

  private var renderer: TerminalRenderer { TerminalRenderer(width: width, color: usesColor) }

  private func text(_ lines: [StyledLine]) -> String {
    lines.map { $0.ansi(color: usesColor) }.joined(separator: "\n")
  }
}
