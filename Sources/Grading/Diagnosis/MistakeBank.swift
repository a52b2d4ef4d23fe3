import Curriculum
import ExerciseKit

/// The known mistakes of an exercise, by what they answer to the fixed probes. Each file is run once; its answers
/// are kept in the cache under the hash of everything that they depend on.
struct MistakeBank {
  let exercise: Exercise
  let workshop: Workshop
  let limits: Limits

  struct Known {
    var mistake: Exercise.Mistake
    var answers: Answers
  }

  /// Nil for a mistake that does not run to its end.
  func known(preferring language: Exercise.Language) throws(GradingProblem) -> [Known] {
    var known: [Known] = []
    for mistake in exercise.mistakes {
      let languages = [language] + Exercise.Language.allCases.filter { $0 != language }
      for language in languages {
        guard let file = mistake.files[language] else { continue }
        let answers: Answers?
        do throws(GradingProblem) {
          answers = try self.answers(file, language)
        } catch {
          // What runs only in a language that this machine lacks cannot be recognised here.
          if language == languages[0] { throw error }
          continue
        }
        if let answers { known.append(Known(mistake: mistake, answers: answers)) }
        break
      }
    }
    return known
  }

  func answers(_ file: Exercise.SourceFile, _ language: Exercise.Language) throws(GradingProblem) -> Answers?
  {
    let submission = Submission(
      text: file.text, fileName: "mistake.\(language.fileExtension)", language: language)
    let note = "\(workshop.cache)/answers/\(try key(submission))"
    if let bytes = Storage.bytes(note), let answers = decode(bytes) {
      CachePruning.markUsed(note)
      return answers
    }

    guard
      case .ready(let launch, let scratch) = try Program.prepare(
        submission, for: exercise, workshop: workshop)
    else { return nil }
    defer { Storage.remove(scratch) }
    let session = LearnerSession(launch, limits: limits)
    let answers = try Answers.collect(exercise, session)
    let isOver = session.isOver
    session.end()
    if let failure = session.launchFailure { throw .cannotLaunch(failure) }
    if isOver { return nil }
    // Without a cache the program is run again next time.
    try? Storage.makeFolder("\(workshop.cache)/answers")
    try? Storage.write(encode(answers), to: note)
    return answers
  }

  private func key(_ submission: Submission) throws(GradingProblem) -> String {
    // The program's own text, what runs it, and the declaration; not the page around it, nor the other files.
    let runs = submission.language == .swift ? try Kit.prepare(workshop).key : PythonHarness.source
    let declaration =
      exercise.functions.map { "\($0)" } + exercise.dimensions.map { "\($0)" } + exercise.constraints
    return ContentHash.name(
      of: declaration + [submission.text, submission.language.rawValue, runs])
  }

  private func encode(_ answers: Answers) -> [UInt8] {
    answers.runs.joined().flatMap { run in
      ([run.forward] + (run.backward.map { [$0] } ?? [])).flatMap { $0.reply.message() }
    }
  }

  /// Nil for anything that is not what `encode` wrote: the cache is never trusted blindly.
  private func decode(_ bytes: [UInt8]) -> Answers? {
    var position = 0
    func next() -> LearnerSession.Outcome? {
      guard bytes.count - position >= 8 else { return nil }
      let length = bytes[position..<position + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      guard length <= UInt64(bytes.count - position - 8) else { return nil }
      let body = bytes[(position + 8)..<(position + 8 + Int(length))]
      position += 8 + Int(length)
      return Wire.Reply(body: Array(body)).flatMap(LearnerSession.Outcome.init)
    }
    var runs: [[Run]] = []
    for unit in Unit.units(of: exercise) {
      guard let probes = try? Answers.probes(unit, of: exercise) else { return nil }
      var ofUnit: [Run] = []
      for _ in probes {
        guard let forward = next() else { return nil }
        var run = Run(forward: forward, backward: nil)
        if unit.backward != nil {
          guard let backward = next() else { return nil }
          run.backward = backward
        }
        ofUnit.append(run)
      }
      runs.append(ofUnit)
    }
    return position == bytes.count ? Answers(runs: runs) : nil
  }
}

extension LearnerSession.Outcome {
  fileprivate var reply: Wire.Reply {
    switch self {
    case .results(let values, let changed): .results(values, changedArguments: changed)
    case .notImplemented: .notImplemented("")
    case .raised(let message, let place): .raised(message, place: place)
    case .missing, .unanswered: .missing("")
    }
  }

  fileprivate init?(_ reply: Wire.Reply) {
    switch reply {
    case .results(let values, let changed): self = .results(values, changedArguments: changed)
    case .notImplemented: self = .notImplemented
    case .raised(let message, let place): self = .raised(message, place: place)
    case .missing: self = .missing
    case .notLoaded: return nil
    }
  }
}
