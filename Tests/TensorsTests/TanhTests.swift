import Glibc
import Tensors
import Testing

@Suite("The hyperbolic tangent of a tensor")
struct TanhTests {
  @Test("is the C library's to 4 units in the last place, over all magnitudes")
  func accuracy() {
    var scalars: [Double] = []
    var x = 1e-9
    while x < 25 {
      scalars += [x, -x]
      x *= 1.0017
    }
    // Where the range of the series changes: at odd multiples of ln 2 / 4.
    for odd in stride(from: 1.0, through: 41, by: 2) {
      let edge = odd * Glibc.log(2) / 4
      scalars += [edge, edge.nextUp, edge.nextDown]
    }
    for (x, y) in zip(scalars, tanh(Tensor(scalars)).scalars) {
      #expect(Swift.abs(y - Glibc.tanh(x)) <= 4 * Glibc.tanh(x).ulp, "\(x)")
      #expect(Swift.abs(y) <= 1)
    }
  }

  @Test("is exact where it can be")
  func specials() {
    let x: [Double] = [0, -0.0, .leastNonzeroMagnitude, -1e-300, 20, -20, 1e300, .infinity, -.infinity]
    let y = tanh(Tensor(x)).scalars
    #expect(y == [0, 0, .leastNonzeroMagnitude, -1e-300, 1, -1, 1, 1, -1])
    #expect(y[1].sign == .minus)
    #expect(tanh(Tensor([.nan, 1, .nan]))[0].isNaN)
  }

  @Test("does not depend on where a scalar stands", arguments: 0...17)
  func positions(count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    let x = random.uniform([count])
    #expect(tanh(x).scalars == x.scalars.map { tanh(Tensor($0)).scalar })
  }
}
