/// Arithmetic as `Answer: = …` allows it: numbers, given names, `+ - * / ^`, parentheses, and
/// `sqrt log log2 exp floor ceil min max`. Conditions between the sizes of an exercise also use `%`.
package indirect enum Arithmetic: Sendable, Hashable {
  case number(Double)
  case name(String)
  case negate(Arithmetic)
  case binary(Operator, Arithmetic, Arithmetic)
  case call(Function, [Arithmetic])

  package enum Operator: String, Sendable, Hashable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
    case power = "^"
  }

  package enum Function: String, Sendable, Hashable, CaseIterable {
    case sqrt, log, log2, exp, floor, ceil, min, max

    /// How many arguments it takes.
    package var arity: ClosedRange<Int> {
      switch self {
      case .sqrt, .log, .log2, .exp, .floor, .ceil: 1...1
      case .min, .max: 1...16
      }
    }
  }

  /// The names it needs, each once, in the order of their first use.
  package var names: [String] {
    var found: [String] = []
    collectNames(into: &found)
    return found
  }

  private func collectNames(into found: inout [String]) {
    switch self {
    case .number: break
    case .name(let name): if !found.contains(name) { found.append(name) }
    case .negate(let operand): operand.collectNames(into: &found)
    case .binary(_, let left, let right):
      left.collectNames(into: &found)
      right.collectNames(into: &found)
    case .call(_, let arguments): for argument in arguments { argument.collectNames(into: &found) }
    }
  }
}
