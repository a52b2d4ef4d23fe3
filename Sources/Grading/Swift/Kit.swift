import Glibc

/// `Tensors` and `ExerciseKit`, compiled once per toolchain and content, and a program that loads a submission:
/// what a learner's Swift file is compiled and linked against. Lives in the cache, is never changed once there.
struct Kit {
  var folder: String
  var toolchain: Toolchain
  /// Names the kit's content in the keys of what is built with it.
  var key: String

  static func prepare(_ workshop: Workshop) throws(GradingProblem) -> Kit {
    let toolchain = try Toolchain.find(workshop)
    guard let sources = workshop.kitSources else { throw .noKitSources }
    let modules = ["Tensors", "ExerciseKit"].map { (name: $0, files: swiftFiles("\(sources)/\($0)")) }
    let library = "\(sources)/COpenBLAS"
    guard !modules.contains(where: { $0.files.isEmpty }) else { throw .noKitSources }

    let texts = modules.flatMap(\.files) + Storage.names(in: library).map { "\(library)/\($0)" }
    let key = ContentHash.name(
      of: texts.flatMap { [$0, Storage.text($0) ?? ""] } + [toolchain.stamp, runner] + framePointers)
    let folder = "\(workshop.cache)/kit-\(key)"
    let kit = Kit(folder: folder, toolchain: toolchain, key: key)
    if Storage.exists(folder) {
      CachePruning.markUsed(folder)
      return kit
    }

    try Storage.makeFolder(workshop.cache)
    return try withLock("\(folder).lock") { () throws(GradingProblem) in
      if Storage.exists(folder) { return kit }
      let making = "\(folder).\(getpid())"
      Storage.remove(making)
      try Storage.makeFolder(making)
      do throws(GradingProblem) {
        try compile(modules, library, toolchain, into: making, workshop)
      } catch {
        Storage.remove(making)
        throw error
      }
      guard rename(making, folder) == 0 else {
        let reason = errorText(errno)
        Storage.remove(making)
        throw .cannotWrite(folder, reason)
      }
      return kit
    }
  }

  var runner: String { "\(folder)/runner" }

  /// Without frame pointers a backtrace ends at the first frame that does not return, before the learner's line.
  static let framePointers = ["-Xcc", "-fno-omit-frame-pointer", "-Xcc", "-mno-omit-leaf-frame-pointer"]

  static func moduleCache(_ workshop: Workshop) -> String { "\(workshop.cache)/modules" }

  private static func swiftFiles(_ folder: String) -> [String] {
    Storage.names(in: folder).flatMap { name in
      let path = "\(folder)/\(name)"
      return name.hasSuffix(".swift") ? [path] : name.contains(".") ? [] : swiftFiles(path)
    }
  }

  /// Loads the submission named by its argument and lets it answer. Prints appear line by line, so that a crash
  /// loses none.
  private static let runner = """
    import Glibc
    setvbuf(stdout, nil, _IOLBF, 0)
    guard CommandLine.arguments.count == 2, let library = dlopen(CommandLine.arguments[1], RTLD_NOW),
      let entry = dlsym(library, "\(SwiftShim.entry)")
    else {
      if let message = dlerror() { fputs(message, stderr) }
      exit(71)
    }
    unsafeBitCast(entry, to: (@convention(c) () -> Void).self)()

    """

  private static func compile(
    _ modules: [(name: String, files: [String])], _ library: String, _ toolchain: Toolchain,
    into folder: String,
    _ workshop: Workshop
  ) throws(GradingProblem) {
    func swiftc(_ arguments: [String]) throws(GradingProblem) {
      let answer = try Tool.run(
        toolchain.swiftc, arguments + ["-module-cache-path", moduleCache(workshop)], in: folder,
        environment: Toolchain.environment(workshop))
      guard answer.code == 0 else { throw .kitDoesNotCompile(answer.output) }
    }
    try Storage.makeFolder("\(folder)/COpenBLAS")
    for name in Storage.names(in: library) {
      try Storage.write(Storage.bytes("\(library)/\(name)") ?? [], to: "\(folder)/COpenBLAS/\(name)")
    }
    for module in modules {
      try swiftc(
        Kit.framePointers + [
          "-O", "-wmo", "-parse-as-library", "-package-name", "unroll", "-swift-version", "6",
        ]
          + ["-module-name", module.name, "-I", folder, "-I", "\(folder)/COpenBLAS"]
          + ["-emit-module", "-emit-module-path", "\(folder)/\(module.name).swiftmodule"]
          + ["-c", "-o", "\(folder)/\(module.name).o"] + module.files)
    }
    try swiftc(
      ["-emit-library", "-o", "libExerciseKit.so"] + modules.map { "\($0.name).o" } + ["-lopenblas"])
    try Storage.write(runner.utf8, to: "\(folder)/runner.swift")
    try swiftc(["-O", "-swift-version", "5", "runner.swift", "-o", "runner"])
  }

  /// Holds a file's lock meanwhile, so that two processes do not do the same work.
  private static func withLock<Result>(
    _ path: String, _ body: () throws(GradingProblem) -> Result
  ) throws(GradingProblem) -> Result {
    let lock = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard lock >= 0 else { throw .cannotWrite(path, errorText(errno)) }
    defer { close(lock) }
    while flock(lock, LOCK_EX) != 0, errno == EINTR {}
    return try body()
  }
}
