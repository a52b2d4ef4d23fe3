import Curriculum
import Glibc

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
    let started = monotonicSeconds()
    var report = GradingReport(
      exercise: exercise.id, language: submission.language, verdict: .error, score: 0, maxScore: 0,
      seed: seed,
      confinement: Confinement.limitsOnly.tier, checks: [], diagnosis: [], smallestCase: nil, timeMap: nil,
      resources: .init(), output: "", problem: nil)
    for signature in Unit.units(of: exercise).flatMap(\.signatures) {
      for tensor in signature.outputs { report.maxScore += exercise.points[tensor.name] ?? 1 }
    }
    do throws(GradingProblem) {
      try grade(submission, of: exercise, full: full, into: &report)
    } catch {
      report.verdict = .error
      report.score = 0
      report.problem = error.description
      report.checks.append(.remark(name: "grader", status: .error, message: error.description))
    }
    report.resources.wallSeconds = monotonicSeconds() - started
    CachePruning(cache: workshop.cache, now: time(nil)).runIfDue()
    return report
  }

  /// Does beforehand what the first grading in a language would wait for: compiles the kit (some seconds, once per
  /// toolchain), or finds the interpreter. Nil, or what is missing.
  package func warmUp(_ language: Exercise.Language) -> GradingProblem? {
    do throws(GradingProblem) {
      switch language {
      case .swift: _ = try Kit.prepare(workshop)
      case .python: _ = try PythonInterpreter.find(workshop)
      }
      return nil
    } catch {
      return error
    }
  }

  private func grade(
    _ submission: Submission, of exercise: Exercise, full: Bool, into report: inout GradingReport
  ) throws(GradingProblem) {
    if exercise.functions.isEmpty { throw .noFunctions }
    let oracles = try makeOracles(exercise, preferring: submission.language)
    var examinations: [Examination] = []
    for (unit, oracle) in zip(Unit.units(of: exercise), oracles.byUnit) {
      examinations.append(
        try Examination(unit, of: exercise, oracle: oracle, seed: report.seed, full: full))
      examinations[examinations.count - 1].isOwnReference = exercise.isReference(submission)
    }

    switch try Program.prepare(submission, for: exercise, workshop: workshop) {
    case .rejected(let message, let function, _):
      report.checks.append(
        .remark(
          name: function.map { "\($0): compiles" } ?? "compiles", function: function ?? "", message: message))
      report.checks += examinations.flatMap(\.skipped)
      report.verdict = .failed
    case .stopped(let stop):
      report.verdict = .stopped
      report.problem = "the compiler \(stop.description(of: "", file: submission.fileName, output: ""))"
      report.checks.append(.remark(name: "compiles", message: report.problem))
      report.checks += examinations.flatMap(\.skipped)
    case .ready(let launch, let scratch):
      defer { Storage.remove(scratch) }
      let session = LearnerSession(launch, limits: limits)
      defer { session.end() }
      for i in examinations.indices where !session.isOver { examinations[i].examine(session) }
      if let stop = session.stop, examinations.contains(where: { $0.unit.backward?.name == stop.function }) {
        // A crash takes its whole batch with it: what the forwards are worth is asked of a fresh process.
        let second = LearnerSession(launch, limits: limits)
        defer { second.end() }
        for i in examinations.indices where examinations[i].isInterrupted && !second.isOver {
          examinations[i].examineForwardOnly(second)
        }
      }
      try judge(submission, exercise, oracles, examinations, session, scratch, into: &report)
    }
  }

  /// From what was examined to a verdict, and from a failure to where and why.
  private func judge(
    _ submission: Submission, _ exercise: Exercise, _ oracles: Oracles, _ examinations: [Examination],
    _ session: LearnerSession, _ scratch: String, into report: inout GradingReport
  ) throws(GradingProblem) {
    if let failure = session.launchFailure { throw .cannotLaunch(failure) }
    if let failure = session.loadFailure {
      let place = failure.place.isEmpty ? "" : " at \(failure.place)"
      report.checks = [.remark(name: "loads", message: failure.message + place)]
      report.checks += examinations.flatMap(\.skipped)
      report.verdict = .failed
    } else {
      for examination in examinations {
        report.checks += examination.checks.isEmpty ? examination.skipped : examination.checks
        if let questions = examination.questions { report.questions.append(questions) }
      }
      let failed = report.checks.contains { $0.status == .failed }
      report.verdict =
        examinations.contains(where: \.isInDoubt) ? .inconclusive : failed ? .failed : .passed
      report.score = report.verdict == .inconclusive ? 0 : report.checks.reduce(0) { $0 + $1.points }
      if failed, session.stop == nil, !exercise.isReference(submission) {
        try explain(submission, exercise, oracles, examinations, session, into: &report)
      }
    }

    session.end()
    let printed = String(decoding: session.output, as: UTF8.self)
    report.output = Stop.withoutBacktrace(printed).replacing(scratch, with: "")
    report.resources = session.resources
    if let stop = session.stop {
      if stop.reason == .ended(code: PythonHarness.noNumPy) {
        PythonInterpreter.forget(workshop)
        throw .noNumPy("python3")
      }
      let function = submission.language == .swift ? swiftName(stop.function) : stop.function
      let problem =
        "the program \(stop.reason.description(of: function, file: submission.fileName, output: printed))"
      report.verdict = .stopped
      report.problem = problem
      report.checks.insert(.remark(name: "runs to its end", function: stop.function, message: problem), at: 0)
    }
  }

  private func explain(
    _ submission: Submission, _ exercise: Exercise, _ oracles: Oracles, _ examinations: [Examination],
    _ session: LearnerSession, into report: inout GradingReport
  ) throws(GradingProblem) {
    // A starter explains itself.
    if report.checks.contains(where: { $0.status == .failed && $0.name.hasSuffix(": implemented") }) {
      return
    }
    let bank = MistakeBank(exercise: exercise, workshop: workshop, limits: limits)
    let answers = try Answers.collect(exercise, session)
    if !session.isOver {
      let diagnostician = Diagnostician(
        exercise: exercise, reference: try Answers.expected(exercise, oracles.byUnit),
        known: try bank.known(preferring: submission.language))
      report.diagnosis = try diagnostician.diagnose(answers).map {
        GradingReport.Diagnosis(id: $0.id, message: $0.message, lesson: $0.lesson, line: nil)
      }
      if report.diagnosis.isEmpty { report.diagnosis = examinations.flatMap(\.generalDiagnosis) }
    }

    for (examination, oracle) in zip(examinations, oracles.byUnit) where !session.isOver {
      let unit = examination.unit
      if report.smallestCase == nil, examination.isWrong, examination.comparedValues {
        report.smallestCase = try SmallestCaseSearch.find(
          unit, of: exercise, oracle: oracle, seed: report.seed, session, language: submission.language)
      }
      if report.timeMap == nil, !examination.wrongGradients.isEmpty,
        let map = try TimeMap.draw(unit, of: exercise, oracle: oracle, seed: report.seed, session)
      {
        report.timeMap = map.wrong
        if examination.wrongOutputs.isEmpty,
          let meaning = map.meaning(TimeMap.rest(unit, wrong: examination.wrongGradients.keys)),
          let backward = unit.backward,
          let first = report.checks.firstIndex(where: {
            $0.function == backward.name && $0.tensor != nil && $0.status == .failed
          })
        {
          report.checks[first].message =
            report.checks[first].message.map { $0.continued(with: ". By time: ", meaning) } ?? meaning
        }
      }
    }
    // A stop here is one that the examination was spared: what it found stands.
    if let failure = session.launchFailure { throw .cannotLaunch(failure) }
  }

  /// One oracle per unit; processes of the author's solution end with this value.
  struct Oracles {
    var byUnit: [Oracle]
    private var cleanUp: CleanUp?

    init(byUnit: [Oracle], session: LearnerSession? = nil, scratch: String? = nil) {
      self.byUnit = byUnit
      cleanUp = scratch.map { CleanUp(session: session, scratch: $0) }
    }

    private final class CleanUp {
      let session: LearnerSession?
      let scratch: String

      init(session: LearnerSession?, scratch: String) {
        self.session = session
        self.scratch = scratch
      }

      deinit {
        session?.end()
        Storage.remove(scratch)
      }
    }
  }

  func makeOracles(
    _ exercise: Exercise, preferring language: Exercise.Language
  ) throws(GradingProblem) -> Oracles {
    let units = Unit.units(of: exercise)
    switch exercise.reference {
    case .layer(let name):
      var oracles: [Oracle] = []
      for unit in units { oracles.append(try Oracle.layer(named: name, for: unit)) }
      return Oracles(byUnit: oracles)
    case .solution:
      let languages = [language] + Exercise.Language.allCases.filter { $0 != language }
      guard let chosen = languages.first(where: { exercise.solutions[$0] != nil }),
        let file = exercise.solutions[chosen]
      else { throw .noSolution }
      let solution = Submission(
        text: file.text, fileName: "solution.\(chosen.fileExtension)", language: chosen)
      switch try Program.prepare(solution, for: exercise, workshop: workshop) {
      case .ready(let launch, let scratch):
        let session = LearnerSession(launch, limits: limits)
        return Oracles(
          byUnit: units.map { _ in Oracle.solution(session) }, session: session, scratch: scratch)
      case .rejected(let message, _, _): throw .solutionFails(message)
      case .stopped: throw .solutionFails("it was stopped while it was compiled")
      }
    }
  }
}

extension Exercise {
  /// Whether a submission is what the expected values come from. Compared with itself it is always right.
  fileprivate func isReference(_ submission: Submission) -> Bool {
    reference == .solution && solutions[submission.language]?.text == submission.text
  }
}

extension GradingReport.Check {
  /// A check of the whole program.
  static func remark(
    name: String, function: String = "", status: Status = .failed, message: String?
  ) -> GradingReport.Check {
    GradingReport.Check(
      name: name, function: function, tensor: nil, status: status, points: 0, maxPoints: 0, place: nil,
      relativeError: nil, message: message)
  }
}
