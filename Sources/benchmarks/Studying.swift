import Curriculum
import Foundation
import Markdown
import Practice

/// What happens between two keys of a quiz: schedule, save, choose the next card, draw it.
enum Studying {
  static let benchmarks = [
    Benchmark("study.schedule", schedule),
    Benchmark("study.save", save),
    Benchmark("study.load", load),
    Benchmark("study.queue", queue),
    Benchmark("study.lesson", lesson),
  ]

  private static let ratings: [Rating] = [.good, .hard, .good, .again, .easy, .good]

  // MARK: Scheduling

  private static func schedule(_ bench: Bench) throws -> Figure {
    let scheduler = Scheduler()
    let count = 600_000
    let mine = Sample.of(bench.repeats(20)) {
      let milliseconds = milliseconds {
        var memory: Memory?
        var time: Int64 = 1_700_000_000
        for index in 0..<count {
          // A new card every sixty reviews.
          if index % 60 == 0 { memory = nil }
          let next = scheduler.review(memory, rating: ratings[index % ratings.count], at: time)
          time = next.due
          memory = next
        }
        return memory
      }
      return Double(count) / milliseconds * 1000
    }
    let reference = try pyFSRS(bench)
    return Figure(
      "study.schedule", measures: "reviews scheduled a second, FSRS-6, one thread", size: "\(count) reviews",
      unit: "reviews/s", result: mine,
      beside: [Figure.Peer("py-fsrs", reference, install: "python3 -m pip install fsrs==6.3.2")],
      goal: .atLeast(70_000, "py-fsrs 6.3.2 on a machine of this kind"))
  }

  /// The same reviews by the implementation that ours follows; nil where it isn't installed.
  private static func pyFSRS(_ bench: Bench) throws -> Sample? {
    guard let python = Program.find("python3") else { return nil }
    let script = """
      import time
      from datetime import datetime, timezone
      from fsrs import Scheduler, Card, Rating
      scheduler = Scheduler(enable_fuzzing=False)
      ratings = [Rating(r) for r in (\(ratings.map { "\($0.rawValue)" }.joined(separator: ", ")))]
      now = datetime(2023, 11, 14, tzinfo=timezone.utc)
      start, count = time.perf_counter(), 20_000
      for index in range(count):
          if index % 60 == 0:
              card, now = Card(), datetime(2023, 11, 14, tzinfo=timezone.utc)
          card, _ = scheduler.review_card(card, ratings[index % len(ratings)], now)
          now = card.due
      print(count / (time.perf_counter() - start))
      """
    let answer = bench.folder + "/py-fsrs"
    let program = Program(executable: python, arguments: ["-c", script])
    guard (try? Program(executable: python, arguments: ["-c", "import fsrs"]).run()) != nil else {
      return nil
    }
    return try Sample.of(bench.repeats(5)) {
      try program.run(output: answer)
      let text = try String(contentsOfFile: answer, encoding: .utf8)
      guard let rate = Double(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
        throw Unavailable("py-fsrs gave no figure")
      }
      return rate
    }
  }

  // MARK: The store

  private static func save(_ bench: Bench) throws -> Figure {
    let (course, progress) = (try bench.course.get(), try bench.progress.get())
    let deck = Deck(try Course.load(from: course.folder))
    let path = bench.folder + "/saving.sqlite"
    try FileManager.default.copyItem(atPath: progress.path, toPath: path)
    let now = Int64(Date().timeIntervalSince1970)
    let store = try Store.open(at: path, program: "benchmarks", now: now)
    var states = try store.states(course: deck.course)
    let scheduler = Scheduler()
    var next = 0
    let log = try FileHandle(forUpdating: try emptyFile(bench.folder + "/log"))
    let page = Data(repeating: 7, count: 4096)
    let samples = try Sample.inTurns(
      bench.repeats(300),
      [
        {
          let card = deck.cards[next % deck.cards.count]
          let before = states[card.id] ?? CardState()
          let time = now + Int64(next)
          next += 1
          let after = scheduler.review(before.memory, rating: .good, at: time)
          let review = Review(
            card: card.id, question: card.question, rating: .good, at: time, before: before, after: after)
          return try milliseconds {
            guard case .saved(_, let state) = try store.record(review, course: deck.course) else {
              throw Unavailable("nobody else writes to \(path)")
            }
            states[card.id] = state
          }
        },
        {
          try milliseconds {
            try log.write(contentsOf: page)
            try log.synchronize()
          }
        },
      ])
    return Figure(
      "study.save", measures: "one answer, until it is safe on the disk", size: progress.size, unit: "ms",
      result: samples[0], beside: [Figure.Peer("4 KiB appended to a file, and fsync", samples[1])])
  }

  private static func emptyFile(_ path: String) throws -> URL {
    let url = URL(fileURLWithPath: path)
    try Data().write(to: url)
    return url
  }

  private static func load(_ bench: Bench) throws -> Figure {
    let course = try bench.course.get()
    let texts = SampleCourse.lessons().map { Array($0.text.utf8) }
    let samples = try Sample.inTurns(
      bench.repeats(40),
      [
        { try milliseconds { try Course.load(from: course.folder) } },
        { CmarkParse.milliseconds(texts) },
      ])
    return Figure(
      "study.load", measures: "a course's folder to questions and diagnostics", size: course.size,
      unit: "ms", result: samples[0], beside: [Figure.Peer("libcmark alone on the lessons", samples[1])])
  }

  private static func queue(_ bench: Bench) throws -> Figure {
    let (course, progress) = (try bench.course.get(), try bench.progress.get())
    let deck = Deck(try Course.load(from: course.folder))
    let result = try Sample.of(bench.repeats(100)) {
      try milliseconds {
        let now = Int64(Date().timeIntervalSince1970)
        let store = try Store.open(at: progress.path, for: .showing, program: "benchmarks", now: now)
        return try ReviewSession(deck: deck, store: store, settings: StudySettings(), seed: 1, at: now)
      }
    }
    return Figure(
      "study.queue", measures: "progress file opened, today's queue made, first card asked",
      size: progress.size, unit: "ms", result: result,
      goal: .atMost(100, "what feels immediate (Nielsen, Usability Engineering, 1993)"))
  }

  // MARK: The screen

  private static func lesson(_ bench: Bench) throws -> Figure {
    guard let lesson = SampleTexts.generated.sources.first else { throw Unavailable("there is no lesson") }
    let result = Sample.of(bench.repeats(100)) {
      milliseconds {
        TerminalRenderer(width: 80).lines(of: Document(parsing: lesson)).map { $0.ansi(color: true) }
      }
    }
    return Figure(
      "study.lesson", measures: "a lesson's file to lines of a terminal, 80 columns, in colour",
      size: "\(lesson.bytes.count) bytes", unit: "ms", result: result,
      goal: .atMost(1000.0 / 60, "one frame of a 60 Hz screen"))
  }
}
