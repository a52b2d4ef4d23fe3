import Curriculum

/// What grading one submission found: the document of `grade --json`, and all that a page for people needs.
///
/// Everything but `resources` is the same, byte for byte, for the same submission and seed.
package struct GradingReport: Sendable, Equatable {
  package var exercise: String
  package var language: Exercise.Language
  package var verdict: Verdict
  package var score: Double
  package var maxScore: Double
  package var seed: UInt64
  package var confinement: Confinement.Tier
  /// F, S and R for each function that has a gradient, as far as they could be asked.
  package var questions: [ThreeQuestions] = []
  package var checks: [Check]
  package var diagnosis: [Diagnosis]
  package var smallestCase: SmallestCase?
  /// For a sequence: row k is the gradient that flows back from step k alone, column t says whether the
  /// gradient of step t's input is wrong (`true` is wrong).
  package var timeMap: [[Bool]]?
  package var resources: Resources
  /// What the program printed, from its beginning, cut at a limit.
  package var output: String
  /// Set when the verdict is `stopped` or `error`, in one sentence: what stopped it, or what to install.
  package var problem: String?

  package enum Verdict: String, Sendable, Codable {
    case passed, failed, stopped, inconclusive, error

    /// Contract of the command line: 0 passed, 1 failed, 4 stopped at a limit or crashed, 5 our own doubt or fault.
    package var exitCode: Int32 {
      switch self {
      case .passed: 0
      case .failed: 1
      case .stopped: 4
      case .inconclusive, .error: 5
      }
    }
  }

  /// The three questions that are asked of a backward.
  package struct ThreeQuestions: Sendable, Equatable {
    /// The backward's name.
    package var function: String
    /// F: the forward equals the reference.
    package var forwardIsRight: Bool
    /// S: the backward is the derivative of the learner's own forward; nil where differentiation could not tell.
    package var backwardIsDerivative: Bool?
    /// R: the backward equals the reference's gradient.
    package var backwardIsRight: Bool
  }

  package struct Check: Sendable, Equatable {
    /// Such as `lstm_step_backward: dWh`, or `lstm_step_forward: inputs unchanged`.
    package var name: String
    package var function: String
    /// Nil for a check of the whole function.
    package var tensor: String?
    package var status: Status
    package var points: Double
    package var maxPoints: Double
    package var place: Place?
    package var relativeError: Double?
    package var message: String?

    package enum Status: String, Sendable, Codable {
      /// `remark` is worth saying and costs nothing; `skipped` waits for an earlier check to pass.
      case passed, failed, skipped, remark, inconclusive, error
    }
  }

  /// The worst element of a wrong tensor.
  package struct Place: Sendable, Equatable {
    package var block: String?
    package var timeStep: Int?
    package var index: [Int]
    package var got: Double
    package var expected: Double
    /// What numeric differentiation of the learner's own forward gives there.
    package var numeric: Double?
  }

  package struct Diagnosis: Sendable, Equatable {
    package var id: String
    package var message: String
    package var lesson: String?
    package var line: Int?
  }

  package struct SmallestCase: Sendable, Equatable {
    /// In the order of the declaration.
    package var dimensions: [(name: String, size: Int)]
    /// In the learner's language, ready to paste.
    package var code: String

    package static func == (a: SmallestCase, b: SmallestCase) -> Bool {
      a.code == b.code && a.dimensions.map(\.name) == b.dimensions.map(\.name)
        && a.dimensions.map(\.size) == b.dimensions.map(\.size)
    }
  }

  package struct Resources: Sendable, Equatable {
    package var wallSeconds = 0.0
    package var cpuSeconds = 0.0
    package var peakMemoryBytes = 0
  }
}
