import Glibc

/// What several runs of one thing gave.
struct Sample {
  /// Ascending.
  private let values: [Double]

  /// At least one value.
  init(_ values: [Double]) {
    precondition(!values.isEmpty, "a sample of nothing has no median")
    self.values = values.sorted()
  }

  var count: Int { values.count }
  var median: Double { quantile(0.5) }
  /// Half of the runs lie between these.
  var quartiles: (lower: Double, upper: Double) { (quantile(0.25), quantile(0.75)) }
  var range: (least: Double, most: Double) { (values[0], values[values.count - 1]) }

  func map(_ transform: (Double) -> Double) -> Sample { Sample(values.map(transform)) }

  /// Between the two nearest values, as NumPy's `quantile` does.
  private func quantile(_ share: Double) -> Double {
    let position = share * Double(values.count - 1)
    let below = Int(position)
    let above = min(below + 1, values.count - 1)
    return values[below] + (values[above] - values[below]) * (position - Double(below))
  }
}

extension Sample {
  /// Runs things in turns, so that whatever else the machine does meets all of them alike. Each gives its own
  /// measure, so that it can prepare outside of it. One round more comes first, and doesn't count.
  static func inTurns(_ repeats: Int, _ runs: [() throws -> Double]) throws -> [Sample] {
    for run in runs { _ = try run() }
    var values = [[Double]](repeating: [], count: runs.count)
    for _ in 0..<max(1, repeats) {
      for (index, run) in runs.enumerated() { values[index].append(try run()) }
    }
    return values.map(Sample.init)
  }

  static func of(_ repeats: Int, _ run: () throws -> Double) rethrows -> Sample {
    _ = try run()
    return Sample(try (0..<max(1, repeats)).map { _ in try run() })
  }
}

/// Seconds since some moment; never set back.
func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// How long something took, in milliseconds. What it made is kept until the clock has been read, so that neither
/// the work is optimised away nor the freeing counted.
func milliseconds<Result>(_ work: () throws -> Result) rethrows -> Double {
  let start = monotonicSeconds()
  let result = try work()
  let end = monotonicSeconds()
  keep(result)
  return (end - start) * 1000
}

/// A use that the optimiser can't see through.
@inline(never)
func keep<Value>(_ value: Value) { withExtendedLifetime(value) {} }
