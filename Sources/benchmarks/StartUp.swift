import Foundation

/// How long a person waits for the command to say something.
enum StartUp {
  static let benchmarks = [
    Benchmark("start.version", version),
    Benchmark("start.home", home),
  ]

  private static func version(_ bench: Bench) throws -> Figure {
    try figure(
      "start.version", "`unroll --version`", size: "one line of output", try bench.unroll("--version"),
      goal: 20, bench)
  }

  private static func home(_ bench: Bench) throws -> Figure {
    let (course, progress) = (try bench.course.get(), try bench.progress.get())
    return try figure(
      "start.home", "`unroll`, the home screen as text", size: "\(course.size); \(progress.size)",
      try bench.unroll("--course", course.folder, "--progress", progress.path), goal: 30, bench)
  }

  private static func figure(
    _ name: String, _ what: String, size: String, _ program: Program, goal: Double, _ bench: Bench
  ) throws -> Figure {
    let hello = try staticHello(bench)
    let programs = [program, Program(executable: "/bin/true")] + (hello.map { [$0] } ?? [])
    let samples = try Sample.inTurns(
      bench.repeats(60),
      programs.map { program in
        { try program.run() }
      })
    return Figure(
      name, measures: what + ", from spawn to exit", size: size, unit: "ms", result: samples[0],
      beside: [
        Figure.Peer("/bin/true", samples[1]),
        Figure.Peer(
          "hello in Swift, -static-stdlib", hello == nil ? nil : samples[2],
          install: "a Swift toolchain: https://www.swift.org/install/linux"),
      ], goal: .atMost(goal, "the course's own: \(Int(goal)) ms"))
  }

  /// The least that a Swift program takes.
  private static func staticHello(_ bench: Bench) throws -> Program? {
    guard let swiftc = Program.find("swiftc") else { return nil }
    let program = bench.folder + "/hello"
    if !FileManager.default.fileExists(atPath: program) {
      let source = bench.folder + "/hello.swift"
      try "print(\"hello\")\n".write(toFile: source, atomically: false, encoding: .utf8)
      try Program(
        executable: swiftc, arguments: ["-O", "-static-stdlib", source, "-o", program]
      ).run()
    }
    return Program(executable: program)
  }
}
