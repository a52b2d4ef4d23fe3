import Curriculum
import Reference

extension Layer {
  /// In what an exercise's declaration differs from this layer, so that it can't be its reference; nil if it fits.
  /// Names may differ, numbers of arguments and shapes may not: the layer would stop on them.
  func difference(from unit: Unit) -> String? {
    let forward = unit.forward
    guard forward.inputs.count == inputs.count, forward.outputs.count == outputs.count else {
      return
        "it takes \(inputs.count) and gives \(outputs.count), the exercise declares \(forward.inputs.count) and "
        + "\(forward.outputs.count)"
    }
    var sizes: [String: Exercise.Size] = [:]
    for (argument, parameter) in zip(inputs + outputs, forward.inputs + forward.outputs) {
      guard Self.fits(argument.axes, parameter.shape, &sizes) else {
        let shape = parameter.shape.map(\.description).joined(separator: ", ")
        let axes = argument.axes.map(\.description).joined(separator: ", ")
        return "its `\(argument.name)` is [\(axes)], the exercise declares `\(parameter.name)` as [\(shape)]"
      }
    }
    guard unit.backward != nil else { return nil }
    guard backward != nil else { return "it has no gradient" }
    let missing = unit.differentiable.first { !differentiable.contains(inputs[$0].name) }
    return missing.map { "it has no gradient of `\(inputs[$0].name)`" }
  }

  /// Whether a declared shape is what the layer expects, given what its sizes stood for so far.
  private static func fits(_ axes: [Axis], _ shape: [Exercise.Size], _ sizes: inout [String: Exercise.Size])
    -> Bool
  {
    guard axes.count == shape.count else { return false }
    for (axis, declared) in zip(axes, shape) {
      guard declared.factor % axis.factor == 0 else { return false }
      let size = Exercise.Size(factor: declared.factor / axis.factor, dimension: declared.dimension)
      if let known = sizes[axis.size], known != size { return false }
      sizes[axis.size] = size
    }
    return true
  }
}
