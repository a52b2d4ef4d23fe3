import Curriculum
import Tensors

/// One case on which a unit is tried: inputs of the forward, and a cotangent for each of its outputs.
struct Probe: Sendable {
  var name: String
  var sizes: Sizes
  var inputs: [Tensor]
  var cotangents: [Tensor]
  /// Magnitude of the real inputs: the floor under the norms scales with it.
  var scale: Double
  /// Only the forward is compared, and only for being finite and right.
  var extreme = false

  /// A size by the dimension that has it, or a multiple of one (`4H`); the number where that is not certain.
  func name(ofSize size: Int) -> String {
    for factor in 1...8 {
      let names = sizes.filter { $0.value > 1 && $0.value * factor == size }.map(\.key)
      if names.count > 1 { break }
      if let name = names.first { return factor == 1 ? name : "\(factor)\(name)" }
    }
    return "\(size)"
  }
}

/// Draws probes that can tell: every known mistake should change the result of one of them.
struct ProbeMaker {
  var unit: Unit
  var chooser: SizeChooser
  var seed: UInt64

  init(_ unit: Unit, of exercise: Exercise, seed: UInt64) {
    self.unit = unit
    self.seed = seed
    chooser = SizeChooser(exercise)
  }

  func probes() throws(GradingProblem) -> [Probe] {
    var random = RandomStream(seed: seed, unit.forward.name, "sizes")
    guard let first = chooser.distinct(&random), let second = chooser.distinct(&random) else {
      throw .noProbe("try wider `dimensions`, or check `where`")
    }
    var probes = [
      probe("different sizes", first),
      probe("other sizes", second, corners: true),
    ]
    if let sizes = chooser.flattened(first, ["B", "N"]) { probes.append(probe("a batch of one", sizes)) }
    if let sizes = chooser.flattened(second, ["T"]) { probes.append(probe("one step", sizes)) }
    if let sizes = chooser.flattened(first, chooser.dimensions.map(\.name)) {
      probes.append(probe("sizes of one", sizes))
    }
    probes.append(probe("saturated", second, scale: 2.5))
    if unit.backward != nil {
      var single = probe("the gradient of one step only", first)
      keepOneStep(&single)
      probes.append(single)
    }
    var extreme = probe("extreme inputs", first, scale: 300)
    extreme.extreme = true
    return probes + [extreme]
  }

  /// A case of the given sizes, its numbers rounded to one decimal so that it can be done by hand.
  func byHand(_ sizes: Sizes) -> Probe {
    var probe = probe("by hand", sizes)
    for (i, input) in unit.forward.inputs.enumerated() where input.kind == .real || input.kind == .positive {
      probe.inputs[i].scalars = probe.inputs[i].scalars.map { rounded($0, away: input.kind == .positive) }
    }
    for i in probe.cotangents.indices {
      probe.cotangents[i].scalars = probe.cotangents[i].scalars.map { rounded($0, away: true) }
    }
    return probe
  }

  private func rounded(_ x: Double, away: Bool) -> Double {
    let tenths = (x * 10).rounded()
    if tenths == 0 { return away ? (x < 0 ? -0.1 : 0.1) : 0 }
    return tenths / 10
  }

  func probe(_ name: String, _ sizes: Sizes, scale: Double = 0.8, corners: Bool = false) -> Probe {
    let label = sizes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    let inputs = unit.forward.inputs.map { input -> Tensor in
      var random = RandomStream(seed: seed, unit.forward.name, name, label, input.name)
      return tensor(for: input, sizes, scale: scale, corners: corners, &random)
    }
    let cotangents =
      unit.backward == nil
      ? []
      : unit.forward.outputs.map { output -> Tensor in
        var random = RandomStream(seed: seed, unit.forward.name, name, label, "d" + output.name)
        return filled(output.shape.map { $0.value(sizes) }) { _ in random.gaussian() }
      }
    return Probe(name: name, sizes: sizes, inputs: inputs, cotangents: cotangents, scale: scale)
  }

  /// Zeroes the cotangents but for one step of time, in the middle of a sequence; where there is no time, but for
  /// the first output.
  private func keepOneStep(_ probe: inout Probe) {
    let outputs = unit.forward.outputs
    let timed = outputs.indices.filter { outputs[$0].timeAxis != nil }
    for i in outputs.indices {
      guard let axis = outputs[i].timeAxis else {
        if !timed.isEmpty || i > 0 {
          probe.cotangents[i].scalars = probe.cotangents[i].scalars.map { _ in 0 }
        }
        continue
      }
      let step = probe.cotangents[i].shape[axis] / 2
      probe.cotangents[i].keepOnly(step, axis: axis)
    }
  }

  private func filled(_ shape: [Int], _ scalar: (Int) -> Double) -> Tensor {
    Tensor(shape: shape, scalars: (0..<shape.reduce(1, *)).map(scalar))
  }

  private func tensor(
    for input: Exercise.Parameter, _ sizes: Sizes, scale: Double, corners: Bool, _ random: inout RandomStream
  ) -> Tensor {
    let shape = input.shape.map { $0.value(sizes) }
    let row = max(1, shape.last ?? 1)
    switch input.kind {
    case .real: return filled(shape) { _ in scale * random.gaussian() }
    case .positive:
      // Small constants are drawn large enough to matter.
      let small = input.name.hasPrefix("eps")
      return filled(shape) { _ in
        small ? 1e-3 * (1 + 99 * random.uniform()) : corners ? random.uniform(1...4) : random.uniform(0.1...1)
      }
    case .probability: return filled(shape) { _ in random.uniform(0.1...0.9) }
    case .mask:
      // The first of each row may be used; among the corners is a row that is masked altogether.
      return filled(shape) { i in
        if corners && i / row == 0 && shape.count > 1 { return 0 }
        return i % row == 0 || random.uniform() < 0.6 ? 1 : 0
      }
    case .index:
      let bound = input.below.flatMap { sizes[$0] ?? Int($0) } ?? 2
      return filled(shape) { _ in Double(random.integer(in: 0...max(0, bound - 1))) }
    case .length:
      let longest = input.below.flatMap { sizes[$0] ?? Int($0) } ?? sizes["T"] ?? 1
      return filled(shape) { i in
        if corners && i == 0 { return 0 }
        return Double(i == 1 || shape.reduce(1, *) == 1 ? longest : random.integer(in: 1...max(1, longest)))
      }
    case .integer:
      // A whole number named like a dimension is that dimension (`heads`).
      return filled(shape) { _ in Double(sizes[input.name] ?? random.integer(in: 1...5)) }
    }
  }
}

extension Exercise.Parameter {
  /// The axis along which a sequence runs.
  var timeAxis: Int? { shape.firstIndex { $0.dimension == "T" && $0.factor == 1 } }
}

extension Tensor {
  /// Zeroes all but one index of an axis.
  mutating func keepOnly(_ index: Int, axis: Int) {
    let inner = shape[(axis + 1)...].reduce(1, *)
    for i in scalars.indices where i / inner % shape[axis] != index { scalars[i] = 0 }
  }
}
