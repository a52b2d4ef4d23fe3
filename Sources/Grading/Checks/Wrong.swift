import Curriculum
import Tensors

/// A wrong tensor on one probe, and where and how it is wrong.
struct Wrong {
  var parameter: Exercise.Parameter
  var blocks: [String: [String]]
  var isGradient: Bool
  var got: Tensor
  var expected: Tensor
  var probe: Probe
  var tolerance: Double

  var index: [Int] { indices(of: worst) }

  /// The flat position of the largest difference; a NaN is larger than any.
  var worst: Int {
    var worst = 0
    var largest = -1.0
    for i in expected.scalars.indices {
      let difference = abs(got.scalars[i] - expected.scalars[i])
      let size = difference.isNaN ? .infinity : difference
      if size > largest { (worst, largest) = (i, size) }
    }
    return worst
  }

  /// Which step of the sequence to look at first: the first that a forward, the last that a backward (which starts at
  /// the end) gets wrong.
  var timeStep: Int? {
    guard let axis = parameter.timeAxis else { return nil }
    let steps = wrongSlices(axis: axis, parts: expected.shape[axis])
    return isGradient ? steps.last : steps.first
  }

  /// The axis that has named blocks, with their names.
  private var blockAxis: (axis: Int, names: [String])? {
    for (axis, size) in parameter.shape.enumerated() {
      if let names = blocks[size.description], expected.shape[axis] % max(names.count, 1) == 0,
        names.count > 1
      {
        return (axis, names)
      }
    }
    return nil
  }

  var wrongBlocks: [String] {
    guard let (axis, names) = blockAxis else { return [] }
    return wrongSlices(axis: axis, parts: names.count).map { names[$0] }
  }

  var place: GradingReport.Place {
    var block: String?
    if let (axis, names) = blockAxis { block = names[index[axis] * names.count / expected.shape[axis]] }
    return GradingReport.Place(
      block: block, timeStep: timeStep, index: index, got: got.scalars[worst],
      expected: expected.scalars[worst],
      numeric: nil)
  }

  /// In words, for the check's message.
  var description: String {
    var parts = ["wrong"]
    if let (_, names) = blockAxis {
      let wrong = wrongBlocks
      if let order = blockOrder {
        parts.append(
          "in the order of its blocks: they come as \(order.joined(separator: ", ")), "
            + "expected \(names.joined(separator: ", "))")
      } else if !wrong.isEmpty, wrong.count < names.count {
        parts.append("in block\(wrong.count == 1 ? "" : "s") \(wrong.joined(separator: ", "))")
      }
    }
    if let axis = parameter.timeAxis, expected.shape[axis] > 1 {
      let steps = wrongSlices(axis: axis, parts: expected.shape[axis])
      if !steps.isEmpty, steps.count < expected.shape[axis] {
        parts.append(
          "at time step\(steps.count == 1 ? "" : "s") \(steps.map(String.init).joined(separator: ", "))")
      }
    }
    return parts.joined(separator: " ") + ": got \(number(got.scalars[worst])) at [\(list(index))], expected "
      + "\(number(expected.scalars[worst])) (with \(probe.sizesInWords))"
  }

  /// The blocks in the order in which the learner has them, when they are all there in another order.
  var blockOrder: [String]? {
    guard let (axis, names) = blockAxis else { return nil }
    let parts = names.count
    let theirs = (0..<parts).map { slice(got, axis, $0, parts) }
    let right = (0..<parts).map { slice(expected, axis, $0, parts) }
    var order: [Int] = []
    for part in theirs {
      let matches = (0..<parts).filter {
        !order.contains($0) && Comparison(part, right[$0], scale: probe.scale).passes(tolerance)
      }
      guard let match = matches.first else { return nil }
      order.append(match)
    }
    return order == Array(0..<parts) ? nil : order.map { names[$0] }
  }

  private func indices(of flat: Int) -> [Int] {
    var rest = flat
    var index: [Int] = []
    for size in expected.shape.reversed() {
      index.append(rest % max(size, 1))
      rest /= max(size, 1)
    }
    return index.reversed()
  }

  /// The scalars of one of equal parts of an axis.
  private func slice(_ tensor: Tensor, _ axis: Int, _ part: Int, _ parts: Int) -> [Double] {
    let inner = tensor.shape[(axis + 1)...].reduce(1, *)
    let size = tensor.shape[axis]
    return tensor.scalars.indices.filter { $0 / inner % size * parts / size == part }.map {
      tensor.scalars[$0]
    }
  }

  private func wrongSlices(axis: Int, parts: Int) -> [Int] {
    (0..<parts).filter { part in
      !Comparison(slice(got, axis, part, parts), slice(expected, axis, part, parts), scale: probe.scale)
        .passes(tolerance)
    }
  }
}

extension Probe {
  var sizesInWords: String {
    sizes.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }.joined(separator: ", ")
  }
}

/// Seven significant digits are enough to recognise a number by.
func number(_ x: Double) -> String {
  if x == x.rounded(), abs(x) < 1e15 { return "\(Int(x))" }
  // The sign of a NaN is an accident of the processor.
  guard x.isFinite else { return x.isNaN ? "nan" : "\(x)" }
  var digits = 0
  var size = abs(x)
  while size < 1e6, digits < 12 {
    size *= 10
    digits += 1
  }
  guard digits < 12, size < 1e15 else { return "\(x)" }
  let power = (0..<digits).reduce(1.0) { product, _ in product * 10 }
  return "\((x * power).rounded() / power)"
}

func list(_ values: some Sequence<Int>) -> String { values.map(String.init).joined(separator: ", ") }
