import Curriculum

/// What a learner hands in: one source file.
package struct Submission: Sendable, Hashable {
  package var text: String
  /// As it stands in messages, without folders: `rnn-step.py`.
  package var fileName: String
  package var language: Exercise.Language

  package init(text: String, fileName: String, language: Exercise.Language) {
    self.text = text
    self.fileName = fileName
    self.language = language
  }
}

/// Grades submissions. Synchronous: the thread that calls owns the child processes (they die with it).
package struct Grader: Sendable {
  package var workshop: Workshop
  package var limits: Limits

  package init(workshop: Workshop, limits: Limits = .standard) {
    self.workshop = workshop
    self.limits = limits
  }

  /// The verdict on a submission; `full` differentiates element by element. Never throws: what is wrong with
  /// the tool or the machine is the verdict `error`.
  package func grade(
    _ submission: Submission, of exercise: Exercise, seed: UInt64, full: Bool = false
  ) -> GradingReport {
    GradingReport(
      exercise: exercise.id, language: submission.language, verdict: .error, score: 0, maxScore: 0,
      seed: seed,
      confinement: .limitsOnly, checks: [], diagnosis: [], smallestCase: nil, timeMap: nil,
      resources: .init(), output: "", problem: "the grader is not connected yet")
  }
}
