import Curriculum

/// Proves an exercise before a learner meets it: solutions pass, starters fail for the declared reason, and every
/// declared mistake fails and is recognised as itself and as nothing else.
package struct ExerciseCheck: Sendable {
  package var grader: Grader

  package init(grader: Grader) { self.grader = grader }

  /// Everything that is wrong with the exercise; empty when it is proven.
  package func diagnostics(for exercise: Exercise, seed: UInt64) -> [Diagnostic] { [] }
}
