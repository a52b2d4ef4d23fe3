import Glibc

/// The built program on a pseudo-terminal, driven as a person would: keys in, screens out.
final class PseudoTerminal {
  private let descriptor: Int32
  let process: pid_t
  private(set) var emulator: TerminalEmulator
  private(set) var raw: [UInt8] = []
  private var status: Int32?

  struct SpawnFailure: Error { var code: Int32 }

  // Linux's names that Swift's Glibc doesn't show: TIOCSPTLCK, TIOCGPTN, POSIX_SPAWN_SETSID.
  private static let unlock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430
  private static let startsSession: Int16 = 0x80

  init(
    _ arguments: [String], environment: [String: String] = [:], columns: Int = 80, rows: Int = 24,
    folder: String? = nil
  ) throws {
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var number: Int32 = 0
    var isLocked: Int32 = 0
    guard master >= 0, ioctl(master, Self.unlock, &isLocked) == 0, ioctl(master, Self.getNumber, &number) == 0
    else {
      throw SpawnFailure(code: errno)
    }
    let name = "/dev/pts/\(number)"
    var window = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &window)
    emulator = TerminalEmulator(columns: columns, rows: rows)
    descriptor = master

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // Opened by the leader of a new session, the terminal becomes the one that controls it.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The test runner blocks and ignores signals; a shell wouldn't.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes, Self.startsSession | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))

    var variables = [
      "PATH": BuiltProgram.path("PATH"), "HOME": BuiltProgram.path("HOME"), "TERM": "xterm-256color",
    ]
    variables.merge(environment) { $1 }
    var child: pid_t = 0
    let command = ["/usr/bin/env", "-C", folder ?? "/", BuiltProgram.unroll] + arguments
    let code = BuiltProgram.withCStrings(command) { argv in
      BuiltProgram.withCStrings(variables.map { "\($0)=\($1)" }.sorted()) { envp in
        posix_spawn(&child, command[0], &actions, &attributes, argv, envp)
      }
    }
    guard code == 0 else { throw SpawnFailure(code: code) }
    process = child
  }

  deinit {
    if status == nil {
      Glibc.kill(process, SIGKILL)
      var ignored: Int32 = 0
      waitpid(process, &ignored, 0)
    }
    close(descriptor)
  }

  /// Types text; `\r` is Enter.
  func type(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count <= 0 { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Whether what is typed is shown by the terminal itself, as in a shell.
  var echoes: Bool {
    var settings = termios()
    return tcgetattr(descriptor, &settings) == 0 && settings.c_lflag & tcflag_t(ECHO) != 0
  }

  /// Kills the program as a power cut would.
  func kill() {
    Glibc.kill(process, SIGKILL)
    _ = exitCode()
  }

  func resize(columns: Int, rows: Int) {
    var window = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    emulator = TerminalEmulator(columns: columns, rows: rows)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &window)
  }

  /// The screen once it shows `text`, or as it is after `seconds` without that.
  @discardableResult
  func screen(showing text: String, within seconds: Double = 15) -> String {
    let deadline = Self.now + seconds
    while !emulator.text.contains(text), Self.now < deadline, readSome(milliseconds: 50) {}
    // What is drawn in the same breath belongs to the same screen.
    while readSome(milliseconds: 30, onlyIfReady: true) {}
    return emulator.text
  }

  /// Waits for the end: the exit code, or minus the signal; nil if it is still running after `seconds`.
  func exitCode(within seconds: Double = 15) -> Int32? {
    let deadline = Self.now + seconds
    while status == nil, Self.now < deadline {
      _ = readSome(milliseconds: 20)
      var value: Int32 = 0
      if waitpid(process, &value, WNOHANG) == process { status = value }
    }
    while readSome(milliseconds: 20, onlyIfReady: true) {}
    guard let status else { return nil }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
  }

  /// False when the other side has closed the terminal (or, if so asked, when nothing came).
  private func readSome(milliseconds: Int32, onlyIfReady: Bool = false) -> Bool {
    var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&wait, 1, milliseconds) > 0 else { return !onlyIfReady }
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = read(descriptor, &buffer, buffer.count)
    guard count > 0 else {
      usleep(5000)
      return false
    }
    raw += buffer[..<count]
    emulator.take(buffer[..<count])
    return true
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
