/// A program to run: the data that becomes a process, and that a confinement rewrites.
package struct Launch: Sendable, Hashable {
  /// Absolute.
  package var executable: String
  package var arguments: [String]
  /// The whole environment: nothing is inherited.
  package var environment: [String: String]
  package var directory: String
  /// Whether descriptors 3 and 4 carry the protocol.
  package var speaksProtocol: Bool

  package init(
    executable: String, arguments: [String], environment: [String: String], directory: String,
    speaksProtocol: Bool
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.directory = directory
    self.speaksProtocol = speaksProtocol
  }
}

/// Why a process ended before its work was done.
package enum Stop: Error, Sendable, Equatable {
  case time(seconds: Double)
  case memory(bytes: Int)
  case output(bytes: Int)
  /// A signal that no limit sent.
  case crashed(signal: Int32)
  /// The program ended by itself in the middle of its work.
  case ended(code: Int32)
  /// Bytes on the reply pipe that are no reply.
  case garbled(String)
}

/// The process could not be started: the machine's fault, not the submission's.
package struct LaunchFailure: Error, Sendable, Equatable, CustomStringConvertible {
  package var program: String
  package var code: Int32

  package var description: String { "cannot start \(program): \(errorText(code))" }
}
