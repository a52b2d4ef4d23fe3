import Glibc

/// The Swift toolchain behind the `swiftc` on `PATH`, wherever it is installed.
struct Toolchain {
  /// The folder with `swiftc`, `swift-frontend` and `ld.lld`.
  var tools: String
  /// As it was found, for the fallback: a version manager's program may need to be called by its own name.
  var swiftc: String

  static func find(_ workshop: Workshop) throws(GradingProblem) -> Toolchain {
    for swiftc in Storage.executables(named: "swiftc", along: workshop.searchPath) {
      guard let real = Storage.resolved(swiftc) else { continue }
      let folder = String(real[..<(real.lastIndex(of: "/") ?? real.startIndex)])
      if Storage.isExecutable("\(folder)/swift-frontend") { return Toolchain(tools: folder, swiftc: swiftc) }
      if let behind = try behindManager(swiftc, workshop) { return behind }
    }
    throw .noSwift
  }

  var frontend: String { "\(tools)/swift-frontend" }
  var linker: String { "\(tools)/ld.lld" }
  var libraries: String { "\(tools)/../lib/swift/linux" }

  /// Changes with the toolchain's version: a module is only good for the compiler that made it.
  var stamp: String { Storage.stamp(frontend) }

  static func environment(_ workshop: Workshop) -> [String: String] {
    var environment = ["PATH": workshop.searchPath, "LC_ALL": "C.UTF-8"]
    for name in ["HOME", "SWIFTLY_HOME_DIR", "SWIFTLY_BIN_DIR", "SWIFTLY_TOOLCHAINS_DIR", "TMPDIR"] {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    return environment
  }

  /// swiftly and its like put a program of their own on `PATH`: the compiler knows where it is. Asked once.
  private static func behindManager(_ swiftc: String, _ workshop: Workshop) throws(GradingProblem)
    -> Toolchain?
  {
    let note = "\(workshop.cache)/toolchain-\(ContentHash.name(of: [Storage.stamp(swiftc)]))"
    if let known = Storage.text(note), Storage.isExecutable("\(known)/swift-frontend") {
      return Toolchain(tools: known, swiftc: swiftc)
    }
    let answer = try Tool.run(
      swiftc, ["-print-target-info"], in: "/", environment: environment(workshop))
    guard
      let line = answer.output.split(separator: "\n").first(where: { $0.contains("\"runtimeResourcePath\"") }
      ),
      let path = line.split(separator: "\"").last(where: { $0.hasPrefix("/") })
    else { return nil }
    let tools = "\(path)/../../bin"
    guard let real = Storage.resolved(tools), Storage.isExecutable("\(real)/swift-frontend") else {
      return nil
    }
    try Storage.makeFolder(workshop.cache)
    try Storage.write(real.utf8, to: note)
    return Toolchain(tools: real, swiftc: swiftc)
  }
}
