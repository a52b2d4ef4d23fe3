import Curriculum
import Foundation
import Markdown

/// Markdown to trees, and Q&A text to questions, beside libcmark on the same bytes.
enum Reading {
  static let benchmarks = [
    Benchmark("read.files") { bench in
      let texts = bench.texts
      return try extraction("read.files", texts.rounds(upTo: size), "\(texts.origin), again and again", bench)
    },
    Benchmark("read.files-on-all-cores") { bench in
      let texts = bench.texts
      return try besideCmark(
        "read.files-on-all-cores", measures: "the same as `unroll inspect` does it, on all cores, wall time",
        texts.rounds(upTo: size), "\(texts.origin), again and again", bench, goal: goal
      ) { sources in milliseconds { Inspection(reading: sources) } }
    },
    Benchmark("read.one-text") { bench in
      let texts = bench.texts
      return try extraction(
        "read.one-text", [texts.joined(upTo: size)], "\(texts.origin), as one text", bench)
    },
    Benchmark("read.native") { bench in
      let texts = SampleTexts.generated
      return try extraction(
        "read.native", texts.rounds(upTo: size), "\(texts.origin), again and again", bench)
    },
    Benchmark("read.tree") { bench in
      let sources = bench.texts.rounds(upTo: size)
      return try besideCmark(
        "read.tree", measures: "Markdown to a tree with positions, tables and math", sources,
        "\(bench.texts.origin), again and again", bench
      ) { sources in sources.reduce(0) { total, source in total + milliseconds { Document(parsing: source) } }
      }
    },
    Benchmark("read.memory", memory),
  ]

  private static let size = 10_000_000
  private static let cmark = "libcmark alone"

  private static func extraction(
    _ name: String, _ sources: [Source], _ origin: String, _ bench: Bench
  ) throws -> Figure {
    try besideCmark(
      name, measures: "Q&A text to questions, lessons and diagnostics", sources, origin, bench,
      goal: goal
    ) { sources in
      sources.reduce(0) { total, source in total + milliseconds { Inspection.File(reading: source) } }
    }
  }

  private static let goal = Figure.Goal.atMost(2, times: cmark, "at most twice libcmark's time")

  /// - Parameter read: reads the sources and gives the milliseconds that took.
  private static func besideCmark(
    _ name: String, measures: String, _ sources: [Source], _ origin: String, _ bench: Bench,
    goal: Figure.Goal? = nil, _ read: @escaping ([Source]) -> Double
  ) throws -> Figure {
    let texts = sources.map(\.bytes)
    let samples = try Sample.inTurns(
      bench.repeats(9),
      [
        { read(sources) },
        { CmarkParse.milliseconds(texts) },
      ])
    let bytes = texts.reduce(0) { $0 + $1.count }
    return Figure(
      name, measures: measures, size: "\(megabytes(bytes)) MB: \(origin)", unit: "ms", result: samples[0],
      beside: [Figure.Peer(cmark, samples[1])], goal: goal)
  }

  // MARK: Memory

  /// Peak resident memory of a process that reads one text, beside one that only loads it.
  private static func memory(_ bench: Bench) throws -> Figure {
    let text = bench.texts.joined(upTo: size)
    let path = bench.folder + "/all.md"
    try Data(text.bytes).write(to: URL(fileURLWithPath: path))
    func peak(_ work: Alone) throws -> Sample {
      var program = bench.itself
      program.arguments = [aloneFlag, work.rawValue, path]
      let answer = bench.folder + "/peak"
      return try Sample.of(bench.repeats(3)) {
        try program.run(output: answer)
        let text = try String(contentsOfFile: answer, encoding: .utf8)
        guard let kilobytes = Double(text) else { throw Unavailable("no peak in \(text)") }
        return kilobytes * 1024 / 1e6
      }
    }
    return Figure(
      "read.memory", measures: "peak resident memory of a process that extracts one text",
      size: "\(megabytes(text.bytes.count)) MB: \(bench.texts.origin), as one text", unit: "MB",
      result: try peak(.extract),
      beside: [
        Figure.Peer("the text", Sample([Double(text.bytes.count) / 1e6])),
        Figure.Peer("a process that only loads the text", try peak(.load)),
        Figure.Peer("a process that parses it with libcmark alone", try peak(.cmark)),
      ])
  }

  /// What a process of its own does, so that its memory can be told from the rest.
  private enum Alone: String { case load, cmark, extract }
  static let aloneFlag = "--read-alone"

  static func readAlone(_ arguments: [String]) throws {
    guard arguments.count == 2, let work = Alone(rawValue: arguments[0]),
      let data = FileManager.default.contents(atPath: arguments[1])
    else { throw Unavailable("usage: \(aloneFlag) load|cmark|extract FILE") }
    let source = Source(name: "all.md", bytes: Array(data))
    switch work {
    case .load: keep(source)
    case .cmark: keep(CmarkParse.milliseconds([source.bytes]))
    case .extract: keep(Inspection.File(reading: source))
    }
    print(try peakMemory(), terminator: "")
  }

  /// In kB, of this process. What its parent gets from `wait4` would be the parent's own at the spawn, if higher.
  private static func peakMemory() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    guard let line, let peak = Int(line.filter(\.isNumber)) else { throw Unavailable("no VmHWM here") }
    return peak
  }

  private static func megabytes(_ bytes: Int) -> String { String(format: "%.1f", Double(bytes) / 1e6) }
}
