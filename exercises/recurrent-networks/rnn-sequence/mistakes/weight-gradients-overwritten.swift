import ExerciseKit

struct RNNCache {
  var x: Tensor
  var h0: Tensor
  var wx: Tensor
  var wh: Tensor
  var h: Tensor
}

/// All steps: x [T, B, D], h0 [B, H], wx [D, H], wh [H, H], b [H] -> h [T, B, H] and a cache.
func rnnForward(
  x: Tensor, h0: Tensor, wx: Tensor, wh: Tensor, b: Tensor
) -> (h: Tensor, cache: RNNCache) {
  let steps = x.shape[0]
  var h = Tensor(zeros: [steps, h0.shape[0], h0.shape[1]])
  var hPrev = h0
  for t in 0..<steps {
    hPrev = tanh(matmul(x[row: t], wx) + matmul(hPrev, wh) + b)
    h[row: t] = hPrev
  }
  return (h, RNNCache(x: x, h0: h0, wx: wx, wh: wh, h: h))
}

/// Through time: dh [T, B, H] -> dx [T, B, D], dh0 [B, H], dWx [D, H], dWh [H, H], db [H].
func rnnBackward(
  dh: Tensor, cache: RNNCache
) -> (dx: Tensor, dh0: Tensor, dWx: Tensor, dWh: Tensor, db: Tensor) {
  var dx = Tensor(zeros: cache.x.shape)
  var dWx = Tensor(zeros: cache.wx.shape)
  var dWh = Tensor(zeros: cache.wh.shape)
  var db = Tensor(zeros: [cache.wh.shape[0]])

  // What the steps after t say about h[t]; nothing comes after the last.
  var carry = Tensor(zeros: cache.h0.shape)
  for t in (0..<cache.x.shape[0]).reversed() {
    let h = cache.h[row: t]
    let hPrev = t > 0 ? cache.h[row: t - 1] : cache.h0
    let da = (dh[row: t] + carry) * (1 - h * h)
    dx[row: t] = matmul(da, cache.wx.transposed())
    dWx = matmul(cache.x[row: t].transposed(), da)
    dWh = matmul(hPrev.transposed(), da)
    db = da.sum(axis: 0)
    carry = matmul(da, cache.wh.transposed())
  }
  return (dx, carry, dWx, dWh, db)
}
