import Curriculum

/// Names the mistakes that explain a wrong submission: those whose answers it gives, and no other.
struct Diagnostician {
  let exercise: Exercise
  let reference: Answers
  let known: [MistakeBank.Known]

  /// A submission that answers as a known mistake everywhere has made that mistake. Otherwise a mistake is named
  /// where the submission agrees with it in every tensor that the mistake changes: two that change different
  /// tensors are both found.
  func diagnose(_ submission: Answers) throws(GradingProblem) -> [Exercise.Mistake] {
    let same = Comparison.Tolerance.sameMistake
    let units = Unit.units(of: exercise)
    let wrong = try keys(of: submission, differingFrom: reference)
    var partial: [(mistake: Exercise.Mistake, explains: Set<Answers.Key>)] = []
    for candidate in known {
      let distances = try submission.distances(to: candidate.answers, exercise)
      let agrees = Set(distances.filter { $0.value <= same }.keys)
      if agrees.count == distances.count { return [candidate.mistake] }
      let changed = try keys(of: candidate.answers, differingFrom: reference)
      guard !changed.isEmpty else { continue }
      // A wrong forward speaks for itself, whatever was made of the backward.
      let forwards = changed.filter { !$0.isBackward && units[$0.unit].backward != nil }
      let decisive = forwards.isEmpty ? changed : forwards
      if decisive.isSubset(of: agrees) { partial.append((candidate.mistake, decisive.intersection(wrong))) }
    }
    // Two mistakes that explain the same tensors cannot both be named by them: the doubt is left to the learner.
    return partial.filter { one in
      !partial.contains { other in
        other.mistake.id != one.mistake.id && other.explains.isSuperset(of: one.explains)
      }
    }.map(\.mistake)
  }

  private func keys(of answers: Answers, differingFrom other: Answers) throws(GradingProblem) -> Set<
    Answers.Key
  > {
    let distances = try answers.distances(to: other, exercise)
    return Set(distances.filter { !($0.value <= Comparison.Tolerance.gradient) }.keys)
  }
}
