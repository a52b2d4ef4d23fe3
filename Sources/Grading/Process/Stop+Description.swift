import Glibc

extension Stop {
  /// In words, to follow "the program". A crash names the learner's line where the backtrace shows it.
  func description(of function: String, file: String, output: String) -> String {
    let place = function.isEmpty ? "" : " in \(function)"
    switch self {
    case .time(let seconds): return "was stopped after \(number(seconds)) seconds\(place): the time limit"
    case .memory(let bytes): return "was stopped\(place): it needs more than the \(bytes >> 20) MB it may use"
    case .output(let bytes): return "was stopped\(place): it wrote more than \(bytes >> 10) KB"
    case .ended(let code): return "ended by itself\(place), with exit code \(code), before it had answered"
    case .garbled(let what): return "was stopped\(place): \(what)"
    case .crashed(let signal):
      let at = Stop.line(of: file, in: output).map { " at \(file):\($0)" } ?? ""
      let why = Stop.reason(in: output).map { ": \($0)" } ?? " (\(Stop.name(signal)))"
      return "crashed\(place)\(at)\(why)"
    }
  }

  /// The first frame of the backtrace that lies in the learner's file.
  static func line(of file: String, in output: String) -> Int? {
    for line in output.split(separator: "\n") {
      guard let range = line.firstRange(of: "\(file):") else { continue }
      let before = line[..<range.lowerBound]
      if before.contains(" in ") || before.contains(" at "),
        let number = Int(line[range.upperBound...].prefix { $0.isNumber })
      {
        return number
      }
    }
    return nil
  }

  /// What the program printed itself: a backtrace holds addresses that differ from run to run.
  static func withoutBacktrace(_ output: String) -> String {
    var kept = ""
    for line in output.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("*** Signal ") || line.hasPrefix("*** Program crashed") { return kept }
      if line.hasPrefix("swift-runtime: ") { continue }
      kept += kept.isEmpty ? line : "\n" + line
    }
    return output
  }

  /// What the runtime or `Tensors` said before the trap.
  private static func reason(in output: String) -> String? {
    for line in output.split(separator: "\n") {
      if line.hasPrefix("Tensors: ") { return String(line.dropFirst(9)) }
      if let range = line.firstRange(of: "Fatal error: ") { return String(line[range.upperBound...]) }
    }
    return nil
  }

  private static func name(_ signal: Int32) -> String {
    switch signal {
    case SIGILL, SIGTRAP: "a trap: an index out of range, an overflow or a nil, most often"
    case SIGSEGV, SIGBUS: "a bad memory access, or recursion without end"
    case SIGABRT: "aborted"
    case SIGFPE: "a division by zero"
    default: "signal \(signal)"
    }
  }
}
