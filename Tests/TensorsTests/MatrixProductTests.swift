import Tensors
import Testing

@Suite("The matrix product")
struct MatrixProductTests {
  @Test("broadcasts stacks of matrices as naive loops do", arguments: 0..<120 as Range<UInt64>)
  func stacks(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let batch = random.shape(rank: 0...3, sizes: seed % 12 == 0 ? 0...2 : 1...3)
    let sizes = random.shape(rank: 3...3, sizes: seed % 9 == 0 ? 0...2 : 1...6)
    let (m, k, n) = (sizes[0], sizes[1], sizes[2])
    let (transposingA, transposingB) = (Bool.random(using: &random), Bool.random(using: &random))
    let left = random.compatible(with: batch)
    let right = random.compatible(with: batch)
    let a = random.uniform(left + (transposingA ? [k, m] : [m, k]))
    let b = random.uniform(right + (transposingB ? [n, k] : [k, n]))
    let c = matmul(a, b, transposingA: transposingA, transposingB: transposingB)

    let rank = max(left.count, right.count)
    let padded = [left, right].map { Array(repeating: 1, count: rank - $0.count) + $0 }
    let shape = zip(padded[0], padded[1]).map { $0 == 1 ? $1 : $0 } + [m, n]
    #expect(c.shape == shape)
    for position in positions(in: shape) {
      let (stack, i, j) = (Array(position.dropLast(2)), position[rank], position[rank + 1])
      let expected = (0..<k).reduce(0.0) {
        $0 + a.broadcastScalar(at: stack + (transposingA ? [$1, i] : [i, $1]))
          * b.broadcastScalar(at: stack + (transposingB ? [j, $1] : [$1, j]))
      }
      #expect(abs(c.broadcastScalar(at: position) - expected) <= 1e-13)
    }
  }

  @Test("takes a vector for a row on the left and for a column on the right")
  func vectors() {
    let m: Tensor = [[1, 2, 3], [4, 5, 6]]
    #expect(matmul([1, 10] as Tensor, m) == [41, 52, 63])
    #expect(matmul(m, [1, 0, -1] as Tensor) == [-2, -2])
    #expect(matmul([1, 2] as Tensor, [3, 4] as Tensor) == Tensor(11))
    #expect(matmul(stacked([m, 2 * m]), [1, 1, 1] as Tensor) == [[6, 15], [12, 30]])
    #expect(matmul([1, 10] as Tensor, stacked([m, 2 * m])) == [[41, 52, 63], [82, 104, 126]])
  }

  @Test("passes NaN and infinity on")
  func specials() {
    let c = matmul(Tensor([[.nan, 1], [0, 1]]), Tensor([[1, 0], [.infinity, 1]]))
    #expect(c[0, 0].isNaN)
    #expect(c[0, 1].isNaN)
    #expect(c[1, 0] == .infinity)
    #expect(c[1, 1] == 1)
  }

  @Test("of transposed rows with later ones, summed", arguments: 0...4)
  func summedProducts(lag: Int) {
    var random = SeededGenerator(seed: 5)
    let (a, b) = (random.uniform([4, 2, 3]), random.uniform([4, 2, 5]))
    var expected = Tensor(zeros: [3, 5])
    for t in 0..<4 where t + lag < 4 { expected += matmul(a[row: t].transposed(), b[row: t + lag]) }
    #expect(abs(a.summedProducts(with: b, lag: lag) - expected).max() <= 1e-14)
  }

  @Test("is added to one row in place")
  func rows() {
    var random = SeededGenerator(seed: 1)
    let (a, b) = (random.uniform([2, 4]), random.uniform([4, 3]))
    let start = random.uniform([3, 2, 3])
    var x = start
    x.addProduct(a, b, toRow: 1)
    #expect(abs(x[row: 1] - (start[row: 1] + matmul(a, b))).max() <= 1e-15)
    #expect(x[row: 0] == start[row: 0] && x[row: 2] == start[row: 2])
    var y = start
    y.addProduct(a, b.transposed(), transposingB: true, toRow: 1)
    #expect(abs(y - x).max() <= 1e-15)

    let w = random.uniform([3, 3])
    var z = start
    z.addProduct(ofRow: 2, w, transposingB: true, toRow: 0)
    #expect(abs(z[row: 0] - (start[row: 0] + matmul(start[row: 2], w.transposed()))).max() <= 1e-15)
    #expect(z[row: 1] == start[row: 1] && z[row: 2] == start[row: 2])
    z.formTanh(row: 0)
    #expect(z[row: 2] == start[row: 2])
    let squashed = z
    z.updateRow(1, with: start) { $0 * 2 + $1 }
    #expect(z[row: 1] == 2 * start[row: 1] + start[row: 1])
    #expect(z[row: 0] == squashed[row: 0])
  }
}
