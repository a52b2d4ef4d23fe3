import Curriculum
import Grading
import Markdown

/// A grading report as a page for people: the verdict, each check, where it is wrong, and why.
struct GradeView {
  var report: GradingReport
  var exercise: Exercise
  var width: Int

  private static let printedLines = 20

  var lines: [StyledLine] {
    var lines = [headline]
    lines += report.problem.map { wrap($0) } ?? []
    lines += questions
    lines += checks
    lines += diagnosis
    lines += timeMap
    lines += smallestCase
    lines += printed
    lines += [[], StyledLine(footer, .dim)]
    return lines
  }

  private var headline: StyledLine {
    let (mark, word, style): (String, String, Style) =
      switch report.verdict {
      case .passed: ("✓", "passed", Style(.correct))
      case .failed: ("✗", "not there yet", Style(.wrong))
      case .stopped: ("■", "stopped", Style(.wrong))
      case .inconclusive: ("?", "inconclusive: the doubt is the grader's, nothing is scored", Style(.accent))
      case .error: ("!", "could not be graded", Style(.wrong))
      }
    var line = StyledLine("\(mark) \(exercise.title): \(word)", style)
    if report.maxScore > 0, report.verdict == .passed || report.verdict == .failed {
      line.append("  \(number(report.score)) of \(number(report.maxScore)) points", .dim)
    }
    return line
  }

  private var questions: [StyledLine] {
    report.questions.flatMap { questions -> [StyledLine] in
      [
        [],
        answer("F", "your forward equals the reference", questions.forwardIsRight),
        answer("S", "your backward is the derivative of your forward", questions.backwardIsDerivative),
        answer("R", "your backward equals the exact gradient", questions.backwardIsRight),
      ]
    }
  }

  private func answer(_ letter: String, _ text: String, _ isTrue: Bool?) -> StyledLine {
    let mark =
      switch isTrue {
      case true?: StyledLine("✓", Style(.correct))
      case false?: StyledLine("✗", Style(.wrong))
      case nil: StyledLine("?", Style(.accent))
      }
    return "  " + mark + " " + StyledLine(letter, .bold) + StyledLine("  " + text)
  }

  private var checks: [StyledLine] {
    guard !report.checks.isEmpty else { return [] }
    var lines: [StyledLine] = [[]]
    for check in report.checks {
      let (mark, style): (String, Style) =
        switch check.status {
        case .passed: ("✓", Style(.correct))
        case .failed, .error: ("✗", Style(.wrong))
        case .skipped: ("·", .dim)
        case .remark: ("!", Style(.accent))
        case .inconclusive: ("?", Style(.accent))
        }
      lines += StyledLine(check.name, check.status == .skipped ? .dim : .plain)
        .wrapped(to: width, first: StyledLine("  \(mark) ", style), rest: StyledLine(spaces: 4))
      if check.status != .passed, let message = check.message, message != report.problem {
        lines += wrap(message, indent: 6)
      }
    }
    return lines
  }

  private var diagnosis: [StyledLine] {
    guard report.verdict == .failed else { return [] }
    guard !report.diagnosis.isEmpty else { return [] }
    var lines: [StyledLine] = [[], StyledLine("What it probably is", Style(.heading))]
    for item in report.diagnosis {
      lines += wrap(item.message, indent: 2)
      if let lesson = item.lesson { lines.append(StyledLine("  Read: unroll lesson \(lesson)", .dim)) }
    }
    return lines
  }

  /// Row k: the gradient comes from step k alone; a full square is a step whose gradient is wrong.
  private var timeMap: [StyledLine] {
    guard let map = report.timeMap, map.contains(where: { $0.contains(true) }) else { return [] }
    var lines: [StyledLine] = [
      [], StyledLine("Which steps' input gradients are wrong", Style(.heading)),
    ]
    lines += wrap(
      "One row for each step that the loss looks at, one column for each step of the input.", indent: 2)
    for (step, row) in map.enumerated() {
      var line = StyledLine("  loss at step \(step)  ", .dim)
      for wrong in row { line.append(wrong ? "■ " : "· ", wrong ? Style(.wrong) : .dim) }
      lines.append(line)
    }
    return lines
  }

  private var smallestCase: [StyledLine] {
    guard let smallest = report.smallestCase else { return [] }
    let sizes = smallest.dimensions.map { "\($0.name) = \($0.size)" }.joined(separator: ", ")
    let heading = StyledLine("The smallest case that fails", Style(.heading)) + StyledLine("  \(sizes)", .dim)
    let code = smallest.code.split(separator: "\n")
    return [[], heading] + code.map { StyledLine("  " + $0, Style(.code)) }
  }

  private var printed: [StyledLine] {
    guard !report.output.isEmpty else { return [] }
    let text = report.output.split(separator: "\n", omittingEmptySubsequences: false)
    let shown = text.prefix(Self.printedLines).map { StyledLine("  " + $0) }
    let rest = text.count - shown.count
    return [[], StyledLine("Your program printed", Style(.heading))] + shown
      + (rest > 0
        ? [StyledLine("  … and \(Duration.count(rest, "line")) more (all of it: --json)", .dim)] : [])
  }

  private var footer: String {
    var parts = ["seed \(report.seed)"]
    parts.append(report.confinement == .limitsOnly ? "limits only, no sandbox" : report.confinement.rawValue)
    if report.resources.wallSeconds > 0 {
      parts.append("\(Int((report.resources.wallSeconds * 1000).rounded())) ms")
    }
    if report.verdict == .failed { parts.append("unroll hint \(report.exercise)") }
    return parts.joined(separator: " · ")
  }

  private func wrap(_ text: String, indent: Int = 0) -> [StyledLine] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      StyledLine(String(line)).wrapped(
        to: width, first: StyledLine(spaces: indent), rest: StyledLine(spaces: indent))
    }
  }

  private func number(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value))" : "\((value * 10).rounded() / 10)"
  }
}
