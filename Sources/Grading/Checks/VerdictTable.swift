/// The three questions, and what their answers mean together.
///
/// F: is the learner's forward the reference? S: is the backward the derivative of the learner's own forward?
/// R: is the backward the reference's gradient?
enum VerdictRow: Sendable, Equatable {
  case correct
  case backwardWrong
  case anotherFunction
  case forwardOffByConstant
  case backwardRightForwardWrong
  case bothWrong
  /// Cannot be: the doubt is the grader's own.
  case doubt

  /// `s` is nil where numeric differentiation could not tell.
  init(f: Bool, s: Bool?, r: Bool) {
    self =
      switch (f, s, r) {
      case (true, true, true), (true, nil, true): .correct
      case (true, false, false): .backwardWrong
      case (false, true, false): .anotherFunction
      case (false, true, true): .forwardOffByConstant
      case (false, false, true), (false, nil, true): .backwardRightForwardWrong
      case (false, false, false), (false, nil, false): .bothWrong
      case (true, true, false), (true, false, true), (true, nil, false): .doubt
      }
  }

  /// What a wrong gradient's check adds, so that one knows where to begin.
  var explanation: String? {
    switch self {
    case .correct, .backwardWrong, .forwardOffByConstant, .backwardRightForwardWrong: nil
    case .anotherFunction:
      "it is the right derivative of your own forward, which computes another function: the forward comes first"
    case .bothWrong: "your forward is wrong too: the forward comes first"
    case .doubt:
      "numeric differentiation and the reference disagree about it; the doubt is the grader's own, try another seed"
    }
  }
}
