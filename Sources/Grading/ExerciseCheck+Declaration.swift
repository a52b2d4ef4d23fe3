import Curriculum
import Reference

// What is wrong with a declaration before any program is run.
extension ExerciseCheck {
  func declarationProblems(_ exercise: Exercise, _ page: ExercisePage) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if let problem = referenceProblem(exercise, page) { found.append(problem) }
    let reason = exercise.starterFails
    if !Self.reasons(exercise).contains(where: { reason == $0 || reason.hasSuffix(": \($0)") }) {
      let possible = Self.reasons(exercise).map { "`\($0)`" }.joined(separator: ", ")
      found.append(
        page.error(
          at: "starter_fails", "starter-fails",
          "a starter does not fail at `\(reason)`; give the check at which it does, one of \(possible)"))
    }
    do throws(GradingProblem) {
      for unit in Unit.units(of: exercise) { _ = try ProbeMaker(unit, of: exercise, seed: 0).probes() }
    } catch {
      found.append(page.error(at: "dimensions", "no-sizes", error.description))
    }
    return found
  }

  private func referenceProblem(_ exercise: Exercise, _ page: ExercisePage) -> Diagnostic? {
    switch exercise.reference {
    case .solution:
      guard exercise.solutions.isEmpty else { return nil }
      return page.error(at: "reference", "reference", GradingProblem.noSolution.description)
    case .layer(let name):
      do throws(GradingProblem) {
        for unit in Unit.units(of: exercise) { _ = try Oracle.layer(named: name, for: unit) }
        return nil
      } catch {
        let layers = Catalogue.layers.keys.sorted().map { "`\($0)`" }.joined(separator: ", ")
        return page.error(
          at: "reference", "reference",
          "\(error.description); give one of the layers \(layers), or `solution`")
      }
    }
  }

  /// At what a starter may be declared to fail: the names of the checks, without the function's.
  private static func reasons(_ exercise: Exercise) -> [String] {
    var reasons = [
      "not-implemented", "compiles", "loads", "exists", "runs", "runs to its end", "results",
      "inputs unchanged",
      "same call, same result", "no state between calls", "stable at extreme inputs",
    ]
    for signature in Unit.units(of: exercise).flatMap(\.signatures) {
      for output in signature.outputs where !reasons.contains(output.name) { reasons.append(output.name) }
    }
    return reasons
  }
}
