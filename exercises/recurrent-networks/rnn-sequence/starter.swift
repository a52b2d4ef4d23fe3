import ExerciseKit

/// Whatever the way back needs of the way there. Name the fields as you like.
struct RNNCache {
}

/// All steps: x [T, B, D], h0 [B, H], wx [D, H], wh [H, H], b [H] -> h [T, B, H] and a cache.
func rnnForward(
  x: Tensor, h0: Tensor, wx: Tensor, wh: Tensor, b: Tensor
) -> (h: Tensor, cache: RNNCache) {
  notImplemented()
}

/// Through time: dh [T, B, H] -> dx [T, B, D], dh0 [B, H], dWx [D, H], dWh [H, H], db [H].
func rnnBackward(
  dh: Tensor, cache: RNNCache
) -> (dx: Tensor, dh0: Tensor, dWx: Tensor, dWh: Tensor, db: Tensor) {
  notImplemented()
}
