import CSpawn
import Glibc

/// A running program, with its pipes. One thread drives it: a single `poll` writes calls, reads replies, drains
/// what is printed and watches the clock, so that no pipe can fill up and block the others.
///
/// The process is the leader of its own session and group. However this value ends, the whole group is killed and
/// the leader is waited for: no orphan of the group, no zombie. What left the group is looked for (`Strays`).
package struct ChildProcess: ~Copyable {
  private let pid: pid_t
  private let pidfd: Int32
  private var toChild: Int32
  private let fromChild: Int32
  private let printed: Int32
  private let limits: Limits
  /// The folder that only this program has for its own; nil for tools of ours.
  private let home: String?
  private let started: Double
  private var incoming: [UInt8] = []
  private var consumed = 0
  private var printedBytes = 0
  private var printedOpen = true
  private var repliesOpen: Bool
  private var ending: Ending?
  /// What the program printed so far, cut at `limits.keptOutputBytes`.
  package private(set) var output: [UInt8] = []

  /// A reply may be as long as this.
  private static let longestReply = 64 << 20

  package struct Ending: Sendable, Equatable {
    package var exitCode: Int32?
    package var signal: Int32?
    package var cpuSeconds: Double
    package var peakMemoryBytes: Int
    package var wallSeconds: Double
  }

  package init(_ launch: Launch, limits: Limits) throws(LaunchFailure) {
    ChildProcess.ignoreBrokenPipes
    var opened: [Int32] = []
    func pipe(keeping end: Int32) throws(LaunchFailure) -> (read: Int32, write: Int32) {
      var ends: [Int32] = [-1, -1]
      let failure = cspawn_pipe(&ends, end)
      opened += ends
      if failure != 0 {
        for end in opened where end >= 0 { close(end) }
        throw LaunchFailure(program: launch.executable, code: failure)
      }
      return (ends[0], ends[1])
    }
    let out = try pipe(keeping: 0)
    var calls: (read: Int32, write: Int32) = (-1, -1)
    var replies: (read: Int32, write: Int32) = (-1, -1)
    if launch.speaksProtocol {
      calls = try pipe(keeping: 1)
      replies = try pipe(keeping: 0)
    }

    var pid: pid_t = 0
    var pidfd: Int32 = -1
    let failure = launch.withPlan(
      limits: limits, descriptors: (-1, out.write, out.write, calls.read, replies.write)
    ) { plan in
      withUnsafePointer(to: plan) { cspawn_start($0, &pid, &pidfd) }
    }
    for end in [out.write, calls.read, replies.write] where end >= 0 { close(end) }
    if failure != 0 {
      for end in [out.read, calls.write, replies.read] where end >= 0 { close(end) }
      throw LaunchFailure(program: launch.executable, code: failure)
    }
    self.pid = pid
    self.pidfd = pidfd
    self.limits = limits
    home = launch.speaksProtocol ? launch.environment["HOME"] : nil
    toChild = calls.write
    fromChild = replies.read
    printed = out.read
    repliesOpen = launch.speaksProtocol
    started = monotonicSeconds()
  }

  /// A program that ends while it is written to must be an error of `write`, never the end of the grader.
  private static let ignoreBrokenPipes: Void = { signal(SIGPIPE, SIG_IGN) }()

  /// Sends messages and collects as many replies. What was answered before a stop is in `replies`.
  package mutating func exchange(
    _ messages: [[UInt8]], replies: inout [[UInt8]]
  ) throws(Stop) {
    let wanted = replies.count + messages.count
    var next = 0
    var offset = 0
    while replies.count < wanted {
      try takeReplies(into: &replies)
      if replies.count >= wanted { return }
      let events = try wait(writing: next < messages.count)
      if events.readable { try fill() }
      if events.ended {
        // What it wrote before it ended still counts; a child of its own may hold the pipe open.
        try takeReplies(into: &replies)
        if replies.count >= wanted { return }
        if !events.readable { throw reasonOfEnd(finish(kill: false)) ?? .ended(code: 0) }
      }
      if events.writable {
        while next < messages.count {
          let message = messages[next]
          let count = message.withUnsafeBytes {
            write(toChild, $0.baseAddress! + offset, message.count - offset)
          }
          if count < 0 { break }
          offset += count
          if offset < message.count { break }
          next += 1
          offset = 0
        }
      }
    }
  }

  /// Lets the program run to its end: for compilers and other programs that only print.
  package mutating func run() throws(Stop) -> Ending {
    while true {
      let events = try wait(writing: false)
      if events.ended { return finish(kill: false) }
    }
  }

  /// Ends the program (killing it unless it has ended by itself), and reports what it used.
  package mutating func finish(kill: Bool) -> Ending {
    if let ending { return ending }
    if toChild >= 0 { close(toChild) }
    toChild = -1
    let end = cspawn_finish(pid, pidfd, kill ? 1 : 0)
    if let home { Strays.kill(home: home) }
    drain()
    let ending = Ending(
      exitCode: end.exited == 1 ? end.code : nil, signal: end.exited == 1 ? nil : end.code,
      cpuSeconds: end.cpu_seconds, peakMemoryBytes: Int(end.peak_memory_bytes),
      wallSeconds: monotonicSeconds() - started)
    self.ending = ending
    return ending
  }

  deinit {
    if ending == nil {
      _ = cspawn_finish(pid, pidfd, 1)
      if let home { Strays.kill(home: home) }
    }
    for end in [toChild, fromChild, printed] where end >= 0 { close(end) }
  }

  private struct Events { var readable = false, writable = false, ended = false }

  /// Waits for something to do, reading whatever is printed meanwhile.
  private mutating func wait(writing: Bool) throws(Stop) -> Events {
    let left = limits.wallSeconds - (monotonicSeconds() - started)
    guard left > 0 else { throw .time(seconds: limits.wallSeconds) }
    var polled = [
      pollfd(fd: printedOpen ? printed : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: repliesOpen ? fromChild : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: writing ? toChild : -1, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: pidfd, events: Int16(POLLIN), revents: 0),
    ]
    let ready = poll(&polled, nfds_t(polled.count), Int32(min(left * 1000, 1e9).rounded(.up)))
    guard ready > 0 else { return Events() }
    if polled[0].revents != 0 {
      drain()
      if printedBytes > limits.outputBytes { throw .output(bytes: limits.outputBytes) }
    }
    return Events(
      readable: polled[1].revents != 0, writable: polled[2].revents & Int16(POLLOUT) != 0,
      ended: polled[3].revents != 0)
  }

  /// Reads what is there from the reply pipe. At its end only the end of the program is waited for.
  private mutating func fill() throws(Stop) {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes { read(fromChild, $0.baseAddress!, $0.count) }
      if count > 0 {
        incoming += chunk[0..<count]
        if count < chunk.count || incoming.count - consumed > ChildProcess.longestReply { return }
      } else {
        if count == 0 || (errno != EAGAIN && errno != EINTR) { repliesOpen = false }
        return
      }
    }
  }

  private mutating func takeReplies(into replies: inout [[UInt8]]) throws(Stop) {
    while incoming.count - consumed >= 8 {
      let length = incoming[consumed..<consumed + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      guard length <= UInt64(ChildProcess.longestReply) else {
        throw .garbled("a reply claims to be \(length) bytes long")
      }
      let end = consumed + 8 + Int(length)
      guard end <= incoming.count else { break }
      replies.append(Array(incoming[consumed + 8..<end]))
      consumed = end
    }
    if consumed == incoming.count {
      incoming.removeAll(keepingCapacity: true)
      consumed = 0
    }
  }

  private mutating func drain() {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while printedOpen && printedBytes <= limits.outputBytes {
      let count = chunk.withUnsafeMutableBytes { read(printed, $0.baseAddress!, $0.count) }
      if count > 0 {
        printedBytes += count
        output += chunk[0..<min(count, max(0, limits.keptOutputBytes - output.count))]
      } else {
        if count == 0 { printedOpen = false }
        return
      }
    }
  }

  /// What ended a program that nobody asked to end; nil if it ended well.
  package func reasonOfEnd(_ ending: Ending) -> Stop? {
    if ending.cpuSeconds >= Double(limits.cpuSeconds) || ending.signal == SIGXCPU {
      return .time(seconds: Double(limits.cpuSeconds))
    }
    if ending.signal == SIGXFSZ { return .output(bytes: limits.fileBytes) }
    if ending.peakMemoryBytes > limits.memoryBytes / 10 * 9 || saysOutOfMemory {
      return .memory(bytes: limits.memoryBytes)
    }
    if let signal = ending.signal { return .crashed(signal: signal) }
    return ending.exitCode == 0 ? nil : .ended(code: ending.exitCode ?? 0)
  }

  private var saysOutOfMemory: Bool {
    let text = String(decoding: output, as: UTF8.self)
    return ["Could not allocate memory", "out of memory", "MemoryError"].contains { text.contains($0) }
  }
}

func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

extension Launch {
  fileprivate func withPlan<Result>(
    limits: Limits, descriptors: (Int32, Int32, Int32, Int32, Int32), _ body: (cspawn_plan) -> Result
  ) -> Result {
    var argv: [UnsafeMutablePointer<CChar>?] = ([executable] + arguments).map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] =
      environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for string in argv + envp { free(string) } }
    return executable.withCString { path in
      directory.withCString { directory in
        argv.withUnsafeMutableBufferPointer { argv in
          envp.withUnsafeMutableBufferPointer { envp in
            body(
              cspawn_plan(
                path: path, argv: argv.baseAddress, envp: envp.baseAddress, directory: directory,
                descriptors: descriptors, cpu_seconds: Int64(limits.cpuSeconds),
                address_space: Int64(limits.memoryBytes), file_bytes: Int64(limits.fileBytes),
                processes: -1, open_files: Int64(limits.openFiles)))
          }
        }
      }
    }
  }
}
