#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Arithmetic {
  /// Why an expression has no value, as a phrase that ends a sentence.
  package enum EvaluationError: Error, Hashable, CustomStringConvertible {
    case unknownName(String)
    case divisionByZero
    /// The function or operator whose result is no finite number.
    case notFinite(String)

    package var description: String {
      switch self {
      case .unknownName(let name): "`\(name)` has no value"
      case .divisionByZero: "it divides by zero"
      case .notFinite(let operation): "`\(operation)` gives no finite number"
      }
    }
  }

  /// The value for given values of its names. What is infinite or undefined is an error, never NaN.
  package func evaluate(_ values: [String: Double] = [:]) throws(EvaluationError) -> Double {
    try evaluate { values[$0] }
  }

  func evaluate(valueOf: (String) -> Double?) throws(EvaluationError) -> Double {
    switch self {
    case .number(let value):
      return value
    case .name(let name):
      guard let value = valueOf(name) else { throw .unknownName(name) }
      return value
    case .negate(let operand):
      return try -operand.evaluate(valueOf: valueOf)
    case .binary(let operation, let left, let right):
      let a = try left.evaluate(valueOf: valueOf)
      let b = try right.evaluate(valueOf: valueOf)
      if operation == .divide || operation == .remainder, b == 0 { throw .divisionByZero }
      let result =
        switch operation {
        case .add: a + b
        case .subtract: a - b
        case .multiply: a * b
        case .divide: a / b
        // The sign of the divisor, as in mathematics and Python.
        case .remainder: a - b * (a / b).rounded(.down)
        case .power: pow(a, b)
        }
      guard result.isFinite else { throw .notFinite(operation.rawValue) }
      return result
    case .call(let function, let arguments):
      var operands: [Double] = []
      for argument in arguments { operands.append(try argument.evaluate(valueOf: valueOf)) }
      guard let first = operands.first else { throw .notFinite(function.rawValue) }
      let result =
        switch function {
        case .sqrt: first.squareRoot()
        case .log: log(first)
        case .log2: log2(first)
        case .exp: exp(first)
        case .floor: first.rounded(.down)
        case .ceil: first.rounded(.up)
        case .min: operands.reduce(first) { $1 < $0 ? $1 : $0 }
        case .max: operands.reduce(first) { $1 > $0 ? $1 : $0 }
        }
      guard result.isFinite else { throw .notFinite(function.rawValue) }
      return result
    }
  }
}
