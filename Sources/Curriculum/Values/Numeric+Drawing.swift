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
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")) {
      result += rest[..<open]
      let inside = rest[rest.utf8.index(after: open)...]
      let end = inside.utf8.firstIndex { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "{") }
      if let end, inside.utf8[end] == UInt8(ascii: "}"), !endsInTeX(result),
        let value = values[String(inside[..<end])]
      {
        result += Self.format(value)
        rest = inside[inside.utf8.index(after: end)...]
      } else {
        result += "{"
        rest = inside
      }
    }
    return result + rest
  }

  private func endsInTeX(_ text: String) -> Bool {
    let backwards = text.utf8.reversed()
    let rest = backwards.drop { $0.isUppercase || $0.isLowercase }
    guard let before = rest.first else { return false }
    if before == UInt8(ascii: "\\") { return true }
    return rest.startIndex == backwards.startIndex && "_^}".utf8.contains(before)
  }

  /// Whole numbers without decimals.
  package static func format(_ value: Double) -> String {
    if let whole = Int(exactly: value) { return String(whole) }
    return value.description
  }

  /// The values at which a mistake is likeliest to show: every combination of the ends of the ranges, as far as
  /// they are few, and each parameter's own values beside the others' first. In the order of the parameters.
  var samples: [[Double]] {
    var combinations: [[Double]] = [[]]
    for parameter in parameters {
      let ends = parameter.ends
      combinations = combinations.flatMap { known in
        (combinations.count * ends.count <= 16 ? ends : [ends[0]]).map { known + [$0] }
      }
    }
    guard let first = combinations.first else { return [] }
    for (index, parameter) in parameters.enumerated() {
      for value in parameter.inner {
        var values = first
        values[index] = value
        combinations.append(values)
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
