import ArgumentParser
import Markdown
import Practice

struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "What comes due, and how much you retain.",
    discussion: """
      EXAMPLE
        unroll stats
      """)

  @OptionGroup var course: CourseOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let study = try Study.open(course, progress, for: .showing)
    let statistics = try study.store.statistics(course: study.course.id, day: Clock.day, at: Clock.now)
    let lessons = study.deck.countsByLesson(try study.store.states(course: study.course.id))
    let view = StatsView(
      title: study.course.title, statistics: statistics,
      lessons: study.deck.lessonOrder.compactMap { id in lessons[id].map { (id, $0) } },
      width: min(max(Terminal.size.columns, 20), 100))
    for line in view.lines { Output.standardOutput(line.ansi(color: output.usesColor)) }
  }
}

extension Deck {
  /// Ids of the lessons that have cards, in the order in which they are to be met.
  fileprivate var lessonOrder: [String] {
    var seen: Set<String> = []
    return cards.map(\.lesson).filter { seen.insert($0).inserted }
  }
}
