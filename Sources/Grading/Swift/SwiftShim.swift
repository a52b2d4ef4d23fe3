import Curriculum

/// The Swift file that is compiled beside a learner's: it turns the grader's calls into typed calls of the declared
/// functions, and so proves their signatures.
struct SwiftShim {
  var source: String
  /// The function that each line of the source calls; nil for the lines around them.
  var functions: [Signature?]

  static let fileName = "unroll-shim.swift"
  static let entry = "unroll_entry"

  init(for exercise: Exercise) {
    var lines: [(String, Signature?)] = [
      ("import ExerciseKit", nil),
      ("@_cdecl(\"\(SwiftShim.entry)\") public func unrollEntry() {", nil),
      ("  ExerciseKit.serve([", nil),
    ]
    for signature in Unit.units(of: exercise).flatMap(\.signatures) {
      lines += SwiftShim.closure(for: signature).map { ($0, signature) }
    }
    lines += [("  ])", nil), ("}", nil)]
    source = lines.map { $0.0 + "\n" }.joined()
    functions = lines.map(\.1)
  }

  private static func closure(for signature: Signature) -> [String] {
    var arguments = signature.inputs.enumerated().map { index, input in
      "\(swiftName(input.name)): call.\(input.shape.isEmpty ? "scalar" : "tensor")(\(index))"
    }
    if signature.takesCache { arguments.append("cache: call.cache()") }
    var names = signature.outputs.indices.map { "result\($0)" }
    let results = signature.outputs.enumerated().map { index, output in
      output.shape.isEmpty ? "Tensors.Tensor(shape: [], scalars: [result\(index)])" : "result\(index)"
    }
    if signature.returnsCache { names.append("cache") }
    let pattern = names.count == 1 ? names[0] : "(\(names.joined(separator: ", ")))"
    var lines = [
      "    \"\(signature.name)\": { (call: ExerciseKit.Call) throws -> [Tensors.Tensor] in",
      "      let \(pattern) = try \(swiftName(signature.name))(\(arguments.joined(separator: ", ")))",
    ]
    if signature.returnsCache { lines.append("      call.keep(cache)") }
    return lines + ["      return [\(results.joined(separator: ", "))]", "    },"]
  }
}

extension Signature {
  /// `rnnStepForward(x:hPrev:wx:wh:b:)`
  var swiftLabel: String {
    let labels = inputs.map { swiftName($0.name) + ":" } + (takesCache ? ["cache:"] : [])
    return "\(swiftName(name))(\(labels.joined()))"
  }

  /// The declaration that a learner should have written.
  var swiftDeclaration: String {
    func type(_ parameter: Parameter) -> String { parameter.shape.isEmpty ? "Double" : "Tensor" }
    let arguments =
      inputs.map { "\(swiftName($0.name)): \(type($0))" } + (takesCache ? ["cache: Cache"] : [])
    let results =
      outputs.map { "\(swiftName($0.name)): \(type($0))" } + (returnsCache ? ["cache: Cache"] : [])
    let result = results.count == 1 ? type(outputs[0]) : "(\(results.joined(separator: ", ")))"
    return "func \(swiftName(name))(\(arguments.joined(separator: ", "))) -> \(result)"
  }

  /// `rnn_step_forward(x, h_prev, Wx, Wh, b)`, as Python calls it.
  var pythonCall: String {
    "\(name)(\((inputs.map(\.name) + (takesCache ? ["cache"] : [])).joined(separator: ", ")))"
  }
}
