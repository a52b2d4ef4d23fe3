import Curriculum
import ExerciseKit
import Tensors

/// Which steps' input gradients are wrong when the cotangent sits at one step alone.
///
/// Row k, column t: gradient flows from step k back to step t ≤ k. Wrong on and below the diagonal means the cell;
/// strictly below, the recurrence; nowhere, while the weights are wrong, the accumulation over time.
struct TimeMap {
  var wrong: [[Bool]]

  /// What else is wrong, while the steps' inputs may all have their right gradients.
  enum Rest {
    /// Parameters that every step shares.
    case weights
    /// Nothing but the state before the first step.
    case initialState
  }

  static func draw(
    _ unit: Unit, of exercise: Exercise, oracle: Oracle, seed: UInt64, _ session: LearnerSession
  ) throws(GradingProblem) -> TimeMap? {
    guard let backward = unit.backward, !session.isOver,
      let axis = backward.outputs.firstIndex(where: { $0.timeAxis == 0 }),
      unit.forward.outputs.contains(where: { $0.timeAxis == 0 })
    else { return nil }
    let maker = ProbeMaker(unit, of: exercise, seed: seed)
    var random = RandomStream(seed: seed, unit.forward.name, "time map")
    guard let sizes = maker.chooser.distinct(&random), let steps = sizes["T"], steps > 1 else { return nil }
    let whole = maker.probe("time map", sizes)
    let probes = (0..<steps).map { k in
      var probe = whole
      for (i, output) in unit.forward.outputs.enumerated() {
        if output.timeAxis == 0 {
          probe.cotangents[i].keepOnly(k, axis: 0)
        } else {
          probe.cotangents[i] = Tensor(zeros: probe.cotangents[i].shape)
        }
      }
      return probe
    }
    let expected = try oracle.expected(unit, probes)
    let runs = Run.runs(of: unit, on: probes, session)
    var wrong: [[Bool]] = []
    for (run, right) in zip(runs, expected) {
      guard let got = run.backward?.tensors?[safe: axis], got.shape == right.gradients[axis].shape else {
        return nil
      }
      let size = got.count / steps
      wrong.append(
        (0..<steps).map { t in
          let part = t * size..<(t + 1) * size
          return !Comparison(got.scalars[part], right.gradients[axis].scalars[part], scale: whole.scale)
            .passes(Comparison.Tolerance.gradient)
        })
    }
    return TimeMap(wrong: wrong)
  }

  /// What the pattern says, where it says anything.
  func meaning(_ rest: Rest) -> String? {
    let steps = wrong.indices
    let diagonal = steps.allSatisfy { wrong[$0][$0] }
    let noDiagonal = steps.allSatisfy { !wrong[$0][$0] }
    let below = steps.contains { k in (0..<k).contains { wrong[k][$0] } }
    let above = steps.contains { k in steps.contains { $0 > k && wrong[k][$0] } }
    if above { return "gradient reaches steps after the one it came from: time runs the wrong way" }
    let last = wrong.count - 1
    let onlyLastIsRight = !wrong[last].contains(true) && steps.dropLast().allSatisfy { wrong[$0][$0] }
    if onlyLastIsRight {
      return
        "only gradient that comes from the last step arrives: look at how the upstream of each step is added"
    }
    if diagonal { return "it is wrong at the very step that the gradient comes from: look at the cell" }
    if noDiagonal && below {
      return
        "it is right at the step that the gradient comes from and wrong before it: look at how the gradient is "
        + "carried from step to step"
    }
    guard noDiagonal && !below else { return nil }
    let right = "the gradients of the inputs are right at every step"
    switch rest {
    case .weights: return right + ": look at how the weights' gradients are summed over time"
    case .initialState:
      return right + ": look at the last stretch back, from the first step to the initial state"
    }
  }

  /// What of a unit's wrong gradients does not belong to a step. A state has the batch's axis, as the inputs have.
  static func rest(_ unit: Unit, wrong: some Sequence<Int>) -> Rest {
    let inputs = unit.differentiable.map { unit.forward.inputs[$0] }
    guard let batch = inputs.first(where: { $0.timeAxis == 0 })?.shape.dropFirst().first else {
      return .weights
    }
    let others = wrong.map { inputs[$0] }.filter { $0.timeAxis == nil }
    return !others.isEmpty && others.allSatisfy { $0.shape.first == batch } ? .initialState : .weights
  }
}

extension Array {
  fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
