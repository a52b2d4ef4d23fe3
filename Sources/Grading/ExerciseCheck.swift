import Curriculum

/// Proves an exercise before a learner meets it: solutions pass, starters fail for the declared reason, every
/// declared mistake fails and is recognised as itself and as nothing else, and the probes can tell them all apart.
package struct ExerciseCheck: Sendable {
  package var grader: Grader

  package init(grader: Grader) { self.grader = grader }

  /// Everything that is wrong with the exercise; empty when it is proven. `known` is what reading it found: where
  /// that has an error, the programs would only say it again, and are not run.
  package func diagnostics(
    for exercise: Exercise, seed: UInt64, known: [Diagnostic] = []
  ) -> [Diagnostic] {
    let isMisread = known.contains {
      $0.severity == .error && ($0.path == exercise.path || $0.path.hasPrefix(exercise.path + "/"))
    }
    if isMisread { return [] }
    let page = ExercisePage(of: exercise)
    if exercise.functions.isEmpty {
      return [
        page.error(
          at: "functions", "exercise-without-functions", "the exercise declares no function to grade")
      ]
    }
    let problems = declarationProblems(exercise, page)
    if !problems.isEmpty { return problems }

    var found: [Diagnostic] = []
    for language in Exercise.Language.allCases { found += check(language, exercise, page, seed) }
    // What the machine lacks, or a declaration that neither solution fits, is said once.
    var seen: Set<String> = []
    return found.filter { !["grader", "shape"].contains($0.code) || seen.insert($0.message).inserted }
  }

  private func check(
    _ language: Exercise.Language, _ exercise: Exercise, _ page: ExercisePage, _ seed: UInt64
  ) -> [Diagnostic] {
    let solution = exercise.solutions[language]
    let starter = exercise.starters[language]
    if solution == nil, starter == nil {
      return [
        diagnostic(
          page.path, "language-missing", "there is neither solution nor starter in \(language.rawValue)",
          .warning)
      ]
    }
    var found: [Diagnostic] = []
    if let solution {
      if exercise.reference == .solution, let problem = referenceProblem(solution, language, exercise, page) {
        return [problem]
      }
      found += checkSolution(solution, language, exercise, seed)
      // Nothing can be held against a reference that is wrong.
      if exercise.reference == .solution, !found.isEmpty { return found }
    }
    if let starter { found += checkStarter(starter, language, exercise, seed) }
    var mistakes: [Exercise.Mistake] = []
    for mistake in exercise.mistakes {
      guard let file = mistake.files[language] else { continue }
      let problems = checkMistake(mistake, file, language, exercise, seed)
      if problems.isEmpty { mistakes.append(mistake) }
      found += problems
    }
    do throws(GradingProblem) {
      found += try checkSeparation(of: mistakes, exercise, language)
    } catch {
      found.append(diagnostic(page.path, "grader", error.description))
    }
    return found
  }

  /// Why a solution cannot be what others are held against: it does not load, is stopped, or has other shapes than
  /// declared. Asked first and once, since every grading would run into the same.
  private func referenceProblem(
    _ file: Exercise.SourceFile, _ language: Exercise.Language, _ exercise: Exercise, _ page: ExercisePage
  ) -> Diagnostic? {
    do throws(GradingProblem) {
      let oracles = try grader.makeOracles(exercise, preferring: language)
      for (unit, oracle) in zip(Unit.units(of: exercise), oracles.byUnit) {
        _ = try oracle.expected(unit, try Answers.probes(unit, of: exercise))
      }
      return nil
    } catch {
      switch error {
      case .solutionFails(let reason):
        return diagnostic(
          file.path, line: line(in: reason, "solution.\(language.fileExtension)", file), "solution-fails",
          "the solution must pass, and is the reference: \(reason)")
      case .shapeDiffers: return page.error(at: "functions", "shape", error.description)
      default: return diagnostic(file.path, "grader", error.description)
      }
    }
  }

  private func grade(
    _ file: Exercise.SourceFile, _ language: Exercise.Language, _ exercise: Exercise, _ seed: UInt64
  ) -> GradingReport {
    let submission = Submission(text: file.text, fileName: fileName(file, language), language: language)
    return grader.grade(submission, of: exercise, seed: seed)
  }

  private func checkSolution(
    _ file: Exercise.SourceFile, _ language: Exercise.Language, _ exercise: Exercise, _ seed: UInt64
  ) -> [Diagnostic] {
    let report = grade(file, language, exercise, seed)
    if report.verdict == .passed { return [] }
    if let problem = machineProblem(report, file) { return [problem] }
    if exercise.reference == .solution,
      report.questions.contains(where: { $0.backwardIsDerivative == false }),
      let check = report.checks.first(where: { $0.place?.numeric != nil })
    {
      return [
        diagnostic(
          file.path, "solution-fails",
          "the solution's backward is not the derivative of its own forward: \(check.tensor ?? check.name) "
            + (check.message ?? ""))
      ]
    }
    let failure = firstFailure(report)
    return [
      diagnostic(
        file.path, line: line(in: failure, fileName(file, language), file), "solution-fails",
        "the solution must pass; \(failure)")
    ]
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
    of mistakes: [Exercise.Mistake], _ exercise: Exercise, _ language: Exercise.Language
  ) throws(GradingProblem) -> [Diagnostic] {
    let bank = MistakeBank(exercise: exercise, workshop: grader.workshop, limits: grader.limits)
    var programs: [(name: String, path: String, answers: Answers)] = []
    for mistake in mistakes {
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

  /// As it stands in messages: the file's own name, where it is a file of its own.
  private func fileName(_ file: Exercise.SourceFile, _ language: Exercise.Language) -> String {
    let name = file.path.split(separator: "/").last.map(String.init) ?? ""
    let suffix = ".\(language.fileExtension)"
    return name.hasSuffix(suffix) ? name : "submission\(suffix)"
  }

  /// The line of a file that a message names; 1 for a fence of a page, whose lines count from elsewhere.
  private func line(in message: String, _ name: String, _ file: Exercise.SourceFile) -> Int {
    guard !file.path.hasSuffix(".md"), let range = message.firstRange(of: "\(name):") else { return 1 }
    return Int(message[range.upperBound...].prefix(while: \.isNumber)) ?? 1
  }

  private func diagnostic(
    _ path: String, line: Int = 1, _ code: String, _ message: String,
    _ severity: Diagnostic.Severity = .error
  ) -> Diagnostic {
    Diagnostic(
      path: path, position: .init(line: line, column: 1), severity: severity, code: code, message: message)
  }
}
