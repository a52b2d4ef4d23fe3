import ExerciseKit

struct RNNStepCache {
  var x: Tensor
  var hPrev: Tensor
  var wx: Tensor
  var wh: Tensor
  var h: Tensor
}

/// One step: x [B, D], hPrev [B, H], wx [D, H], wh [H, H], b [H] -> h [B, H] and a cache.
func rnnStepForward(
  x: Tensor, hPrev: Tensor, wx: Tensor, wh: Tensor, b: Tensor
) -> (h: Tensor, cache: RNNStepCache) {
  let h = tanh(matmul(x, wx) + matmul(hPrev, wh) + b)
  return (h, RNNStepCache(x: x, hPrev: hPrev, wx: wx, wh: wh, h: h))
}

/// The way back: dh [B, H] -> dx [B, D], dhPrev [B, H], dWx [D, H], dWh [H, H], db [H].
func rnnStepBackward(
  dh: Tensor, cache: RNNStepCache
) -> (dx: Tensor, dhPrev: Tensor, dWx: Tensor, dWh: Tensor, db: Tensor) {
  // h = tanh(a), and tanh' = 1 - tanh².
  let da = dh * (1 - cache.h * cache.h)

  // a = x wx + hPrev wh + b
  let dx = matmul(da, cache.wx.transposed())
  let dWx = matmul(cache.x.transposed(), da)
  let dhPrev = matmul(da, cache.wh.transposed())
  let dWh = matmul(cache.hPrev.transposed(), da)
  let db = da.sum(axis: 0)
  return (dx, dhPrev, dWx, dWh, db)
}
