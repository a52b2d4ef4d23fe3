import Foundation
import Glibc

/// A program that is started to be measured.
struct Program {
  /// Absolute.
  var executable: String
  var arguments: [String] = []
  /// On top of what this process has.
  var environment: [String: String] = [:]

  enum Failure: Error, CustomStringConvertible {
    case cannotStart(String, code: Int32)
    case endedBadly(String, Int32)

    var description: String {
      switch self {
      case .cannotStart(let program, let code): "cannot start \(program): \(String(cString: strerror(code)))"
      case .endedBadly(let program, let status) where status & 0x7F == 0:
        "exit code \(status >> 8) of \(program)"
      case .endedBadly(let program, let status): "signal \(status & 0x7F) ended \(program)"
      }
    }
  }

  /// Runs it to its end, which must be with this exit code. It reads nothing; what it writes goes to a file, errors
  /// nowhere. Gives the milliseconds from before the spawn to after the exit.
  @discardableResult
  func run(output: String = "/dev/null", expecting code: Int32 = 0) throws(Failure) -> Double {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)

    let argv = ([executable] + arguments).map { strdup($0) } + [nil]
    let inherited = ProcessInfo.processInfo.environment
    let variables = inherited.merging(environment) { _, added in added }
    let envp = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for string in argv + envp { free(string) } }

    var pid: pid_t = 0
    var status: Int32 = 0
    let start = monotonicSeconds()
    let failure = posix_spawn(&pid, executable, &actions, nil, argv, envp)
    guard failure == 0 else { throw .cannotStart(executable, code: failure) }
    while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
    let end = monotonicSeconds()
    // Bits 8 to 15 are the exit code, the lower ones the signal that ended it.
    guard status == code << 8 else {
      throw .endedBadly(([executable] + arguments).joined(separator: " "), status)
    }
    return (end - start) * 1000
  }

  /// The executable of this name on `PATH`; nil where it isn't installed. Links are kept: compilers look at the name
  /// they were called by.
  static func find(_ name: String) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return folders.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }
}
