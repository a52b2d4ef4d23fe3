extension Question.Numeric {
  /// Values for all parameters, drawn evenly; drawn again (a few times) where the answer has no value for them.
  package func draw(using generator: inout some RandomNumberGenerator) -> [String: Double] {
    var values: [String: Double] = [:]
    for _ in 0..<32 {
      for parameter in parameters { values[parameter.name] = parameter.draw(using: &generator) }
      if (try? answer.evaluate(values)) != nil { break }
    }
    return values
  }

  /// The prompt with each `{D}` replaced whose name is given. Braces of TeX stay: those after `_`, `^`, `\`, a
  /// command or another brace, as in `x_{t}` and `\frac{D}{H}`.
  package func prompt(_ prompt: String, with values: [String: Double]) -> String {
    var result = ""
    var rest = Substring(prompt)
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      let inside = rest[rest.index(after: open)...]
      let name = inside.prefix { $0 != "}" && $0 != "{" }
      if !endsInTeX(result), name.endIndex < inside.endIndex, inside[name.endIndex] == "}",
        let value = values[String(name)]
      {
        result += Self.format(value)
        rest = inside[inside.index(after: name.endIndex)...]
      } else {
        result += "{"
        rest = inside
      }
    }
    return result + rest
  }

  private func endsInTeX(_ text: String) -> Bool {
    let command = text.reversed().prefix { $0.isLetter && $0.isASCII }
    guard let before = text.dropLast(command.count).last else { return false }
    return before == "\\" || (command.isEmpty && (before == "_" || before == "^" || before == "}"))
  }

  /// Whole numbers without decimals.
  package static func format(_ value: Double) -> String {
    if let whole = Int(exactly: value) { return String(whole) }
    return value.description
  }

  /// The values at which a mistake is likeliest to show: every combination of the ends of the ranges, as far as
  /// they are few, and each parameter's own values beside the others' first.
  package var samples: [[String: Double]] {
    var combinations: [[String: Double]] = [[:]]
    for parameter in parameters {
      let ends = parameter.ends
      combinations = combinations.flatMap { known in
        (combinations.count * ends.count <= 16 ? ends : [ends[0]]).map { end in
          known.merging([parameter.name: end]) { _, new in new }
        }
      }
    }
    guard let first = combinations.first else { return [] }
    for parameter in parameters {
      for value in parameter.inner {
        combinations.append(first.merging([parameter.name: value]) { _, new in new })
      }
    }
    return combinations
  }
}

extension Question.Parameter {
  fileprivate func draw(using generator: inout some RandomNumberGenerator) -> Double {
    switch values {
    case .range(let range): Double(Int.random(in: range, using: &generator))
    case .list(let list): list.randomElement(using: &generator) ?? 0
    }
  }

  fileprivate var ends: [Double] {
    switch values {
    case .range(let range):
      range.lowerBound == range.upperBound
        ? [Double(range.lowerBound)] : [Double(range.lowerBound), Double(range.upperBound)]
    case .list(let list): list.isEmpty ? [0] : list
    }
  }

  /// Values where formulas like to break although the ends are fine.
  fileprivate var inner: [Double] {
    switch values {
    case .range(let range): [-1, 0, 1].filter { range.contains($0) }.map(Double.init)
    case .list(let list): Array(list.dropFirst().prefix(64))
    }
  }
}
