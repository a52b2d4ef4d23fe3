/// What keeps the grader from grading: the machine's fault or the author's, never the learner's.
package enum GradingProblem: Error, Sendable, Equatable, CustomStringConvertible {
  case noSwift
  case noPython
  case noNumPy(String)
  case noKitSources
  case kitDoesNotCompile(String)
  case cannotWrite(String, String)
  case cannotLaunch(LaunchFailure)
  case unknownLayer(String)
  case layerDoesNotFit(String, String)
  case noProbe(String)
  case solutionFails(String)
  case shapeDiffers(String)
  case noSolution
  case noFunctions

  package var description: String {
    switch self {
    case .noSwift:
      "no Swift compiler: `swiftc` is not on PATH; install Swift 6 from https://www.swift.org/install"
    case .noPython:
      "no Python: `python3` is not on PATH; install it, on Debian and Ubuntu with\n"
        + "  apt-get install python3 python3-numpy"
    case .noNumPy(let python):
      "\(python) has no NumPy; install it, on Debian and Ubuntu with `apt-get install python3-numpy`"
    case .noKitSources: "the kit that Swift submissions are compiled against was not found; reinstall unroll"
    case .kitDoesNotCompile(let message): "the Swift kit does not compile:\n\(message)"
    case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
    case .cannotLaunch(let failure): failure.description
    case .unknownLayer(let name): "the exercise refers to `\(name)`, which is no layer of the reference"
    case .layerDoesNotFit(let name, let reason):
      "the exercise does not fit its reference `\(name)`: \(reason)"
    case .noProbe(let reason): "no sizes satisfy the exercise's declaration: \(reason)"
    case .solutionFails(let reason): "the exercise's own solution cannot be its reference: \(reason)"
    case .shapeDiffers(let how): "the exercise's solution and its declaration differ: \(how)"
    case .noFunctions: "the exercise declares no function to grade"
    case .noSolution: "the exercise says `reference: solution`, and has none"
    }
  }
}
