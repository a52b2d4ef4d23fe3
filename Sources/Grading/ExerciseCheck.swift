import Curriculum

/// Proves an exercise before a learner meets it: solutions pass, starters fail for the declared reason, every
/// declared mistake fails and is recognised as itself and as nothing else, and the probes can tell them all apart.
package struct ExerciseCheck: Sendable {
  package var grader: Grader

  package init(grader: Grader) { self.grader = grader }

  /// Everything that is wrong with the exercise; empty when it is proven.
  package func diagnostics(for exercise: Exercise, seed: UInt64) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if exercise.functions.isEmpty {
      return [
        diagnostic(exercise.path, "exercise-without-functions", "the exercise declares no function to grade")
      ]
    }
    for language in Exercise.Language.allCases {
      if let solution = exercise.solutions[language] {
        found += checkSolution(solution, language, exercise, seed)
      } else {
        found.append(
          diagnostic(
            exercise.path, "solution-missing", "there is no solution in \(language.rawValue)", .warning))
      }
      if let starter = exercise.starters[language] {
        found += checkStarter(starter, language, exercise, seed)
      } else {
        found.append(
          diagnostic(
            exercise.path, "starter-missing", "there is no starter in \(language.rawValue)", .warning))
      }
      for mistake in exercise.mistakes {
        if let file = mistake.files[language] {
          found += checkMistake(mistake, file, language, exercise, seed)
        }
      }
    }
    for mistake in exercise.mistakes where mistake.files.isEmpty {
      found.append(
        diagnostic(exercise.path, "mistake-without-file", "the mistake `\(mistake.id)` has no program"))
    }
    do throws(GradingProblem) {
      for language in Exercise.Language.allCases { found += try checkSeparation(exercise, language) }
    } catch {
      found.append(diagnostic(exercise.path, "grader", error.description))
    }
    // What the machine lacks is said once.
    var seen: Set<String> = []
    return found.filter { $0.code != "grader" || seen.insert($0.message).inserted }
  }

  private func grade(
    _ file: Exercise.SourceFile, _ language: Exercise.Language, _ exercise: Exercise, _ seed: UInt64
  ) -> GradingReport {
    let name = file.path.split(separator: "/").last.map(String.init) ?? ""
    let suffix = ".\(language.fileExtension)"
    let submission = Submission(
      text: file.text, fileName: name.hasSuffix(suffix) ? name : "submission\(suffix)", language: language)
    return grader.grade(submission, of: exercise, seed: seed)
  }

  private func checkSolution(
    _ file: Exercise.SourceFile, _ language: Exercise.Language, _ exercise: Exercise, _ seed: UInt64
  ) -> [Diagnostic] {
    let report = grade(file, language, exercise, seed)
    if report.verdict == .passed { return [] }
    if let problem = machineProblem(report, file) { return [problem] }
    return [diagnostic(file.path, "solution-fails", "the solution must pass; \(firstFailure(report))")]
  }

  private func checkStarter(
    _ file: Exercise.SourceFile, _ language: Exercise.Language, _ exercise: Exercise, _ seed: UInt64
  ) -> [Diagnostic] {
    let report = grade(file, language, exercise, seed)
    if let problem = machineProblem(report, file) { return [problem] }
    if report.verdict == .passed { return [diagnostic(file.path, "starter-passes", "the starter must fail")] }
    let failed = report.checks.filter { $0.status == .failed }
    let reason = exercise.starterFails
    let asDeclared = failed.contains { check in
      reason == "not-implemented"
        ? check.name.hasSuffix(": implemented") : check.name == reason || check.name.hasSuffix(": \(reason)")
    }
    if asDeclared { return [] }
    return [
      diagnostic(
        file.path, "starter-fails-otherwise",
        "the starter must fail at `\(reason)`, as `starter_fails` declares; \(firstFailure(report))")
    ]
  }

  private func checkMistake(
    _ mistake: Exercise.Mistake, _ file: Exercise.SourceFile, _ language: Exercise.Language,
    _ exercise: Exercise,
    _ seed: UInt64
  ) -> [Diagnostic] {
    let report = grade(file, language, exercise, seed)
    if let problem = machineProblem(report, file) { return [problem] }
    switch report.verdict {
    case .passed:
      return [diagnostic(file.path, "mistake-passes", "the mistake `\(mistake.id)` must fail, and passes")]
    case .failed: break
    case .stopped, .inconclusive, .error:
      return [
        diagnostic(
          file.path, "mistake-undecided", "the mistake `\(mistake.id)` must fail; \(firstFailure(report))")
      ]
    }
    let named = report.diagnosis.map(\.id)
    if named == [mistake.id] { return [] }
    let what = named.isEmpty ? "is not recognised" : "is recognised as \(named.joined(separator: ", "))"
    return [diagnostic(file.path, "mistake-not-recognised", "the mistake `\(mistake.id)` \(what)")]
  }

  /// Each mistake and the reference, each pair of them: what lies closer than 1e-3 on every probe cannot be told
  /// apart with confidence.
  private func checkSeparation(
    _ exercise: Exercise, _ language: Exercise.Language
  ) throws(GradingProblem) -> [Diagnostic] {
    let bank = MistakeBank(exercise: exercise, workshop: grader.workshop, limits: grader.limits)
    var programs: [(name: String, path: String, answers: Answers)] = []
    for mistake in exercise.mistakes {
      guard let file = mistake.files[language], let answers = try bank.answers(file, language) else {
        continue
      }
      programs.append(("the mistake `\(mistake.id)`", file.path, answers))
    }
    if programs.isEmpty { return [] }
    let oracles = try grader.makeOracles(exercise, preferring: language)
    let reference = try Answers.expected(exercise, oracles.byUnit)
    var found: [Diagnostic] = []
    for (i, program) in programs.enumerated() {
      for other in [("the reference", "", reference)] + programs[..<i] {
        let distance = try program.answers.distances(to: other.2, exercise).values.max() ?? 0
        if distance < Comparison.Tolerance.separation {
          found.append(
            diagnostic(
              program.path, "probes-cannot-tell",
              "\(program.name) and \(other.0) differ by \(number(distance)) only on the probes; 0.001 is needed"
            ))
        }
      }
    }
    return found
  }

  private func machineProblem(_ report: GradingReport, _ file: Exercise.SourceFile) -> Diagnostic? {
    guard report.verdict == .error else { return nil }
    return diagnostic(file.path, "grader", report.problem ?? "the grader failed")
  }

  private func firstFailure(_ report: GradingReport) -> String {
    if let problem = report.problem { return problem }
    let check = report.checks.first { $0.status == .failed || $0.status == .inconclusive }
    return check.map { "\($0.name): \($0.message ?? $0.status.rawValue)" }
      ?? "the verdict is \(report.verdict.rawValue)"
  }

  private func diagnostic(
    _ path: String, _ code: String, _ message: String, _ severity: Diagnostic.Severity = .error
  ) -> Diagnostic {
    Diagnostic(
      path: path, position: .init(line: 1, column: 1), severity: severity, code: code, message: message)
  }
}
