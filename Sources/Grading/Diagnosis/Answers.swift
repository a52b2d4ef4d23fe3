import Curriculum
import ExerciseKit
import Tensors

/// What a program answers to a fixed set of probes, the same for ever: by these, mistakes are told apart.
struct Answers {
  /// By unit and probe.
  var runs: [[Run]]

  /// One tensor of one function on all probes, or a whole function.
  struct Key: Hashable, Comparable {
    var unit: Int
    var isBackward: Bool
    var tensor: Int

    static func < (a: Key, b: Key) -> Bool {
      (a.unit, a.isBackward ? 1 : 0, a.tensor) < (b.unit, b.isBackward ? 1 : 0, b.tensor)
    }
  }

  static let seed: UInt64 = 0x756e_726f_6c6c

  static func probes(_ unit: Unit, of exercise: Exercise) throws(GradingProblem) -> [Probe] {
    try ProbeMaker(unit, of: exercise, seed: seed).probes().filter { !$0.extreme }
  }

  static func collect(_ exercise: Exercise, _ session: LearnerSession) throws(GradingProblem) -> Answers {
    var runs: [[Run]] = []
    for unit in Unit.units(of: exercise) {
      runs.append(Run.runs(of: unit, on: try probes(unit, of: exercise), session))
    }
    return Answers(runs: runs)
  }

  /// The reference's own.
  static func expected(_ exercise: Exercise, _ oracles: [Oracle]) throws(GradingProblem) -> Answers {
    var runs: [[Run]] = []
    for (unit, oracle) in zip(Unit.units(of: exercise), oracles) {
      runs.append(
        try oracle.expected(unit, try probes(unit, of: exercise)).map { expected in
          Run(
            forward: .results(expected.outputs.map { Wire.Value($0) }, changedArguments: []),
            backward: unit.backward.map { _ in
              .results(expected.gradients.map { Wire.Value($0) }, changedArguments: [])
            })
        })
    }
    return Answers(runs: runs)
  }

  /// How far two programs are apart, by tensor: the largest relative distance over the probes, infinite where their
  /// shapes differ or only one fails.
  func distances(to other: Answers, _ exercise: Exercise) throws(GradingProblem) -> [Key: Double] {
    var distances: [Key: Double] = [:]
    for (u, unit) in Unit.units(of: exercise).enumerated() {
      let probes = try Answers.probes(unit, of: exercise)
      for (i, probe) in probes.enumerated() {
        for (isBackward, signature) in [(false, unit.forward), (true, unit.backward)] {
          guard let signature else { continue }
          let mine = isBackward ? runs[u][i].backward : runs[u][i].forward
          let theirs = isBackward ? other.runs[u][i].backward : other.runs[u][i].forward
          for j in signature.outputs.indices {
            let key = Key(unit: u, isBackward: isBackward, tensor: j)
            distances[key] = max(distances[key] ?? 0, Answers.distance(mine, theirs, j, probe))
          }
        }
      }
    }
    return distances
  }

  private static func distance(
    _ a: LearnerSession.Outcome?, _ b: LearnerSession.Outcome?, _ j: Int, _ probe: Probe
  ) -> Double {
    guard let a, let b else { return a == nil && b == nil ? 0 : .infinity }
    guard let mine = a.tensors, let theirs = b.tensors, mine.count > j, theirs.count > j else {
      return a.kindOfFailure == b.kindOfFailure ? 0 : .infinity
    }
    guard mine[j].shape == theirs[j].shape else { return .infinity }
    // Both NaN at the same place is the same answer.
    var left: [Double] = []
    var right: [Double] = []
    for (x, y) in zip(mine[j].scalars, theirs[j].scalars) where !(x.isNaN && y.isNaN) && x != y {
      left.append(x)
      right.append(y)
    }
    if left.isEmpty { return 0 }
    let norm = theirs[j].scalars.reduce(0) { $1.isFinite ? $0 + $1 * $1 : $0 }.squareRoot()
    let floor = 0.01 * Double(theirs[j].count).squareRoot() * probe.scale
    let difference = zip(left, right).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    return difference.isFinite ? difference / max(norm, floor) : .infinity
  }
}

extension LearnerSession.Outcome {
  /// Without what depends on the program's text: the type of the error, not its line.
  fileprivate var kindOfFailure: String {
    switch self {
    case .results(let values, _): "results \(values.count)"
    case .notImplemented: "not implemented"
    case .missing: "missing"
    case .unanswered: "unanswered"
    case .raised(let message, _): "raised \(message.prefix { $0 != ":" })"
    }
  }
}
