import Tensors
import Testing

@Suite("A tensor")
struct TensorTests {
  @Test("is written as nested lists of numbers")
  func literals() {
    #expect(([1, 2.5] as Tensor) == Tensor(shape: [2], scalars: [1, 2.5]))
    #expect(([[1, 2, 3], [4, 5, 6]] as Tensor) == Tensor(shape: [2, 3], scalars: [1, 2, 3, 4, 5, 6]))
    #expect(([[[1], [2]]] as Tensor).shape == [1, 2, 1])
    #expect((0.5 as Tensor) == Tensor(shape: [], scalars: [0.5]))
    #expect(([] as Tensor).shape == [0])
    let values = [[1.0, 2.0], [3.0, 4.0]]
    #expect(Tensor(values) == [[1, 2], [3, 4]])
  }

  @Test("prints as nested lists")
  func description() {
    #expect("\(Tensor(2))" == "2.0")
    #expect("\([1, 2] as Tensor)" == "[1.0, 2.0]")
    #expect("\([[1, 2], [3, 4]] as Tensor)" == "[[1.0, 2.0],\n [3.0, 4.0]]")
    #expect(
      "\([[[1], [2]], [[3], [4]]] as Tensor)" == "[[[1.0],\n  [2.0]],\n [[3.0],\n  [4.0]]]")
    #expect("\(Tensor(zeros: [2, 0]))" == "[] of shape [2, 0]")
  }

  @Test("gives and takes scalars and rows")
  func subscripts() {
    var x = Tensor(shape: [2, 3, 2], scalars: (0..<12).map(Double.init))
    #expect(x[1, 2, 0] == 10)
    #expect(x[row: 1] == [[6, 7], [8, 9], [10, 11]])
    #expect(x[row: 1][2, 1] == 11)
    #expect(x[row: 0][row: 2] == [4, 5])
    x[1, 0, 1] = -1
    x[row: 0] = [[1, 1], [2, 2], [3, 3]]
    x[row: 1] += 100.0
    #expect(x.scalars == [1, 1, 2, 2, 3, 3, 106, 99, 108, 109, 110, 111])
    var v: Tensor = [1, 2, 3]
    v[1] += 40
    #expect(v == [1, 42, 3])
    #expect(v[row: 2] == Tensor(3))
  }

  @Test("is a value")
  func values() {
    let x: Tensor = [1, 2]
    var y = x
    y[0] = 9
    y += x
    #expect(x == [1, 2])
    #expect(y == [10, 4])
  }

  @Test("changes scalars in place without copying the others")
  func inPlace() {
    // Two million single writes take 16 TB of copying if each takes the array with it.
    var x = Tensor(zeros: [1_000_000])
    for i in 0..<x.count {
      x.scalars[i] += 1
      x[i] += 1
    }
    #expect(x.sum() == 2_000_000)
  }

  @Test("is sliced, split, stacked and concatenated along any axis")
  func parts() {
    let x: Tensor = [[1, 2, 3, 4], [5, 6, 7, 8]]
    #expect(x.sliced(axis: 1, 1..<3) == [[2, 3], [6, 7]])
    #expect(x.sliced(axis: 0, 1..<2) == [[5, 6, 7, 8]])
    #expect(x.sliced(axis: -1, 2..<2).shape == [2, 0])
    #expect(Tensor(zeros: [0, 4]).sliced(axis: 1, 0..<2).shape == [0, 2])
    #expect(x.split(into: 2, axis: -1) == [[[1, 2], [5, 6]], [[3, 4], [7, 8]]])
    #expect(concatenated(x.split(into: 4, axis: 1), axis: 1) == x)
    #expect(concatenated(x.split(into: 2, axis: 0)) == x)
    #expect(stacked([[1, 2], [3, 4], [5, 6]]) == [[1, 2], [3, 4], [5, 6]])
    #expect(stacked([[1, 2], [3, 4], [5, 6]], axis: 1) == [[1, 3, 5], [2, 4, 6]])
    #expect(stacked([[1, 2], [3, 4], [5, 6]], axis: -1) == [[1, 3, 5], [2, 4, 6]])
    #expect(stacked([Tensor(1), Tensor(2)]) == [1, 2])
  }

  @Test("changes its shape and keeps its scalars")
  func reshaping() {
    let x = Tensor(shape: [2, 6], scalars: (0..<12).map(Double.init))
    #expect(x.reshaped(to: [3, -1]) == Tensor(shape: [3, 4], scalars: x.scalars))
    #expect(x.reshaped(to: [12]).reshaped(to: [2, 6]) == x)
    #expect(Tensor(3).reshaped(to: [1, 1]) == [[3]])
    #expect(([[3]] as Tensor).scalar == 3)
  }

  @Test("moves its axes as naive loops would", arguments: 0..<60 as Range<UInt64>)
  func permutation(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let x = random.uniform(random.shape(rank: 0...4, sizes: 0...4))
    let axes = (0..<x.rank).shuffled(using: &random)
    let y = x.permuted(axes)
    #expect(y.shape == axes.map { x.shape[$0] })
    for position in positions(in: x.shape) {
      #expect(y.broadcastScalar(at: axes.map { position[$0] }) == x.broadcastScalar(at: position))
    }
    #expect(x.transposed() == x.permuted((0..<x.rank).reversed()))
    #expect(x.transposed().transposed() == x)
  }
}
