import Glibc

/// Standard output and standard error, whole writes only.
enum Output {
  static func standardOutput(_ text: String, terminator: String = "\n") {
    emit(text + terminator, to: STDOUT_FILENO)
  }
  static func standardError(_ text: String) { emit(text + "\n", to: STDERR_FILENO) }

  /// A reader that has gone away ends the program quietly, as `head` expects.
  static func emit(_ text: String, to descriptor: Int32) {
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
          if errno == EPIPE { exit(0) }
          return
        }
        offset += written
      }
    }
  }
}

/// The environment's variables, without Foundation.
enum Environment {
  static subscript(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
