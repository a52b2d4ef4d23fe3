import Tensors

/// ‖a - b‖ / max(‖b‖, 0.01 √n), the error of grading.md: norm-wise, because some right gradients are exactly zero. NaN if
/// anything is, and infinite if the shapes differ, so that neither passes a `<=`.
func relativeError(_ a: Tensor, _ b: Tensor) -> Double {
  if a.shape != b.shape { return .infinity }
  let difference = a - b
  let floor = 0.01 * Double(b.count).squareRoot()
  return (difference * difference).sum().squareRoot() / max((b * b).sum().squareRoot(), floor)
}

/// The largest of the errors of several tensors; NaN if any is.
func relativeError(_ a: [Tensor], _ b: [Tensor]) -> Double {
  a.count == b.count ? Tensor(zip(a, b).map { relativeError($0, $1) }).max() : .infinity
}
