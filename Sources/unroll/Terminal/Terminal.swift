import Glibc

/// The terminal a person sits at: its size, its keys, and what is drawn on it.
struct Terminal {
  enum Event: Sendable {
    case key(Key)
    case resize
    case timeout
    /// The terminal is gone.
    case end
  }

  struct Size: Equatable, Sendable {
    var columns: Int
    var rows: Int
  }

  private var decoder = KeyDecoder()
  private var queue: [Key] = []

  /// Whether a person is there to see screens and press keys.
  static var isInteractive: Bool {
    isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0 && Environment["TERM"] != "dumb"
  }

  /// Runs `body` in raw mode, on a screen of its own unless told otherwise; the terminal is as before afterwards, however it ends.
  static func run<Result>(
    onAlternateScreen: Bool = true, _ body: (inout Terminal) throws -> Result
  ) throws -> Result {
    guard Interruption.enterRawMode(onAlternateScreen: onAlternateScreen) else {
      throw Failure(.fault, "the terminal cannot be switched to single keys")
    }
    defer { Interruption.leaveRawMode() }
    var terminal = Terminal()
    return try body(&terminal)
  }

  /// The window's size; `COLUMNS` and 80 × 24 where the terminal doesn't tell.
  static var size: Size {
    var window = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 {
      return Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
    }
    return Size(columns: Environment["COLUMNS"].flatMap { Int($0) } ?? 80, rows: 24)
  }

  /// Waits for what happens next.
  mutating func nextEvent(timeoutMilliseconds: Int32 = -1) -> Event {
    while true {
      if !queue.isEmpty { return .key(queue.removeFirst()) }
      if Interruption.takeResize() { return .resize }
      // After an ESC the rest of a sequence comes at once, or it was the key.
      let wait = decoder.hasPending ? 30 : timeoutMilliseconds
      var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      let ready = poll(&descriptor, 1, wait)
      if ready < 0 {
        if errno == EINTR { continue }
        return .end
      }
      if ready == 0 {
        guard decoder.hasPending else { return .timeout }
        queue += decoder.keys(from: [], isFinal: true)
        continue
      }
      var bytes = [UInt8](repeating: 0, count: 4096)
      let count = read(STDIN_FILENO, &bytes, bytes.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return .end }
      queue += decoder.keys(from: Array(bytes[..<count]))
    }
  }
}

extension Terminal {
  /// Waits for one key, without another screen.
  static func waitForKey() throws {
    try run(onAlternateScreen: false) { terminal in
      while true {
        switch terminal.nextEvent() {
        case .key, .end: return
        case .resize, .timeout: break
        }
      }
    }
  }
}
