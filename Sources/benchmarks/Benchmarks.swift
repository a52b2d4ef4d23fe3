import Foundation

/// Measures Unroll beside what it could be measured by, and prints one JSON document.
@main
struct Benchmarks {
  private static let usage = """
    Usage: benchmarks [--only NAME]... [--quick] [--list]

    Prints one JSON document: each figure with its median, its quartiles and range, beside its peers, which are
    measured in turns with it, and its goal. Progress goes to standard error. Nothing of yours is read or written.

      --only NAME   only this figure (`start.home`) or group (`start`); may be repeated
      --quick       few repeats, for a first look
      --list        the names
    """

  static func main() throws {
    var names: [String] = []
    var isQuick = false
    var arguments = CommandLine.arguments.dropFirst()
    while let argument = arguments.popFirst() {
      switch argument {
      case "--only":
        guard let name = arguments.popFirst() else { refuse("--only needs a name") }
        guard benchmarks.contains(where: { $0.isNamed(name) }) else {
          refuse("there is no figure and no group \(name); see --list")
        }
        names.append(name)
      case "--quick": isQuick = true
      case "--list":
        print(benchmarks.map(\.name).joined(separator: "\n"))
        return
      case "--help", "-h":
        print(usage)
        return
      case Reading.aloneFlag: return try Reading.readAlone(Array(arguments))
      default: refuse("unknown argument \(argument)\n\n\(usage)")
      }
    }

    let bench = try Bench(isQuick: isQuick)
    defer { bench.cleanUp() }
    var report = Report(isQuick: isQuick, machine: .this)
    for benchmark in benchmarks where names.isEmpty || names.contains(where: benchmark.isNamed) {
      standardError("\(benchmark.name) …")
      do {
        let figure = try benchmark.run(bench)
        standardError("\(benchmark.name): \(figure.summary)")
        report.figures.append(figure)
      } catch {
        standardError("\(benchmark.name): \(error)")
        report.failures.append(Report.Failure(name: benchmark.name, reason: "\(error)"))
      }
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(report), as: UTF8.self))
  }

  private static let benchmarks =
    StartUp.benchmarks + Reading.benchmarks + Verdicts.benchmarks + Studying.benchmarks + Products.benchmarks

  private static func refuse(_ message: String) -> Never {
    standardError("benchmarks: \(message)")
    exit(2)
  }
}

/// A figure that can be asked for by name.
struct Benchmark: Sendable {
  var name: String
  var run: @Sendable (Bench) throws -> Figure

  init(_ name: String, _ run: @escaping @Sendable (Bench) throws -> Figure) {
    self.name = name
    self.run = run
  }

  func isNamed(_ name: String) -> Bool { self.name == name || self.name.hasPrefix(name + ".") }
}

/// The whole document.
private struct Report: Encodable {
  var schema = 1
  var isQuick: Bool
  var machine: Machine
  var figures: [Figure] = []
  /// What could not be measured.
  var failures: [Failure] = []

  struct Failure: Encodable {
    var name: String
    var reason: String
  }

  private enum CodingKeys: String, CodingKey {
    case schema, machine, figures, failures
    case isQuick = "quick"
  }
}

extension Figure {
  /// One line for a person who waits.
  fileprivate var summary: String {
    guard let result else { return "not measured: \(missing ?? "")" }
    func text(_ value: Double) -> String { String(format: value < 100 ? "%.2f" : "%.0f", value) }
    var line = "\(text(result.median)) \(unit)"
    for peer in beside {
      guard let other = peer.result?.median else { continue }
      line += "; \(peer.name) \(text(other)) (\(text(result.median / other)) times)"
    }
    switch meetsGoal {
    case true?: line += "; meets its goal"
    case false?: line += "; MISSES its goal"
    case nil: break
    }
    return line
  }
}

func standardError(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
