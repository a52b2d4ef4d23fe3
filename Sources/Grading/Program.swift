import Curriculum

/// A submission made ready to run, in whatever language: the seam where a new language is added.
enum Program {
  case ready(Launch, scratch: String)
  case rejected(message: String, function: String?, line: Int?)
  case stopped(Stop)

  static func prepare(
    _ submission: Submission, for exercise: Exercise, workshop: Workshop
  ) throws(GradingProblem) -> Program {
    switch submission.language {
    case .python:
      let python = try PythonInterpreter.find(workshop)
      let scratch = try Storage.makeScratch()
      let name = submission.fileName.filter { $0 != "/" && !$0.isNewline }
      let file = "\(scratch)/\(name.isEmpty ? "submission.py" : name)"
      try Storage.write(submission.text.utf8, to: file)
      return .ready(python.launch(file, in: scratch), scratch: scratch)
    case .swift:
      let kit = try Kit.prepare(workshop)
      switch try SwiftBuild.build(submission, for: exercise, kit: kit, workshop: workshop) {
      case .built(let library):
        let scratch = try Storage.makeScratch()
        return .ready(SwiftBuild.launch(library, kit: kit, in: scratch), scratch: scratch)
      case .rejected(let message, let function, let line):
        return .rejected(message: message, function: function, line: line)
      case .stopped(let stop): return .stopped(stop)
      }
    }
  }
}
