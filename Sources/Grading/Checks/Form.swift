import Curriculum
import ExerciseKit
import Tensors

/// Shape, element type and finiteness of a result.
enum Form {
  /// What is wrong with the form, in words that name both sides; nil when the values may be compared.
  static func problem(
    _ value: Wire.Value, _ parameter: Exercise.Parameter, _ expected: Tensor, _ probe: Probe,
    _ tolerance: Double
  ) -> String? {
    let got = value.tensor
    if got.shape != expected.shape {
      let axes = parameter.shape.map(\.description).joined(separator: ", ")
      var message =
        "has shape [\(list(got.shape))], expected [\(list(expected.shape))]"
        + (parameter.shape.isEmpty ? ", a scalar" : ", that is [\(axes)]") + " (with \(probe.sizesInWords))"
      if got.count == expected.count {
        if Comparison(got.scalars, expected.scalars, scale: probe.scale).passes(tolerance) {
          message += "; the values are right, only the shape is not"
        } else if got.shape == expected.shape.reversed(), expected.shape.count == 2,
          Comparison(got.transposed().scalars, expected.scalars, scale: probe.scale).passes(tolerance)
        {
          message += "; it is the transpose of what is expected"
        }
      }
      return message
    }
    if value.element != .float64 {
      return "is made of \(name(value.element)), expected float64"
    }
    if let bad = got.scalars.firstIndex(where: { !$0.isFinite }), expected.scalars.allSatisfy(\.isFinite) {
      return "holds \(number(got.scalars[bad])) (with \(probe.sizesInWords), \(probe.name))"
    }
    return nil
  }

  private static func name(_ element: Wire.Element) -> String {
    switch element {
    case .float64: "float64"
    case .float32: "float32"
    case .float16: "float16"
    case .integer: "integers"
    case .boolean: "booleans"
    }
  }
}
