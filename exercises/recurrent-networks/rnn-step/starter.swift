import ExerciseKit

/// Whatever the way back needs of the way there. Name the fields as you like.
struct RNNStepCache {
}

/// One step: x [B, D], hPrev [B, H], wx [D, H], wh [H, H], b [H] -> h [B, H] and a cache.
func rnnStepForward(
  x: Tensor, hPrev: Tensor, wx: Tensor, wh: Tensor, b: Tensor
) -> (h: Tensor, cache: RNNStepCache) {
  notImplemented()
}

/// The way back: dh [B, H] -> dx [B, D], dhPrev [B, H], dWx [D, H], dWh [H, H], db [H].
func rnnStepBackward(
  dh: Tensor, cache: RNNStepCache
) -> (dx: Tensor, dhPrev: Tensor, dWx: Tensor, dWh: Tensor, db: Tensor) {
  notImplemented()
}
