import CSpawn

/// For whoever handles Ctrl-C. Children live in sessions of their own, so the terminal's signal does not reach
/// them: the command's handler must end them.
package enum Interruption {
  /// Kills every running child with its process group. Safe inside a signal handler: it touches only a table of
  /// atomics and calls `kill`. A grader waiting for that child sees it end and returns.
  package static func killChildren() { cspawn_kill_all() }
}
