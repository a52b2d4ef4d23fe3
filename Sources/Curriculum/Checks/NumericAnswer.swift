extension Question.Numeric {
  /// What is wrong with a numeric answer.
  struct Problem: Hashable {
    var message: String
    /// The name it is about, if it stands in the answer.
    var name: String?
    /// Whether the question can't be asked like that.
    var isFatal: Bool
    var isAboutGiven = false

    /// What nobody sees is worth a warning; what has no value is wrong.
    var isError: Bool { !isAboutGiven }
  }

  /// The first problem: a name without values, values for which there is no answer, a parameter nobody sees.
  func problem(prompt: String) -> Problem? {
    let given = parameters.map(\.name)
    for name in answer.names where !given.contains(name) {
      let hint =
        given.isEmpty ? "Add a line `Given: \(name) in 1...10`." : Suggestion.hint(for: name, among: given)
      return Problem(message: "No `Given:` line gives `\(name)` a value. \(hint)", name: name, isFatal: true)
    }
    for sample in samples {
      let value = try? answer.evaluate { name in given.firstIndex(of: name).map { sample[$0] } }
      if value == nil {
        return problem(for: Dictionary(zip(given, sample), uniquingKeysWith: { first, _ in first }))
      }
    }
    for name in given {
      let isShown = self.prompt(prompt, with: [name: 0]) != prompt
      if !isShown {
        return Problem(
          message: answer.names.contains(name)
            ? "The heading never shows `{\(name)}`, which the answer depends on: nobody can know its value."
            : "Neither the heading nor the answer uses `\(name)`: leave it out, or write `{\(name)}` in the heading.",
          name: nil, isFatal: false, isAboutGiven: true)
      }
    }
    return nil
  }
}
