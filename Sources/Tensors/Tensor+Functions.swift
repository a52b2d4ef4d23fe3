import Glibc

// Functions of every scalar, O(count) each. They stand beside those of `Double` and have the same names.

/// The hyperbolic tangent; its derivative is 1 - tanh².
public func tanh(_ x: Tensor) -> Tensor {
  var result = x
  result.storage.withUnsafeMutableBufferPointer { formTanh($0) }
  return result
}

/// The logistic function 1 / (1 + e⁻ˣ); its derivative is σ (1 - σ). Overflows for no x.
public func sigmoid(_ x: Tensor) -> Tensor { x.map { sigmoid($0) } }

/// The logistic function 1 / (1 + e⁻ˣ) of a number.
public func sigmoid(_ x: Double) -> Double {
  // The exponential is taken of a number that is not positive, so it can only underflow.
  let e = Glibc.exp(-Swift.abs(x))
  return x < 0 ? e / (1 + e) : 1 / (1 + e)
}

/// The rectified linear unit max(x, 0).
public func relu(_ x: Tensor) -> Tensor { maximum(x, 0) }

/// eˣ.
public func exp(_ x: Tensor) -> Tensor { x.map { Glibc.exp($0) } }

/// The natural logarithm.
public func log(_ x: Tensor) -> Tensor { x.map { Glibc.log($0) } }

/// The square root.
public func sqrt(_ x: Tensor) -> Tensor { x.map { $0.squareRoot() } }

/// The absolute value.
public func abs(_ x: Tensor) -> Tensor { x.map { Swift.abs($0) } }

/// The larger of two tensors' scalars, broadcast; NaN where either is NaN.
public func maximum(_ a: Tensor, _ b: Tensor) -> Tensor { Tensor.combined(a, b, "maximum", larger) }

/// The larger of each scalar and a number; NaN stays NaN.
public func maximum(_ a: Tensor, _ b: Double) -> Tensor { a.map { larger($0, b) } }

/// The smaller of two tensors' scalars, broadcast; NaN where either is NaN.
public func minimum(_ a: Tensor, _ b: Tensor) -> Tensor { Tensor.combined(a, b, "minimum", smaller) }

/// The smaller of each scalar and a number; NaN stays NaN.
public func minimum(_ a: Tensor, _ b: Double) -> Tensor { a.map { smaller($0, b) } }

@inline(__always)
func larger(_ a: Double, _ b: Double) -> Double { a >= b || a.isNaN ? a : b }

@inline(__always)
func smaller(_ a: Double, _ b: Double) -> Double { a <= b || a.isNaN ? a : b }
