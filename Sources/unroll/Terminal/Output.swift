import Glibc

/// Standard output and standard error, whole writes only.
enum Output {
  /// How many times something was printed below the screen.
  nonisolated(unsafe) private(set) static var linesPrinted = 0

  static func standardOutput(_ text: String, terminator: String = "\n") {
    linesPrinted += 1
    emit(text + terminator, to: STDOUT_FILENO)
  }

  static func standardError(_ text: String) { emit(text + "\n", to: STDERR_FILENO) }

  /// Set when the reader of standard output has gone away: the rest is for nobody.
  nonisolated(unsafe) private static var hasReader = true

  /// A reader that has gone away (`unroll stats | head -1`) is no failure, and changes no exit code; a disk that is
  /// full is one.
  static func emit(_ text: String, to descriptor: Int32) {
    guard descriptor != STDOUT_FILENO || hasReader else { return }
    var text = text
    text.withUTF8 { buffer in
      var offset = 0
      while offset < buffer.count {
        let written = write(descriptor, buffer.baseAddress! + offset, buffer.count - offset)
        if written < 0 {
          if errno == EINTR { continue }
          if errno == EAGAIN {
            var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            poll(&wait, 1, -1)
            continue
          }
          if descriptor == STDOUT_FILENO {
            if errno != EPIPE { fail(errno) }
            hasReader = false
          }
          return
        }
        offset += written
      }
    }
  }
}

extension Output {
  private static func fail(_ code: Int32) -> Never {
    Interruption.leaveRawMode()
    standardError("unroll: standard output: \(String(cString: strerror(code)))")
    exit(Failure.Code.fault.rawValue)
  }
}

/// The environment's variables, without Foundation.
enum Environment {
  static subscript(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
