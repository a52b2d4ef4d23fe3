import COpenBLAS
import Tensors

/// The matrix product, beside the call that it ends in.
enum Products {
  static let benchmarks = [128, 1024].map { side in
    Benchmark("matmul.\(side)") { bench in try product(side, bench) }
  }

  private static func product(_ side: Int, _ bench: Bench) throws -> Figure {
    let count = side * side
    let a = (0..<count).map { Double($0 % 101) / 101 }
    let b = (0..<count).map { Double($0 % 97) / 97 }
    let (left, right) = (Tensor(shape: [side, side], scalars: a), Tensor(shape: [side, side], scalars: b))
    var c = [Double](repeating: 0, count: count)
    let n = Int32(side)
    let samples = try Sample.inTurns(
      bench.repeats(side < 500 ? 400 : 20),
      [
        { milliseconds { matmul(left, right) } },
        {
          milliseconds {
            cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, a, n, b, n, 0, &c, n)
          }
        },
      ])
    return Figure(
      "matmul.\(side)", measures: "matmul of two square matrices, result allocated",
      size: "\(side) by \(side)",
      unit: "ms", result: samples[0],
      beside: [Figure.Peer("cblas_dgemm into memory that is there", samples[1])])
  }
}
