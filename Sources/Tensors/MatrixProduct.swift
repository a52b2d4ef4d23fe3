// The only file that knows OpenBLAS. Every product of the course ends in `cblas_dgemm`; no pointer leaves this file.

internal import COpenBLAS

/// The matrix product, of the last two axes; the axes before them broadcast.
///
/// `[m, k]` by `[k, n]` is `[m, n]`, `[T, B, D]` by `[D, H]` is `[T, B, H]` (one product of T·B rows), `[B, T, d]` by
/// `[B, d, S]` is `[B, T, S]`. A vector counts as a row on the left and as a column on the right, and that axis is dropped
/// from the result, as in NumPy. O(m·k·n) for each pair of matrices.
///
/// `transposingA` and `transposingB` multiply by the transpose of the last two axes without making it:
/// `matmul(x, dy, transposingA: true)` is `matmul(x.transposed(), dy)`.
public func matmul(
  _ a: Tensor, _ b: Tensor, transposingA: Bool = false, transposingB: Bool = false
) -> Tensor {
  let (left, right) = (Matrices(a.shape, asRow: true), Matrices(b.shape, asRow: false))
  guard a.rank > 0, b.rank > 0,
    let product = Product(left, right, transposingA, transposingB)
  else {
    shapeMismatch(
      "matmul(a, b\(transposingA ? ", transposingA" : "")\(transposingB ? ", transposingB" : ""))",
      ("a", a.shape),
      ("b", b.shape), productReason(left, right, transposingA, transposingB))
  }
  var shape = product.batch.shape
  if a.rank > 1 { shape.append(product.rows) }
  if b.rank > 1 { shape.append(product.columns) }
  let total = product.batch.total * product.rows * product.columns

  let storage = [Double](unsafeUninitializedCapacity: total) { result, initialised in
    initialised = total
    guard total > 0, let c = result.baseAddress else { return }
    a.storage.withUnsafeBufferPointer { a in
      b.storage.withUnsafeBufferPointer { b in
        guard let a = a.baseAddress, let b = b.baseAddress else { return }
        product.forEachPair { target, l, r, rows in
          multiply(
            a + l, b + r, into: c + target, adding: false, rows: rows, inner: product.inner,
            columns: product.columns, transposingA: transposingA, transposingB: transposingB)
        }
      }
    }
  }
  return Tensor(unchecked: shape, storage)
}

extension Tensor {
  /// Adds a matrix product to one position of the first axis, `self[row: t] += matmul(a, b)`, in place.
  ///
  /// With `self` `[T, B, H]`, `a` is `[B, K]` and `b` `[K, H]`, or `[H, K]` when `transposingB`.
  /// Allocates nothing unless `self` shares its storage: what the inside of a loop over time needs. O(B·K·H).
  public mutating func addProduct(_ a: Tensor, _ b: Tensor, transposingB: Bool = false, toRow t: Int) {
    let range = rowRange(t)
    let operation = "addProduct(_:_:toRow:)"
    if rank != 3 || a.rank != 2 || a.shape[0] != shape[1] {
      shapeMismatch(
        operation, ("self", shape), ("a", a.shape), "self must have the form [T, B, H] and a the form [B, K]")
    }
    let (rows, inner, columns) = (shape[1], a.shape[1], shape[2])
    requireFactor(b, inner, transposingB, operation)
    storage.withUnsafeMutableBufferPointer { c in
      a.storage.withUnsafeBufferPointer { a in
        b.storage.withUnsafeBufferPointer { b in
          guard let c = c.baseAddress, let a = a.baseAddress, let b = b.baseAddress else { return }
          multiply(
            a, b, into: c + range.lowerBound, adding: true, rows: rows, inner: inner, columns: columns,
            transposingA: false, transposingB: transposingB)
        }
      }
    }
  }

  /// The same with another row of the tensor itself on the left: `self[row: t] += matmul(self[row: s], b)`.
  ///
  /// The step of a recurrence, forwards (`s` = t - 1) and, with the transpose, back through time (`s` = t + 1).
  public mutating func addProduct(ofRow s: Int, _ b: Tensor, transposingB: Bool = false, toRow t: Int) {
    let (source, target) = (rowRange(s), rowRange(t))
    let operation = "addProduct(ofRow:_:toRow:)"
    if rank != 3 { shapeMismatch(operation, ("self", shape), "self must have the form [T, B, H]") }
    if s == t { shapeMismatch(operation, ("self", shape), "row \(s) cannot be both source and target") }
    let (rows, columns) = (shape[1], shape[2])
    requireFactor(b, columns, transposingB, operation)
    storage.withUnsafeMutableBufferPointer { c in
      b.storage.withUnsafeBufferPointer { b in
        guard let c = c.baseAddress, let b = b.baseAddress else { return }
        multiply(
          c + source.lowerBound, b, into: c + target.lowerBound, adding: true, rows: rows, inner: columns,
          columns: columns, transposingA: false, transposingB: transposingB)
      }
    }
  }

