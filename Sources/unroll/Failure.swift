import Curriculum
import Practice

/// An ending that is no success: what to tell a person, and the exit code of the contract.
struct Failure: Error {
  enum Code: Int32 {
    /// The submission failed, or `check` found errors.
    case failed = 1
    case usage = 2
    /// The course or a file of it is unusable.
    case unusableCourse = 3
    /// The submission was stopped at a limit, or crashed.
    case stopped = 4
    /// Inconclusive, or the tool's own fault or its environment's.
    case fault = 5
  }

  var code: Code
  /// Empty where everything has been said already.
  var message: String

  init(_ code: Code, _ message: String = "") {
    self.code = code
    self.message = message
  }

  /// What an error of another module means for the command; nil for argument-parser's.
  init?(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as CourseError: self.init(.unusableCourse, error.description)
    case let error as StoreError: self.init(.fault, error.description)
    case let error as UnknownTopic: self.init(.usage, error.description)
    default: return nil
    }
  }
}
