extension Question {
  /// A numeric answer: an expression over parameters that are drawn anew for each asking.
  package struct Numeric: Sendable, Hashable {
    package var parameters: [Parameter]
    package var answer: Arithmetic
    /// Largest accepted distance from the answer; 0 asks for it exactly (up to rounding of the reading).
    package var tolerance: Double

    package init(parameters: [Parameter], answer: Arithmetic, tolerance: Double) {
      self.parameters = parameters
      self.answer = answer
      self.tolerance = tolerance
    }
  }

  /// A name of a `Given:` line and the values it may take.
  package struct Parameter: Sendable, Hashable {
    package enum Values: Sendable, Hashable {
      /// `8...512`
      case range(ClosedRange<Int>)
      /// `{32, 64, 128}`
      case list([Double])
    }

    package var name: String
    package var values: Values

    package init(name: String, values: Values) {
      self.name = name
      self.values = values
    }
  }
}
