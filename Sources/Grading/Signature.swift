import Curriculum

/// A declared function with everything that follows from the declaration: what a gradient takes and gives, and
/// whether a cache comes with the results.
struct Signature: Sendable, Hashable {
  typealias Parameter = Exercise.Parameter

  var name: String
  var inputs: [Parameter]
  /// Without the cache.
  var outputs: [Parameter]
  var returnsCache: Bool
  var takesCache: Bool
  var blocks: [String: [String]]
}

/// A forward, and the gradient of it if there is one.
struct Unit: Sendable, Hashable {
  var forward: Signature
  var backward: Signature?
  /// Indices of the inputs that have a gradient.
  var differentiable: [Int]

  /// The units of an exercise, in the order of the declaration.
  static func units(of exercise: Exercise) -> [Unit] {
    exercise.functions.filter { $0.gradientOf == nil }.map { forward in
      let gradient = exercise.functions.first { $0.gradientOf == forward.name }
      let differentiable = forward.inputs.indices.filter { forward.inputs[$0].kind == .real }
      return Unit(
        forward: Signature(
          name: forward.name, inputs: forward.inputs, outputs: forward.outputs, returnsCache: gradient != nil,
          takesCache: false, blocks: forward.blocks),
        backward: gradient.map { gradient in
          Signature(
            name: gradient.name, inputs: forward.outputs.map(Unit.derivative),
            outputs: differentiable.map { Unit.derivative(of: forward.inputs[$0]) }, returnsCache: false,
            takesCache: true, blocks: forward.blocks)
        }, differentiable: gradient == nil ? [] : differentiable)
    }
  }

  var signatures: [Signature] { [forward] + (backward.map { [$0] } ?? []) }

  private static func derivative(of parameter: Exercise.Parameter) -> Exercise.Parameter {
    var derivative = parameter
    derivative.name = "d" + parameter.name
    derivative.kind = .real
    return derivative
  }
}
