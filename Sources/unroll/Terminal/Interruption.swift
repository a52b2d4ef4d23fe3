import Glibc
import Grading

/// What Ctrl-C, Ctrl-Z and a hang-up do, whatever the program is busy with: the handlers put the terminal back
/// with nothing but async-signal-safe calls and end (or stop) the process at once. Whatever was answered is in the
/// store already, and children die with their parent.
enum Interruption {
  /// The settings to go back to; set while the terminal is in raw mode.
  nonisolated(unsafe) private static var savedSettings = termios()
  nonisolated(unsafe) private static var rawSettings = termios()
  nonisolated(unsafe) private static var isRaw: sig_atomic_t = 0
  nonisolated(unsafe) private static var wasResized: sig_atomic_t = 0
  nonisolated(unsafe) private static var hasOwnScreen: sig_atomic_t = 0

  /// Alternate screen, cursor hidden; and the way back. Static, so that a handler can write them.
  static let enterSequence: StaticString = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[?2004h"
  static let leaveSequence: StaticString = "\u{1B}[?2004l\u{1B}[?25h\u{1B}[?1049l\u{1B}[0m"

  /// Called once at the start of every command.
  static func install() {
    on(SIGINT) { _ in Interruption.end(130) }
    on(SIGTERM) { _ in Interruption.end(143) }
    on(SIGHUP) { _ in Interruption.end(129) }
    // A reader that went away (`unroll stats | head -1`) is an error of the write, not the end of a review.
    signal(SIGPIPE, SIG_IGN)
  }

  /// Puts the terminal into raw mode. Ctrl-C and Ctrl-Z stay signals.
  static func enterRawMode(onAlternateScreen: Bool) -> Bool {
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return false }
    savedSettings = settings
    settings.c_lflag &= ~tcflag_t(ECHO | ICANON | IEXTEN)
    settings.c_iflag &= ~tcflag_t(IXON | ICRNL | BRKINT | INPCK | ISTRIP)
    rawSettings = settings
    guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings) == 0 else { return false }
    hasOwnScreen = onAlternateScreen ? 1 : 0
    isRaw = 1
    if hasOwnScreen != 0 { emit(enterSequence) }
    on(SIGTSTP) { _ in Interruption.suspend() }
    on(SIGWINCH) { _ in Interruption.noteResize() }
    return true
  }

  static func leaveRawMode() {
    guard isRaw != 0 else { return }
    restore()
    signal(SIGTSTP, SIG_DFL)
    signal(SIGWINCH, SIG_DFL)
  }

  /// Whether the window changed (or the program came back from Ctrl-Z) since this was last asked.
  static func takeResize() -> Bool {
    defer { wasResized = 0 }
    return wasResized != 0
  }

  private static func on(_ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    sigemptyset(&action.sa_mask)
    // No SA_RESTART: a waiting poll has to return, so that the screen is drawn anew.
    action.sa_flags = 0
    sigaction(number, &action, nil)
  }

  private static func emit(_ text: StaticString) {
    _ = write(STDOUT_FILENO, text.utf8Start, text.utf8CodeUnitCount)
  }

  private static func restore() {
    isRaw = 0
    if hasOwnScreen != 0 { emit(leaveSequence) }
    tcsetattr(STDIN_FILENO, TCSADRAIN, &savedSettings)
  }

  private static func end(_ code: Int32) -> Never {
    if isRaw != 0 { restore() }
    Grading.Interruption.killChildren()
    _exit(code)
  }

  private static func noteResize() { wasResized = 1 }

  private static func suspend() {
    let problem = errno
    restore()
    kill(getpid(), SIGSTOP)
    // Here again after `fg`.
    tcsetattr(STDIN_FILENO, TCSADRAIN, &rawSettings)
    if hasOwnScreen != 0 { emit(enterSequence) }
    isRaw = 1
    wasResized = 1
    errno = problem
  }
}
