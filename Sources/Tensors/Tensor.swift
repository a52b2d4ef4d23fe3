/// An n-dimensional array of `Double`, row-major.
public struct Tensor: Sendable, Equatable {
  public private(set) var shape: [Int]
  public var scalars: [Double]

  public init(shape: [Int], scalars: [Double]) {
    self.shape = shape
    self.scalars = scalars
  }
}
