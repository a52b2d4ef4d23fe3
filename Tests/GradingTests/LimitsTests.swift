import Curriculum
import Glibc
import Testing

@testable import Grading

@Suite("Limits", .enabled(if: Fixture.hasNumPy, "needs python3 with NumPy"), .serialized)
struct LimitsTests {
  private let quick: Limits = {
    var limits = Limits.standard
    limits.wallSeconds = 2
    limits.memoryBytes = 1 << 30
    limits.outputBytes = 1 << 16
    return limits
  }()

  private func grade(_ first: String) -> GradingReport {
    Fixture.grade(
      Fixture.python.replacing("    h = np.tanh(", with: "    \(first)\n    h = np.tanh("), limits: quick)
  }

  @Test("An endless loop is stopped at the time limit") func endless() {
    let report = grade("while True: pass")
    #expect(report.verdict == .stopped)
    #expect(report.problem == "the program was stopped after 2 seconds in rnn_step_forward: the time limit")
    #expect(report.resources.wallSeconds < 4)
  }

  @Test("Endless sleep is stopped at the time limit") func sleep() {
    #expect(grade("import time; time.sleep(1000)").problem?.hasSuffix("the time limit") == true)
  }

  @Test("Processor time is limited too, by a signal that cannot be ignored") func processor() {
    var limits = quick
    limits.wallSeconds = 20
    limits.cpuSeconds = 1
    let report = Fixture.grade(
      "import signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\n"
        + Fixture.python.replacing("    h = np", with: "    while True: pass\n    h = np"), limits: limits)
    #expect(report.problem == "the program was stopped after 1 seconds in rnn_step_forward: the time limit")
  }

