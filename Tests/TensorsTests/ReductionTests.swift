import Tensors
import Testing

@Suite("Reductions")
struct ReductionTests {
  @Test("over one axis are what naive loops give", arguments: 0..<80 as Range<UInt64>)
  func axes(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let x = random.uniform(random.shape(rank: 1...4, sizes: 1...9))
    let axis = Int.random(in: 0..<x.rank, using: &random)
    var kept = x.shape
    kept[axis] = 1
    var dropped = x.shape
    dropped.remove(at: axis)
    var sums: [Double] = []
    var largest: [Double] = []
    var places: [Double] = []
    for start in positions(in: kept) {
      let line = (0..<x.shape[axis]).map { index in
        var position = start
        position[axis] = index
        return x.broadcastScalar(at: position)
      }
      sums.append(line.reduce(0, +))
      largest.append(line.max() ?? .nan)
      places.append(Double(line.indices.max { line[$0] < line[$1] } ?? -1))
    }
    let expected = Tensor(shape: kept, scalars: sums)
    #expect(abs(x.sum(axis: axis, keepingDimensions: true) - expected).max() <= 1e-14)
    #expect(abs(x.sum(axis: axis - x.rank) - expected.reshaped(to: dropped)).max() <= 1e-14)
    #expect(
      abs(x.mean(axis: axis, keepingDimensions: true) - expected / Double(x.shape[axis])).max() <= 1e-14)
    #expect(x.max(axis: axis, keepingDimensions: true) == Tensor(shape: kept, scalars: largest))
    #expect(x.max(axis: axis) == Tensor(shape: dropped, scalars: largest))
    #expect(x.argmax(axis: axis) == Tensor(shape: dropped, scalars: places))
  }

  @Test("over everything and over several axes")
  func all() {
    let x: Tensor = [[[1, 2], [3, 4]], [[5, 6], [7, 9]]]
    #expect(x.sum() == 37)
    #expect(x.mean() == 4.625)
    #expect(x.max() == 9)
    #expect(x.sum(axes: [0, 1]) == [16, 21])
    #expect(x.sum(axes: [-1, 0]) == [14, 23])
    #expect(x.sum(axes: [0, 2], keepingDimensions: true).shape == [1, 2, 1])
    #expect(x.sum(axes: []) == x)
  }

  @Test("of nothing")
  func nothing() {
    #expect(Tensor(zeros: [0, 3]).sum() == 0)
    #expect(Tensor(zeros: [0, 3]).sum(axis: 0) == [0, 0, 0])
    #expect(Tensor(zeros: [0, 3]).sum(axis: 1).shape == [0])
    #expect(Tensor(zeros: [0]).mean().isNaN)
  }
}