  /// The sum over the first axis of the products of transposed rows with later rows of another tensor,
  /// Σ_t `self[row: t]ᵀ other[row: t + lag]`, as one product and without copies.
  ///
  /// With `self` `[T, B, K]` and `other` `[T, B, H]` the result is `[K, H]`: the gradient of a matrix that every step
  /// multiplied by, with lag 1 for one that multiplied the state of the step before. O(T·B·K·H).
  public func summedProducts(with other: Tensor, lag: Int = 0) -> Tensor {
    let operation = "summedProducts(with:lag: \(lag))"
    if rank != 3 { shapeMismatch(operation, ("self", shape), "self must have the form [T, B, K]") }
    if other.rank != 3 || other.shape[0] != shape[0] || other.shape[1] != shape[1] || lag < 0 {
      shapeMismatch(
        operation, ("self", shape), ("other", other.shape),
        "other must have the form [T, B, H], and lag be 0 or more")
    }
    let (inner, outer) = (shape[2], other.shape[2])
    let rows = Swift.max(shape[0] - lag, 0) * shape[1]
    var result = Tensor(zeros: [inner, outer])
    result.storage.withUnsafeMutableBufferPointer { c in
      storage.withUnsafeBufferPointer { a in
        other.storage.withUnsafeBufferPointer { b in
          guard let c = c.baseAddress, let a = a.baseAddress, let b = b.baseAddress, rows > 0 else { return }
          multiply(
            a, b + lag * other.shape[1] * outer, into: c, adding: false, rows: inner, inner: rows,
            columns: outer,
            transposingA: true, transposingB: false)
        }
      }
    }
    return result
  }

  /// Stops unless `b` is `[inner, H]`, or `[H, inner]` when it is to be transposed. Makes no array to compare with.
  private func requireFactor(_ b: Tensor, _ inner: Int, _ transposingB: Bool, _ operation: String) {
    let (rows, columns) = transposingB ? (shape[2], inner) : (inner, shape[2])
    if b.rank != 2 || b.shape[0] != rows || b.shape[1] != columns {
      shapeMismatch(operation, ("self", shape), ("b", b.shape), "b must have shape \([rows, columns])")
    }
  }
}

/// c = op(a) op(b), or c += …; row-major, with op(a) `[rows, inner]` and op(b) `[inner, columns]`.
private func multiply(
  _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, into c: UnsafeMutablePointer<Double>, adding: Bool,
  rows: Int, inner: Int, columns: Int, transposingA: Bool, transposingB: Bool
) {
  if rows == 0 || columns == 0 { return }
  cblas_dgemm(
    CblasRowMajor, transposingA ? CblasTrans : CblasNoTrans, transposingB ? CblasTrans : CblasNoTrans,
    blasint(rows), blasint(columns), blasint(inner), 1,
    a, blasint(max(1, transposingA ? rows : inner)), b, blasint(max(1, transposingB ? inner : columns)),
    adding ? 1 : 0, c, blasint(columns))
}

/// A tensor as a stack of matrices; a vector as one row or one column.
private struct Matrices {
  var batch: [Int]
  var rows: Int
  var columns: Int

  init(_ shape: [Int], asRow: Bool) {
    batch = Array(shape.dropLast(2))
    if shape.count < 2 {
      rows = asRow ? 1 : shape.first ?? 1
      columns = asRow ? shape.first ?? 1 : 1
    } else {
      rows = shape[shape.count - 2]
      columns = shape[shape.count - 1]
    }
  }
}

/// Which pairs of matrices a product of two stacks is made of.
private struct Product {
  let rows: Int
  let inner: Int
  let columns: Int
  let batch: Broadcast
  let leftSize: Int
  let rightSize: Int
  /// One matrix on the right: the whole stack on the left is then a single matrix of more rows.
  let isSingle: Bool

  init?(_ a: Matrices, _ b: Matrices, _ transposingA: Bool, _ transposingB: Bool) {
    rows = transposingA ? a.columns : a.rows
    inner = transposingA ? a.rows : a.columns
    columns = transposingB ? b.rows : b.columns
    guard inner == (transposingB ? b.columns : b.rows), let batch = Broadcast(a.batch, b.batch) else {
      return nil
    }
    self.batch = batch
    leftSize = a.rows * a.columns
    rightSize = b.rows * b.columns
    isSingle = !transposingA && scalarCount(of: b.batch) == 1
  }

  /// Calls `body` with the offsets of result, left and right, and the number of rows.
  func forEachPair(_ body: (_ result: Int, _ left: Int, _ right: Int, _ rows: Int) -> Void) {
    if isSingle { return body(0, 0, 0, batch.total * rows) }
    let size = rows * columns
    let length = batch.sizes.last ?? 1
    batch.forEachRun { o, l, r in
      for i in 0..<length {
        body(
          (o + i) * size, (l + i * (batch.leftSteps.last ?? 0)) * leftSize,
          (r + i * (batch.rightSteps.last ?? 0)) * rightSize, rows)
      }
    }
  }
}

private func productReason(
  _ a: Matrices, _ b: Matrices, _ transposingA: Bool, _ transposingB: Bool
) -> String {
  let (left, right) = (transposingA ? a.rows : a.columns, transposingB ? b.columns : b.rows)
  return left == right
    ? "the axes before the last two do not broadcast, or one of them is a scalar"
    : "the inner sizes \(left) and \(right) differ"
}
