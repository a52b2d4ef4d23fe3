// Elementwise arithmetic. Two tensors broadcast as in NumPy: `[T, B, H] + [H]` adds the vector to every row.
// Each takes O(count of the result); the forms in place allocate nothing when the left side is not shared.

extension Tensor {
  public static func + (a: Tensor, b: Tensor) -> Tensor { combined(a, b, "+", +) }
  public static func - (a: Tensor, b: Tensor) -> Tensor { combined(a, b, "-", -) }
  /// The elementwise (Hadamard) product; `matmul` is the matrix product.
  public static func * (a: Tensor, b: Tensor) -> Tensor { combined(a, b, "*", *) }
  public static func / (a: Tensor, b: Tensor) -> Tensor { combined(a, b, "/", /) }

  public static func += (a: inout Tensor, b: Tensor) { combine(&a, b, "+=", +) }
  public static func -= (a: inout Tensor, b: Tensor) { combine(&a, b, "-=", -) }
  public static func *= (a: inout Tensor, b: Tensor) { combine(&a, b, "*=", *) }
  public static func /= (a: inout Tensor, b: Tensor) { combine(&a, b, "/=", /) }

  public static func + (a: Tensor, b: Double) -> Tensor { a.map { $0 + b } }
  public static func - (a: Tensor, b: Double) -> Tensor { a.map { $0 - b } }
  public static func * (a: Tensor, b: Double) -> Tensor { a.map { $0 * b } }
  public static func / (a: Tensor, b: Double) -> Tensor { a.map { $0 / b } }

  public static func + (a: Double, b: Tensor) -> Tensor { b.map { a + $0 } }
  public static func - (a: Double, b: Tensor) -> Tensor { b.map { a - $0 } }
  public static func * (a: Double, b: Tensor) -> Tensor { b.map { a * $0 } }
  public static func / (a: Double, b: Tensor) -> Tensor { b.map { a / $0 } }

  public static func += (a: inout Tensor, b: Double) { a.update { $0 + b } }
  public static func -= (a: inout Tensor, b: Double) { a.update { $0 - b } }
  public static func *= (a: inout Tensor, b: Double) { a.update { $0 * b } }
  public static func /= (a: inout Tensor, b: Double) { a.update { $0 / b } }

  public static prefix func - (a: Tensor) -> Tensor { a.map { -$0 } }
}
