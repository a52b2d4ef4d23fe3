import Markdown
import Practice

/// What a session came to, in a few lines.
struct SummaryView {
  var summary: Summary
  var now: Int64

  var lines: [StyledLine] {
    guard summary.answered > 0 else {
      let nothing: StyledLine = "Nothing was answered."
      return nextLine.map { [nothing + " " + $0] } ?? [nothing]
    }
    var lines: [StyledLine] = [
      StyledLine(
        "\(Duration.count(summary.answered, "answer")) in \(Duration.long(milliseconds: summary.milliseconds))",
        Style(.heading))
    ]
    let ratings = Rating.allCases.compactMap { rating in
      summary.ratings[rating].map { "\(rating.name) \($0)" }
    }
    lines.append(StyledLine(ratings.joined(separator: "  ")))
    if let share = summary.correctShare {
      lines.append("\(percent(share)) of what you typed or chose was right.")
    }
    let gained = [
      summary.introduced > 0 ? "\(summary.introduced) met for the first time" : nil,
      summary.learned > 0 ? "\(summary.learned) learned" : nil,
      summary.skipped > 0 ? "\(summary.skipped) left out" : nil,
    ].compactMap(\.self)
    if !gained.isEmpty { lines.append(StyledLine(gained.joined(separator: ", ") + ".")) }
    lines.append(
      "Due by the end of tomorrow: \(String(summary.dueTomorrow)); within a week: \(String(summary.dueThisWeek))."
    )
    if let nextLine { lines.append(nextLine) }
    return lines
  }

  private var nextLine: StyledLine? {
    summary.nextDue.map { due in
      due <= now ? "Some cards are due now." : "Next card in \(Duration.short(due - now))."
    }
  }

  private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
