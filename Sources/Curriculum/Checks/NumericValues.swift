import Markdown

/// A numeric question has an answer for every draw of its values.
enum NumericValues {
  static func check(_ lesson: Lesson, _ document: Document, into findings: inout Findings) {
    for question in lesson.questions {
      // What the sample at loading finds is reported there.
      guard case .numeric(let numeric) = question.form,
        numeric.problem(prompt: question.prompt)?.isError != true,
        let problem = numeric.gap
      else { continue }
      let answer = question.lines.lazy.compactMap { Directive(line: $0, of: document.source) }
        .first { $0.kind == .answer }
      findings.error(
        "numeric-answer", at: answer?.textOffset ?? document.source.lineStarts[question.lines.lowerBound - 1],
        problem.message)
    }
  }
}

extension Question.Numeric {
  /// More combinations than this are not all tried.
  private static let maximumCombinations = 100_000

  /// The first combination of values without a finite answer: of all while they are few, else of a sample, which is
  /// the same each time.
  var gap: Problem? {
    guard !answer.isTotal else { return nil }
    let needed = parameters.filter { answer.names.contains($0.name) }
    let count = needed.reduce(1) { product, parameter in
      let (result, overflow) = product.multipliedReportingOverflow(by: parameter.count)
      return overflow ? Int.max : result
    }
    var values: [String: Double] = [:]
    var generator = SplitMix(state: 0)
    for combination in 0..<min(count, Self.maximumCombinations) {
      var index = combination
      for parameter in needed {
        let choice = count > Self.maximumCombinations ? Int(generator.next() >> 2) : index
        values[parameter.name] = parameter.value(at: choice % parameter.count)
        index /= parameter.count
      }
      if let problem = problem(for: values) { return problem }
    }
    return nil
  }

  func problem(for values: [String: Double]) -> Problem? {
    do {
      _ = try answer.evaluate(values)
      return nil
    } catch {
      let shown = parameters.compactMap { parameter in
        values[parameter.name].map { "\(parameter.name) = \(Self.format($0))" }
      }.joined(separator: ", ")
      return Problem(
        message: (shown.isEmpty ? "The answer" : "For \(shown) the answer")
          + " has no value, because \(error). Change the formula or what `Given:` allows.",
        name: nil, isFatal: parameters.isEmpty)
    }
  }
}

extension Question.Parameter {
  fileprivate var count: Int {
    switch values {
    case .range(let range): range.upperBound - range.lowerBound + 1
    case .list(let list): max(list.count, 1)
    }
  }

  fileprivate func value(at index: Int) -> Double {
    switch values {
    case .range(let range): Double(range.lowerBound + index)
    case .list(let list): list.isEmpty ? 0 : list[index]
    }
  }
}

extension Arithmetic {
  /// Whether it has a value for whatever its names stand for, numbers too large to multiply apart: the ends of
  /// the ranges show those.
  fileprivate var isTotal: Bool {
    switch self {
    case .number, .name: true
    case .negate(let operand): operand.isTotal
    case .binary(.add, let left, let right), .binary(.subtract, let left, let right),
      .binary(.multiply, let left, let right):
      left.isTotal && right.isTotal
    case .binary(.divide, let left, .number(let divisor)): divisor != 0 && left.isTotal
    case .binary: false
    case .call(let function, let arguments):
      [.floor, .ceil, .min, .max].contains(function) && arguments.allSatisfy(\.isTotal)
    }
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
