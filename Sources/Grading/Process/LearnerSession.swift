import ExerciseKit
import Tensors

/// A conversation with one submission: calls out, outcomes in, in order.
///
/// Calls are pipelined: all of a batch are on their way while the first is worked on, so that a call costs its own
/// time and no round trip.
package final class LearnerSession {
  package enum Outcome: Sendable, Equatable {
    case results([Wire.Value], changedArguments: [Int])
    case notImplemented
    case raised(String, place: String)
    case missing
    /// The session was stopped before this call was answered.
    case unanswered
  }

  private let launch: Launch
  private let limits: Limits
  private var child: ChildProcess?
  private var notImplemented: Set<String> = []
  private var nextCache: UInt64 = 2
  /// A Swift program ends after saying "not implemented"; a new one answers what is left.
  private var mayHaveEnded = false
  private var finishedOutput: [UInt8] = []

  /// Why it ended, and in which function.
  package private(set) var stop: (reason: Stop, function: String)?
  /// The program could not be loaded at all: the message, and the place in the learner's file.
  package private(set) var loadFailure: (message: String, place: String)?
  package private(set) var launchFailure: LaunchFailure?
  package private(set) var resources = GradingReport.Resources()

  package init(_ launch: Launch, limits: Limits) {
    self.launch = launch
    self.limits = limits
  }

  /// A number under which a forward may keep its cache.
  package func newCache() -> UInt64 {
    defer { nextCache += 1 }
    return nextCache
  }

  package var isOver: Bool { stop != nil || loadFailure != nil || launchFailure != nil }

  package var output: [UInt8] {
    let current = child?.output ?? []
    return Array((finishedOutput + current).prefix(limits.keptOutputBytes))
  }

  package func call(_ calls: [Wire.Call]) -> [Outcome] {
    var outcomes: [Outcome] = []
    while outcomes.count < calls.count, !isOver {
      let call = calls[outcomes.count]
      if notImplemented.contains(call.function) {
        outcomes.append(.notImplemented)
        continue
      }
      ask(calls[outcomes.count...].prefix { !notImplemented.contains($0.function) }, &outcomes)
    }
    return outcomes + Array(repeating: .unanswered, count: calls.count - outcomes.count)
  }

  /// Ends the program. The session can be asked no more.
  package func end() {
    guard child != nil else { return }
    close(kill: true)
  }

  deinit { end() }

  private func ask(_ calls: ArraySlice<Wire.Call>, _ outcomes: inout [Outcome]) {
    if child == nil {
      do {
        child = try ChildProcess(launch, limits: limits)
      } catch {
        launchFailure = error
        return
      }
    }
    var replies: [[UInt8]] = []
    var reason: Stop?
    do throws(Stop) {
      try child?.exchange(calls.map { $0.message() }, replies: &replies)
    } catch {
      reason = error
    }
    for (call, body) in zip(calls, replies) {
      switch Wire.Reply(body: body) {
      case .results(let values, let changed): outcomes.append(.results(values, changedArguments: changed))
      case .notImplemented:
        notImplemented.insert(call.function)
        outcomes.append(.notImplemented)
      case .raised(let message, let place):
        if message.hasPrefix("MemoryError") {
          stop(.memory(bytes: limits.memoryBytes), in: call.function)
          return
        }
        outcomes.append(.raised(message, place: place))
      case .missing: outcomes.append(.missing)
      case .notLoaded(let message, let place):
        if message.hasPrefix("MemoryError") {
          stop(.memory(bytes: limits.memoryBytes), in: call.function)
          return
        }
        loadFailure = (message, place)
        close(kill: true)
        return
      case nil:
        stop(.garbled("a reply is not in the format of the protocol"), in: call.function)
        return
      }
    }
    let saidNotImplemented = mayHaveEnded
    mayHaveEnded = replies.isEmpty ? false : outcomes.last == .notImplemented
    if let reason {
      if reason == .ended(code: 0), replies.isEmpty ? saidNotImplemented : mayHaveEnded {
        close(kill: true)
        return
      }
      let index = calls.startIndex + replies.count
      stop(reason, in: index < calls.endIndex ? calls[index].function : "")
    }
  }

  private func stop(_ reason: Stop, in function: String) {
    stop = (reason, function)
    close(kill: true)
  }

  private func close(kill: Bool) {
    guard var process = child.take() else { return }
    let ending = process.finish(kill: kill)
    finishedOutput += process.output
    resources.wallSeconds += ending.wallSeconds
    resources.cpuSeconds += ending.cpuSeconds
    resources.peakMemoryBytes = max(resources.peakMemoryBytes, ending.peakMemoryBytes)
  }
}
