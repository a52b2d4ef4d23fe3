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
