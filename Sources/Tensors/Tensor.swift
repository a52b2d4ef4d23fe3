/// An n-dimensional array of `Double`.
///
/// A value type: copies share their storage until one of them is changed. The scalars lie row-major in one flat
/// array, so the last axis is the one whose neighbours are neighbours in memory. A scalar is a tensor of shape `[]`.
///
///     let x: Tensor = [[1, 2, 3], [4, 5, 6]]    // shape [2, 3]
///     let w = Tensor(ones: [3, 4])
///     let y = tanh(matmul(x, w) - 2)             // shape [2, 4]
///
/// Elementwise operators broadcast as NumPy's do. A wrong shape stops the program with a message that prints the
/// shapes and names the operation and the argument.
public struct Tensor: Sendable, Equatable {
  /// The size of every axis, outermost first.
  public internal(set) var shape: [Int]

  @usableFromInline
  var storage: [Double]

  /// All scalars in row-major order. Their number is the product of `shape` and must stay so.
  @inlinable
  public var scalars: [Double] {
    get { storage }
    // A coroutine, because get and set would copy the whole array to change one scalar.
    _modify {
      defer { requireCount() }
      yield &storage
    }
  }

  /// A tensor of the given shape with the given scalars in row-major order.
  public init(shape: [Int], scalars: [Double]) {
    requireSizes(shape, "Tensor(shape:scalars:)")
    if scalars.count != scalarCount(of: shape) {
      shapeMismatch(
        "Tensor(shape:scalars:)", ("shape", shape),
        "it holds \(scalarCount(of: shape)) scalars, but \(scalars.count) were given")
    }
    self.shape = shape
    self.storage = scalars
  }

  /// Skips the checks, for results whose shape is right by construction.
  init(unchecked shape: [Int], _ storage: [Double]) {
    self.shape = shape
    self.storage = storage
  }

  /// A tensor filled with one value.
  public init(repeating value: Double, shape: [Int]) {
    requireSizes(shape, "Tensor(repeating:shape:)")
    self.init(unchecked: shape, Array(repeating: value, count: scalarCount(of: shape)))
  }

  /// A tensor of zeros.
  public init(zeros shape: [Int]) { self.init(repeating: 0, shape: shape) }

  /// A tensor of ones.
  public init(ones shape: [Int]) { self.init(repeating: 1, shape: shape) }

  /// A scalar, of shape `[]`.
  public init(_ scalar: Double) { self.init(unchecked: [], [scalar]) }

  /// A vector, of shape `[vector.count]`.
  public init(_ vector: [Double]) { self.init(unchecked: [vector.count], vector) }

  /// A matrix from its rows, which must be equally long.
  public init(_ rows: [[Double]]) {
    let columns = rows.first?.count ?? 0
    for row in rows where row.count != columns {
      shapeMismatch(
        "Tensor(_: [[Double]])", ("first row", [columns]), ("another row", [row.count]),
        "all rows must be equally long")
    }
    self.init(unchecked: [rows.count, columns], rows.flatMap { $0 })
  }

  /// Whether the shapes and all scalars are equal; NaN equals nothing.
  public static func == (a: Tensor, b: Tensor) -> Bool {
    // Arrays that share their storage are equal to `==` without a look at the scalars.
    a.shape == b.shape && a.storage.elementsEqual(b.storage)
  }

  /// The number of axes: 0 for a scalar, 2 for a matrix.
  public var rank: Int { shape.count }

  /// The number of scalars.
  public var count: Int { storage.count }

  @usableFromInline
  func requireCount() {
    let expected = scalarCount(of: shape)
    if storage.count != expected {
      shapeMismatch("scalars", ("self", shape), "there must be \(expected) scalars, not \(storage.count)")
    }
  }

  /// The value of a tensor that holds exactly one scalar, of shape `[]`, `[1]` or `[1, 1]`.
  public var scalar: Double {
    if storage.count != 1 {
      shapeMismatch("scalar", ("self", shape), "only a tensor of one scalar has a single value")
    }
    return storage[0]
  }
}

/// The number of scalars in a tensor of that shape.
func scalarCount(of shape: some Collection<Int>) -> Int { shape.reduce(1, *) }

/// Sizes may be zero, never negative, and their product must be a number.
func requireSizes(_ shape: [Int], _ operation: String) {
  var product = 1
  for size in shape {
    let (next, overflow) = product.multipliedReportingOverflow(by: size)
    if size < 0 || overflow { shapeMismatch(operation, ("shape", shape), "no tensor can have that shape") }
    product = next
  }
}
