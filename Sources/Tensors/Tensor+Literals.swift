/// Nested lists of numbers as tensors: `[1, 2]` has shape `[2]`, `[[1, 2, 3], [4, 5, 6]]` has shape `[2, 3]`.
extension Tensor: ExpressibleByArrayLiteral, ExpressibleByFloatLiteral {
  /// One level of a nested literal: a number or a list.
  public struct Literal: ExpressibleByArrayLiteral, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    let tensor: Tensor

    public init(floatLiteral value: Double) { tensor = Tensor(value) }
    public init(integerLiteral value: Int) { tensor = Tensor(Double(value)) }
    public init(arrayLiteral elements: Literal...) { tensor = Tensor(stacking: elements) }
  }

  public init(arrayLiteral elements: Literal...) { self.init(stacking: elements) }

  /// A number alone, of shape `[]`. Whole numbers need their point here: `let t: Tensor = 3.0`.
  public init(floatLiteral value: Double) { self.init(value) }

  private init(stacking elements: [Literal]) {
    self = elements.isEmpty ? Tensor(zeros: [0]) : stacked(elements.map(\.tensor))
  }
}
