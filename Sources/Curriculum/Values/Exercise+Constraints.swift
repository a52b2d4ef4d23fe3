extension Exercise {
  /// Whether sizes agree with every condition of the exercise, such as `D % heads == 0`.
  package func satisfies(_ sizes: [String: Int]) -> Bool {
    constraints.allSatisfy { (try? Constraint(parsing: $0))?.holds(for: sizes) ?? false }
  }

  /// A comparison of two arithmetic expressions over sizes.
  package struct Constraint: Sendable, Hashable {
    package enum Comparison: String, Sendable, Hashable, CaseIterable {
      // Longer signs first: `<=` also starts with `<`.
      case equal = "=="
      case unequal = "!="
      case atMost = "<="
      case atLeast = ">="
      case less = "<"
      case greater = ">"
    }

    package var left: Arithmetic
    package var comparison: Comparison
    package var right: Arithmetic

    package init(parsing text: String) throws(Arithmetic.ParseError) {
      let bytes = Array(text.utf8)
      for start in bytes.indices {
        guard
          let comparison = Comparison.allCases.first(where: { bytes[start...].starts(with: $0.rawValue.utf8) }
          )
        else { continue }
        let end = start + comparison.rawValue.utf8.count
        self.comparison = comparison
        left = try Arithmetic(
          parsing: String(decoding: bytes[..<start], as: UTF8.self), allowingRemainder: true)
        do {
          right = try Arithmetic(
            parsing: String(decoding: bytes[end...], as: UTF8.self), allowingRemainder: true)
        } catch {
          throw Arithmetic.ParseError(offset: end + error.offset, message: error.message)
        }
        return
      }
      throw Arithmetic.ParseError(
        offset: 0, message: "Expected a comparison (`== != < <= > >=`), such as `D % heads == 0`.")
    }

    /// The names of the sizes it compares.
    package var names: [String] { left.names + right.names.filter { !left.names.contains($0) } }

    /// Whether it holds; not where a size is missing or a side has no value.
    package func holds(for sizes: [String: Int]) -> Bool {
      let values = sizes.mapValues(Double.init)
      guard let a = try? left.evaluate(values), let b = try? right.evaluate(values) else { return false }
      return switch comparison {
      case .equal: a == b
      case .unequal: a != b
      case .atMost: a <= b
      case .atLeast: a >= b
      case .less: a < b
      case .greater: a > b
      }
    }
  }
}
