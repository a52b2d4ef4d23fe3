import Glibc

/// A `python3` with NumPy. What stands on `PATH` may be a version manager's script that costs 50 ms at each start,
/// so the executable behind it is asked for once and remembered.
struct PythonInterpreter {
  var executable: String

  static func find(_ workshop: Workshop) throws(GradingProblem) -> PythonInterpreter {
    let candidates = Storage.executables(named: "python3", along: workshop.searchPath)
    guard let first = candidates.first else { throw .noPython }
    let note = "\(workshop.cache)/python-\(key(workshop, candidates))"
    if let known = Storage.text(note), Storage.isExecutable(known) {
      return PythonInterpreter(executable: known)
    }

    var withoutNumPy = first
    for candidate in candidates {
      let question =
        "import sys, importlib.util as u; print(sys.executable); print(u.find_spec('numpy') is not None)"
      let answer = try Tool.run(
        candidate, ["-I", "-c", question], in: "/", environment: environment(workshop))
      let lines = answer.output.split(separator: "\n").map(String.init)
      guard answer.code == 0, lines.count >= 2 else { continue }
      if lines[1] == "True" {
        // Without a cache it is asked for again next time.
        try? Storage.makeFolder(workshop.cache)
        try? Storage.write(lines[0].utf8, to: note)
        return PythonInterpreter(executable: lines[0])
      }
      withoutNumPy = lines[0]
    }
    throw .noNumPy(withoutNumPy)
  }

  /// Forgets which interpreter was found, for when NumPy has gone from it.
  static func forget(_ workshop: Workshop) {
    let candidates = Storage.executables(named: "python3", along: workshop.searchPath)
    Storage.remove("\(workshop.cache)/python-\(key(workshop, candidates))")
  }

  func launch(_ file: String, in directory: String) -> Launch {
    Launch(
      executable: executable, arguments: ["-I", "-B", "-u", "-c", PythonHarness.source, file],
      environment: [
        "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
        "HOME": directory, "TMPDIR": directory,
      ], directory: directory, speaksProtocol: true)
  }

  /// A version manager's script needs its own variables to find its versions.
  private static func environment(_ workshop: Workshop) -> [String: String] {
    var environment = ["PATH": workshop.searchPath, "LC_ALL": "C.UTF-8"]
    for name in managerVariables {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    return environment
  }

  private static let managerVariables = [
    "HOME", "PYENV_ROOT", "PYENV_VERSION", "ASDF_DIR", "ASDF_DATA_DIR", "USER",
  ]

  private static func key(_ workshop: Workshop, _ candidates: [String]) -> String {
    let variables = managerVariables.map { getenv($0).map { String(cString: $0) } ?? "" }
    return ContentHash.name(of: candidates.map(Storage.stamp) + variables)
  }
}
