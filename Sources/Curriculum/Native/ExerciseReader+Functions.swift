import Markdown

extension ExerciseReader {
  mutating func readFunctions(_ entry: Setting.Entry) {
    let shape = "function names with their `inputs` and `outputs`, or `gradient_of`"
    var gradients: [(index: Int, entry: Setting.Entry)] = []
    for declaration in findings.mapping(entry, expected: shape) {
      let isSnakeCase = Self.isName(declaration.key) && !declaration.key.contains(where: \.isUppercase)
      if !isSnakeCase {
        findings.report(
          .error, "function-name", at: declaration.position,
          "Functions are named in `snake_case` (Swift's names follow from it), not \(Findings.quote(declaration.key))."
        )
        continue
      }
      var function = Exercise.Function(
        name: declaration.key, inputs: [], outputs: [], blocks: [:], gradientOf: nil)
      let parts = findings.mapping(declaration, expected: "`{inputs: …, outputs: …}` or `{gradient_of: …}`")
      for part in parts {
        switch part.key {
        case "inputs": function.inputs = parameters(part)
        case "outputs": function.outputs = parameters(part)
        case "blocks": break
        case "gradient_of":
          function.gradientOf = findings.string(part)
          gradients.append((exercise.functions.count, part))
        default:
          findings.unknownKey(part, known: ["inputs", "outputs", "blocks", "gradient_of"], of: "A function")
        }
      }
      if let blocks = parts.first(where: { $0.key == "blocks" }) { readBlocks(blocks, into: &function) }
      checkParts(declaration, parts, function)
      exercise.functions.append(function)
    }
    let broken = gradients.filter { !checkGradient($0.entry, at: $0.index) }.map(\.index)
    exercise.functions = exercise.functions.indices.filter { !broken.contains($0) }.map {
      exercise.functions[$0]
    }
    if exercise.functions.isEmpty {
      findings.report(
        .error, "no-functions", at: entry.position,
        "At least one function must be declared for the learner to write.")
    }
  }

  private mutating func checkParts(
    _ declaration: Setting.Entry, _ parts: [Setting.Entry], _ function: Exercise.Function
  ) {
    if function.gradientOf != nil {
      for part in parts where part.key != "gradient_of" {
        findings.report(
          .error, "gradient-parts", at: part.position,
          "What a gradient takes and gives follows from the function it differentiates: remove "
            + "\(Findings.quote(part.key)).")
      }
      return
    }
    for key in ["inputs", "outputs"] where !parts.contains(where: { $0.key == key }) {
      findings.report(
        .error, "missing-key", at: declaration.position,
        "`\(function.name)` needs `\(key)`, names with their shapes, `{x: [B, D]}` (or `gradient_of`).")
    }
  }

  /// False for the gradient of nothing, of which nobody could say what it takes and gives.
  private mutating func checkGradient(_ part: Setting.Entry, at index: Int) -> Bool {
    guard let name = exercise.functions[index].gradientOf else { return false }
    let forwards = exercise.functions.filter { $0.gradientOf == nil }
    guard let forward = forwards.first(where: { $0.name == name }) else {
      findings.report(
        .error, "unknown-function", at: part.value.position,
        "There is no function \(Findings.quote(name)) to differentiate. "
          + Suggestion.hint(for: name, among: forwards.map(\.name)))
      return false
    }
    if !forward.inputs.contains(where: { $0.kind == .real }) {
      findings.report(
        .error, "no-gradient", at: part.value.position,
        "No input of `\(name)` is `real`, and only those have gradients.")
    }
    if exercise.functions[..<index].contains(where: { $0.gradientOf == name }) {
      findings.report(
        .error, "gradient-twice", at: part.value.position,
        "`\(name)` already has a gradient: keep one of them.")
    }
    return true
  }

  /// `{x: [B, D], targets: {shape: [N], kind: index, below: V}}`.
  private mutating func parameters(_ entry: Setting.Entry) -> [Exercise.Parameter] {
    var parameters: [Exercise.Parameter] = []
    for declaration in findings.mapping(entry, expected: "names with their shapes, `{x: [B, D]}`") {
      guard Self.isName(declaration.key) else {
        findings.report(
          .error, "parameter-name", at: declaration.position,
          "A parameter is named by a letter and more letters, digits or `_`, not \(Findings.quote(declaration.key))."
        )
        continue
      }
      guard case .mapping(let parts) = declaration.value.content else {
        parameters.append(
          Exercise.Parameter(name: declaration.key, shape: sizes(declaration.value, of: declaration.key)))
        continue
      }
      var parameter = Exercise.Parameter(name: declaration.key, shape: [])
      for part in parts {
        switch part.key {
        case "shape": parameter.shape = sizes(part.value, of: declaration.key)
        case "kind": parameter.kind = kind(part) ?? .real
        case "below": parameter.below = dimension(part)
        default: findings.unknownKey(part, known: ["shape", "kind", "below"], of: "A parameter")
        }
      }
      if !parts.contains(where: { $0.key == "shape" }) {
        findings.report(
          .error, "missing-key", at: declaration.position,
          "`\(declaration.key)` needs a `shape`, such as `[B, D]`, or `[]` for a single number.")
      }
      if (parameter.kind == .index) != parts.contains(where: { $0.key == "below" }) {
        findings.report(
          .error, "below", at: declaration.position,
          parameter.kind == .index
            ? "An `index` needs `below`: the dimension it counts in, such as `below: V`."
            : "`below` bounds an `index`; `\(declaration.key)` is `\(parameter.kind.rawValue)`.")
      }
      parameters.append(parameter)
    }
    return parameters
  }

