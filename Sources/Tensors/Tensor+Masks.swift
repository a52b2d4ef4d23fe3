// Comparisons give masks: tensors of ones where the comparison holds and zeros elsewhere. Both sides broadcast.

extension Tensor {
  public static func .> (a: Tensor, b: Tensor) -> Tensor { combined(a, b, ".>") { $0 > $1 ? 1 : 0 } }
  public static func .< (a: Tensor, b: Tensor) -> Tensor { combined(a, b, ".<") { $0 < $1 ? 1 : 0 } }
  public static func .>= (a: Tensor, b: Tensor) -> Tensor { combined(a, b, ".>=") { $0 >= $1 ? 1 : 0 } }
  public static func .<= (a: Tensor, b: Tensor) -> Tensor { combined(a, b, ".<=") { $0 <= $1 ? 1 : 0 } }
  public static func .== (a: Tensor, b: Tensor) -> Tensor { combined(a, b, ".==") { $0 == $1 ? 1 : 0 } }

  public static func .> (a: Tensor, b: Double) -> Tensor { a.map { $0 > b ? 1 : 0 } }
  public static func .< (a: Tensor, b: Double) -> Tensor { a.map { $0 < b ? 1 : 0 } }
  public static func .>= (a: Tensor, b: Double) -> Tensor { a.map { $0 >= b ? 1 : 0 } }
  public static func .<= (a: Tensor, b: Double) -> Tensor { a.map { $0 <= b ? 1 : 0 } }
  public static func .== (a: Tensor, b: Double) -> Tensor { a.map { $0 == b ? 1 : 0 } }

  /// The tensor with a number in the places where the mask, which broadcasts to its shape, is not zero.
  public func replacing(with value: Double, where mask: Tensor) -> Tensor {
    var result = self
    Tensor.combine(&result, mask, "replacing(with:where:)") { $1 != 0 ? value : $0 }
    return result
  }

  /// `other` where the mask is not zero, the tensor itself elsewhere. Both broadcast to the tensor's shape.
  public func replacing(with other: Tensor, where mask: Tensor) -> Tensor {
    var replacement = Tensor(zeros: shape)
    replacement += other
    // A product with the mask would let NaN and infinity through from where it is zero.
    let hidden = mask .== 0
    Tensor.combine(&replacement, hidden, "replacing(with:where:)") { $1 != 0 ? 0 : $0 }
    return replacing(with: 0, where: mask) + replacement
  }
}
