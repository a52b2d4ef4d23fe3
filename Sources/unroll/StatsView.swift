import Markdown
import Practice

/// A learner's figures drawn for a terminal.
struct StatsView {
  var title: String
  var statistics: Statistics
  /// In the course's order.
  var lessons: [(id: String, counts: CardCounts)]
  var width: Int

  private static let daysAhead = 7

  var lines: [StyledLine] {
    // Before the first answer there is nothing to draw but what there is to learn.
    let drawn = statistics.answers > 0 ? [totals, forecast, activity, mastery] : [totals, mastery]
    return [StyledLine(title, Style(.heading)), []] + drawn.filter { !$0.isEmpty }.joined(separator: [[]])
  }

  private var totals: [StyledLine] {
    guard statistics.answers > 0 else { return ["No answers yet. Begin with: unroll quiz"] }
    var lines: [StyledLine] = [
      StyledLine(
        "\(Duration.count(statistics.answers, "answer")) on \(Duration.count(statistics.daysStudied, "day")), "
          + "\(Duration.long(milliseconds: statistics.milliseconds)); "
          + "streak \(Duration.count(statistics.streak, "day"))")
    ]
    lines.append(retention("Retention", statistics.retention))
    if statistics.mature.answers > 0 {
      lines.append(retention("  young", statistics.young))
      lines.append(retention("  mature", statistics.mature))
    }
    return lines
  }

  private func retention(_ label: String, _ retention: Statistics.Retention) -> StyledLine {
    let label = StyledLine(label.padding(to: 11))
    guard let share = retention.share else { return label + StyledLine("no reviews yet", .dim) }
    let room = max(5, min(30, width - 40))
    return label + Bar(share: share, width: room).line
      + StyledLine(" \(Int((share * 100).rounded())) %")
      + StyledLine("  \(retention.recalled) of \(retention.answers) recalled", .dim)
  }

  private var forecast: [StyledLine] {
    let days = Array(statistics.due.prefix(Self.daysAhead))
    let most = max(1, days.max() ?? 1)
    let room = max(5, min(40, width - 20))
    var lines: [StyledLine] = [StyledLine("Due in the coming days", Style(.heading))]
    for (ahead, count) in days.enumerated() {
      let label = ahead == 0 ? "today" : ahead == 1 ? "tomorrow" : "in \(ahead) days"
      lines.append(
        StyledLine(label.padding(to: 11), .dim)
          + Bar(share: Double(count) / Double(most), width: room, showsTrack: false).line
          + StyledLine(" \(count)"))
    }
    return lines
  }

  private var activity: [StyledLine] {
    let days = Array(statistics.answersByDay.suffix(min(60, width)))
    let most = days.max() ?? 0
    guard most > 0 else { return [] }
    return [
      StyledLine("Answers a day", Style(.heading))
        + StyledLine("  the last \(days.count) days, at most \(most)", .dim),
      StyledLine(Sparkline.text(days)),
    ]
  }

  private var mastery: [StyledLine] {
    guard !lessons.isEmpty else { return [] }
    let labels = min(lessons.map { DisplayWidth.of($0.id) }.max() ?? 0, max(10, width / 2))
    let room = max(5, min(30, width - labels - 16))
    var lines: [StyledLine] = [
      StyledLine("Cards by lesson", Style(.heading))
        + StyledLine("  █ long-term ▓ young ▒ learning ░ new", .dim)
    ]
    for (id, counts) in lessons {
      let total = max(1, counts.total)
      var bar = ""
      var filled = 0
      var sum = 0
      for (count, block) in [(counts.mature, "█"), (counts.young, "▓"), (counts.learning, "▒")] {
        sum += count
        let end = (sum * room + total - 1) / total
        bar += String(repeating: block, count: max(0, end - filled))
        filled = max(filled, end)
      }
      bar += String(repeating: "░", count: max(0, room - filled))
      let seen = counts.total - counts.new
      lines.append(
        StyledLine(id).truncated(to: labels).padded(to: labels + 1) + StyledLine(bar, Style(.accent))
          + StyledLine(" \(seen)/\(counts.total)", .dim))
    }
    return lines
  }
}

/// A share as a bar, to an eighth of a column.
struct Bar {
  var share: Double
  var width: Int
  var showsTrack = true

  var line: StyledLine {
    let eighths = Int((min(max(share, 0), 1) * Double(width) * 8).rounded())
    var text = String(repeating: "█", count: eighths / 8)
    if eighths % 8 > 0 { text.append(["▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8 - 1]) }
    let rest = showsTrack ? String(repeating: "░", count: width - text.count) : ""
    return StyledLine(text, Style(.accent)) + StyledLine(rest, .dim)
  }
}

/// Numbers as a row of blocks of eight heights.
enum Sparkline {
  static func text(_ values: [Int]) -> String {
    let most = max(1, values.max() ?? 1)
    let blocks = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    return values.map { $0 == 0 ? "·" : blocks[min(7, ($0 * 8 - 1) / most)] }.joined()
  }
}

extension String {
  /// With spaces at its end up to a number of characters.
  func padding(to count: Int) -> String { self + String(repeating: " ", count: max(0, count - self.count)) }
}