  private mutating func kind(_ entry: Setting.Entry) -> Exercise.Parameter.Kind? {
    guard let text = findings.string(entry) else { return nil }
    if let kind = Exercise.Parameter.Kind(rawValue: text) { return kind }
    findings.report(
      .error, "unknown-kind", at: entry.value.position,
      "There is no kind \(Findings.quote(text)). "
        + Suggestion.hint(for: text, among: Exercise.Parameter.Kind.allCases.map(\.rawValue)))
    return nil
  }

  private mutating func dimension(_ entry: Setting.Entry) -> String? {
    guard let name = findings.string(entry) else { return nil }
    return isDeclared(name, at: entry.value.position) ? name : nil
  }

  private mutating func isDeclared(_ name: String, at position: Position) -> Bool {
    let known = exercise.dimensions.map(\.name)
    if known.contains(name) { return true }
    findings.report(
      .error, "unknown-dimension", at: position,
      "`dimensions` declares no \(Findings.quote(name)). \(Suggestion.hint(for: name, among: known))")
    return false
  }

  private mutating func sizes(_ setting: Setting, of name: String) -> [Exercise.Size] {
    guard case .list(let elements) = setting.content else {
      findings.report(
        .error, "wrong-shape", at: setting.position,
        "The shape of `\(name)` is a list of sizes, `[B, 4H]`, or `[]` for a single number.")
      return []
    }
    return elements.compactMap { element in
      guard case .scalar(let text) = element.content, let size = Exercise.Size(parsing: text) else {
        let shown =
          if case .scalar(let text) = element.content { Findings.quote(text) } else { element.kindName }
        findings.report(
          .error, "size", at: element.position,
          "A size is a dimension `H`, a multiple of one `4H`, or a number, not \(shown).")
        return nil
      }
      if let dimension = size.dimension, !isDeclared(dimension, at: element.position) { return nil }
      return size
    }
  }

  /// `{4H: [i, f, o, g]}`.
  private mutating func readBlocks(_ entry: Setting.Entry, into function: inout Exercise.Function) {
    let axes = (function.inputs + function.outputs).flatMap(\.shape)
    for block in findings.mapping(entry, expected: "axes with the names of their parts, `{4H: [i, f, o, g]}`")
    {
      let names = findings.strings(block)
      guard let size = Exercise.Size(parsing: block.key), axes.contains(size) else {
        findings.report(
          .error, "blocks", at: block.position,
          "No input or output has an axis \(Findings.quote(block.key)). "
            + Suggestion.hint(for: block.key, among: Array(Set(axes.map(\.description))).sorted()))
        continue
      }
      guard names.count == size.factor || size.dimension == nil && size.factor % max(names.count, 1) == 0
      else {
        findings.report(
          .error, "blocks", at: block.value.position,
          "`\(block.key)` has \(size.factor) equal parts, but \(names.count) names: name each part once.")
        continue
      }
      function.blocks[block.key] = names
    }
  }
}

extension Exercise.Size {
  /// `H`, `4H` or `3`.
  init?(parsing text: String) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let name = String(text.dropFirst(digits.count))
    let factor = digits.isEmpty ? 1 : Int(digits) ?? 0
    guard (1...1000).contains(factor), !text.isEmpty, name.isEmpty || ExerciseReader.isName(name) else {
      return nil
    }
    self.init(factor: factor, dimension: name.isEmpty ? nil : name)
  }
}

extension Exercise {
  /// Names of what its functions return, by which `points` speaks about checks: outputs, and `d` + an input for each
  /// gradient.
  var checkedTensors: [String] {
    var names: [String] = []
    for function in functions {
      if let name = function.gradientOf {
        let inputs = functions.first { $0.name == name && $0.gradientOf == nil }?.inputs ?? []
        names += inputs.filter { $0.kind == .real }.map { "d" + $0.name }
      } else {
        names += function.outputs.map(\.name)
      }
    }
    return names
  }

  /// Whether some sizes within the ranges satisfy every constraint, as far as a few thousand attempts tell.
  var canBeSatisfied: Bool {
    let parsed = constraints.compactMap { try? Constraint(parsing: $0) }
    var sizes = dimensions.map(\.values.lowerBound)
    for _ in 0..<5000 {
      let named = Dictionary(zip(dimensions.map(\.name), sizes), uniquingKeysWith: { first, _ in first })
      if parsed.allSatisfy({ $0.holds(for: named) }) { return true }
      guard let next = dimensions.indices.first(where: { sizes[$0] < dimensions[$0].values.upperBound })
      else {
        return false
      }
      sizes[next] += 1
      for index in 0..<next { sizes[index] = dimensions[index].values.lowerBound }
    }
    return true
  }
}