  @Test("A memory hog is stopped at the memory limit") func memory() {
    let report = grade("hog = np.ones(1 << 30)")
    #expect(report.verdict == .stopped)
    #expect(
      report.problem
        == "the program was stopped in rnn_step_forward: it needs more than the 1024 MB it may use")
  }

  @Test("A flood of output is stopped") func flood() {
    let report = grade("while True: print('x' * 1000)")
    #expect(report.problem == "the program was stopped in rnn_step_forward: it wrote more than 64 KB")
    #expect(report.output.utf8.count == 64 << 10)
  }

  @Test("Ending in the middle is no pass", arguments: [0, 3]) func ends(code: Int) {
    let report = grade("import os; os._exit(\(code))")
    #expect(report.verdict == .stopped)
    #expect(
      report.problem
        == "the program ended by itself in rnn_step_forward, with exit code \(code), before it had answered")
  }

  @Test("sys.exit is an error of the function") func systemExit() {
    let report = grade("import sys; sys.exit(0)")
    #expect(report.verdict == .failed)
    #expect(report.message("rnn_step_forward: runs")?.hasPrefix("SystemExit: 0 at rnn-step.py:4") == true)
  }

  @Test("A crash names the function and the signal") func crash() {
    let report = grade("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    #expect(report.verdict == .stopped)
    #expect(report.problem?.hasPrefix("the program crashed in rnn_step_forward") == true)
  }

  @Test(
    "Half a reply, an absurd length and bytes that are no reply are told apart",
    arguments: [
      ("os.write(4, b'\\x40' + bytes(7) + b'half'); os._exit(0)", "ended by itself"),
      ("os.write(4, b'\\xff' * 8); time.sleep(9)", "a reply claims to be 18446744073709551615 bytes long"),
      (
        "os.write(4, b'\\x10' + bytes(7) + b'\\xff' * 16); time.sleep(9)", "not in the format of the protocol"
      ),
    ])
  func forged(code: String, expected: String) {
    let report = grade("import os, time; \(code)")
    #expect(report.verdict == .stopped)
    #expect(report.problem?.contains(expected) == true)
  }

  @Test("Children of a submission end with it") func children() throws {
    // The child prints before its parent leaves it behind.
    let report = grade(
      "import os, time; pid = os.fork(); "
        + "(print(os.getpid(), flush=True), time.sleep(1000)) if pid == 0 else (time.sleep(0.5), os._exit(0))"
    )
    #expect(report.verdict == .stopped)
    let pid = try #require(report.output.split(separator: "\n").first.flatMap { pid_t($0) })
    // Killed, it may take its time to be gone; reaping it is init's part.
    for _ in 0..<100 where !isGone(pid) { usleep(10_000) }
    #expect(isGone(pid))
  }

  @Test(
    "A daemon of a submission, in a session of its own, ends with it", arguments: ["pass", "os._exit(0)"])
  func daemon(ending: String) {
    let daemon = """
      import os, sys, time
      if os.fork() == 0:
          os.setsid()
          if os.fork() == 0:
              print(os.getpid(), flush=True)
              os.execv(sys.executable, [sys.executable, "-c", "import time; time.sleep(1000)"])
          os._exit(0)
      time.sleep(0.5)
      \(ending)

      """
    let report = Fixture.grade(daemon + Fixture.python, limits: quick)
    #expect(report.verdict == (ending == "pass" ? .passed : .stopped))
    let pids = report.output.split(separator: "\n").compactMap { pid_t($0) }
    #expect(!pids.isEmpty)
    for pid in pids {
      for _ in 0..<100 where !isGone(pid) { usleep(10_000) }
      #expect(isGone(pid))
    }
  }

  @Test("Folders of processes that were killed are removed, others' are not") func staleScratch() throws {
    let base = try Storage.makeScratch()
    defer { Storage.remove(base) }
    // Above the largest that Linux gives.
    let dead = (1 << 22) + 1
    let names = [
      "unroll-\(dead)-abcdef", "unroll-\(getpid())-abcdef", "unroll-1-abcdef", "unroll-abcdef",
      "unroll-\(dead)-x", "other-\(dead)-abcdef",
    ]
    for name in names { try Storage.makeFolder("\(base)/\(name)/inside") }
    try Storage.write([], to: "\(base)/unroll-\(dead)-myfile")
    Storage.removeStaleScratch(in: base)
    #expect(
      Storage.names(in: base) == (names.dropFirst() + ["unroll-\(dead)-myfile"]).sorted())
    #expect(base.contains("/unroll-\(getpid())-"))
  }

  @Test("The cache forgets what is old, and the oldest of what is too much, once a day") func pruning() throws
  {
    let cache = try Storage.makeScratch()
    defer { Storage.remove(cache) }
    let now = time(nil)
    func make(_ name: String, daysAgo: Int) throws {
      let path = "\(cache)/\(name)"
      try Storage.makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
      try Storage.write([UInt8](repeating: 0, count: 100), to: path)
      let then = timespec(tv_sec: now - daysAgo * 86_400, tv_nsec: 0)
      utimensat(AT_FDCWD, path, [then, then], 0)
    }
    for days in [0, 1, 2, 29, 31, 400] {
      try make("builds/\(days).so", daysAgo: days)
      try make("answers/\(days)", daysAgo: days)
    }
    try make("kit-old", daysAgo: 31)
    try make("kit-new", daysAgo: 3)
    try make("python-note", daysAgo: 99)
    CachePruning.markUsed("\(cache)/builds/29.so")
    CachePruning(cache: cache, now: now).runIfDue()
    #expect(Storage.names(in: cache) == ["answers", "builds", "kit-new", "pruned", "python-note"])
    #expect(Storage.names(in: "\(cache)/answers") == ["0", "1", "2", "29"])
    #expect(Storage.names(in: "\(cache)/builds") == ["0.so", "1.so", "2.so", "29.so"])

    CachePruning(cache: cache, now: now + 3_600, mostBytes: 0).runIfDue()
    #expect(Storage.names(in: "\(cache)/builds").count == 4, "not again within a day")
    CachePruning(cache: cache, now: now + 90_000, mostBytes: 350).runIfDue()
    #expect(Storage.names(in: "\(cache)/answers") == ["0"])
    #expect(Storage.names(in: "\(cache)/builds") == ["0.so", "29.so"])
  }

  @Test("No zombie and no scratch folder is left") func leftovers() throws {
    let before = Set(Storage.names(in: "/tmp").filter { $0.hasPrefix("unroll-") })
    var status: Int32 = 0
    _ = grade("os._exit(0)")
    let after = Set(Storage.names(in: "/tmp").filter { $0.hasPrefix("unroll-") })
    // Other suites run meanwhile: what they make goes away as well.
    #expect(after.subtracting(before).count <= 4)
    #expect(waitpid(-1, &status, WNOHANG) <= 0)
  }

  @Test("A program that cannot be started is the machine's fault") func missingProgram() {
    let launch = Launch(
      executable: "/nowhere/at/all", arguments: [], environment: [:], directory: "/", speaksProtocol: false)
    #expect(throws: LaunchFailure(program: "/nowhere/at/all", code: ENOENT)) {
      _ = try ChildProcess(launch, limits: .standard)
    }
  }

  @Test("A submission inherits no descriptor and no environment") func inheritance() {
    let secret = open("/etc/passwd", O_RDONLY)
    defer { close(secret) }
    setenv("UNROLL_TEST_SECRET", "1", 1)
    let report = grade(
      "import os; print(sorted(int(f) for f in os.listdir('/proc/self/fd'))[:6], os.environ.get('UNROLL_TEST_SECRET'))"
    )
    // 5 is the listing itself.
    #expect(report.output.hasPrefix("[0, 1, 2, 3, 4, 5] None\n"))
  }

  private func isGone(_ pid: pid_t) -> Bool { kill(pid, 0) != 0 || isZombie(pid) }

  private func isZombie(_ pid: pid_t) -> Bool { Storage.text("/proc/\(pid)/stat")?.contains(") Z ") == true }
}
