import Curriculum

/// A Swift submission, compiled: a library that the kit's runner loads.
enum SwiftBuild {
  enum Result {
    case built(library: String)
    /// The learner's file does not compile, or lacks a function: what to show.
    case rejected(message: String, function: String?, line: Int?)
    case stopped(Stop)
  }

  static func build(
    _ submission: Submission, for exercise: Exercise, kit: Kit, workshop: Workshop
  ) throws(GradingProblem) -> Result {
    let shim = SwiftShim(for: exercise)
    let key = ContentHash.name(of: [submission.text, submission.fileName, shim.source, kit.key])
    let library = "\(workshop.cache)/builds/\(key).so"
    if Storage.exists(library) {
      CachePruning.markUsed(library)
      return .built(library: library)
    }

    try Storage.makeFolder("\(workshop.cache)/builds")
    let scratch = try Storage.makeScratch()
    defer { Storage.remove(scratch) }
    let file = fileName(submission)
    try Storage.write(submission.text.utf8, to: "\(scratch)/\(file)")
    try Storage.write(shim.source.utf8, to: "\(scratch)/\(SwiftShim.fileName)")

    let files = [file, SwiftShim.fileName]
    var answer = try frontend(files, kit, scratch, workshop)
    if answer.code != 0, answer.stop == nil, !answer.output.contains(": error: ") {
      // The frontend's flags are no stable interface; the driver's are.
      answer = try driver(files, kit, scratch, workshop)
    } else if answer.code == 0 {
      answer = try link(kit, scratch, workshop)
      if answer.code != 0 { answer = try driver(files, kit, scratch, workshop) }
    }
    if let stop = answer.stop { return .stopped(stop) }
    guard answer.code == 0 else { return rejection(answer.output, shim, file, scratch) }
    try Storage.write(Storage.bytes("\(scratch)/submission.so") ?? [], to: library)
    return .built(library: library)
  }

  static func launch(_ library: String, kit: Kit, in directory: String) -> Launch {
    Launch(
      executable: kit.runner, arguments: [library],
      environment: [
        "OPENBLAS_NUM_THREADS": "1", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": directory,
        "TMPDIR": directory,
        "SWIFT_BACKTRACE": "enable=yes,color=no,threads=crashed,registers=none,images=none,"
          + "interactive=no,timeout=3s",
      ], directory: directory, speaksProtocol: true)
  }

  private typealias Answer = (code: Int32, output: String, stop: Stop?)

  private static func frontend(
    _ files: [String], _ kit: Kit, _ scratch: String, _ workshop: Workshop
  ) throws(GradingProblem) -> Answer {
    try Tool.run(
      kit.toolchain.frontend,
      ["-frontend", "-c"] + files + Kit.framePointers
        + ["-target", target, "-disable-objc-interop", "-no-color-diagnostics", "-diagnostic-style", "llvm"]
        + ["-O", "-gline-tables-only", "-module-name", "Submission", "-parse-as-library"]
        + ["-I", kit.folder, "-I", "\(kit.folder)/COpenBLAS"]
        + ["-module-cache-path", Kit.moduleCache(workshop), "-o", "submission.o"],
      in: scratch, environment: Toolchain.environment(workshop))
  }

  private static func link(
    _ kit: Kit, _ scratch: String, _ workshop: Workshop
  ) throws(GradingProblem) -> Answer {
    let libraries = kit.toolchain.libraries
    return try Tool.run(
      kit.toolchain.linker,
      ["-shared", "-o", "submission.so", "\(libraries)/\(architecture)/swiftrt.o", "submission.o"]
        + ["-L", kit.folder, "-L", libraries, "--as-needed", "-lExerciseKit", "-lswiftCore", "-lswiftGlibc"]
        + ["-lswift_Concurrency", "-lswift_StringProcessing", "-lFoundation", "-lFoundationEssentials"]
        + ["-ldispatch", "-lBlocksRuntime", "-rpath", libraries, "-rpath", kit.folder],
      in: scratch, environment: Toolchain.environment(workshop))
  }

  private static func driver(
    _ files: [String], _ kit: Kit, _ scratch: String, _ workshop: Workshop
  ) throws(GradingProblem) -> Answer {
    try Tool.run(
      kit.toolchain.swiftc,
      [
        "-O", "-gline-tables-only", "-no-color-diagnostics", "-parse-as-library", "-module-name",
        "Submission",
      ]
        + ["-I", kit.folder, "-I", "\(kit.folder)/COpenBLAS", "-L", kit.folder, "-lExerciseKit"]
        + ["-Xlinker", "-rpath", "-Xlinker", kit.folder, "-module-cache-path", Kit.moduleCache(workshop)]
        + ["-emit-library", "-o", "submission.so"] + files,
      in: scratch, environment: Toolchain.environment(workshop))
  }

  #if arch(arm64)
    private static let architecture = "aarch64"
  #else
    private static let architecture = "x86_64"
  #endif
  private static let target = "\(architecture)-unknown-linux-gnu"

  /// The learner's own name for the file, so that messages show it; but never the shim's, nor an option.
  private static func fileName(_ submission: Submission) -> String {
    let name = submission.fileName.filter { $0 != "/" && !$0.isNewline }
    let usable = name.hasSuffix(".swift") && name != SwiftShim.fileName && !name.hasPrefix("-")
    return usable ? name : "submission.swift"
  }

  /// The compiler's words about the learner's file; what it says about the shim is a matter of signatures.
  private static func rejection(_ output: String, _ shim: SwiftShim, _ file: String, _ scratch: String)
    -> Result
  {
    var mine: [Substring] = []
    var misfit: Signature?
    var keeping = false
    for line in output.replacing("\(scratch)/", with: "").split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      let parts = line.split(separator: ":", maxSplits: 3)
      let header = parts.count == 4 && Int(parts[1]) != nil && Int(parts[2]) != nil
      if header {
        let inShim = parts[0] == SwiftShim.fileName
        keeping = parts[0] == file && !parts[3].hasPrefix(" warning:")
        if inShim, parts[3].hasPrefix(" error:"), misfit == nil, let number = Int(parts[1]),
          shim.functions.indices.contains(number - 1)
        {
          misfit = shim.functions[number - 1]
        }
      }
      if keeping { mine.append(line) }
    }
    let errors = mine.filter { $0.contains(": error: ") }
    if errors.isEmpty, let misfit {
      return .rejected(
        message: """
          the function `\(misfit.swiftLabel)` is missing or has another signature; expected:
            \(misfit.swiftDeclaration)
          """, function: misfit.name, line: nil)
    }
    while mine.last?.isEmpty == true { mine.removeLast() }
    let line = errors.first.flatMap { Int($0.split(separator: ":")[1]) }
    let message = errors.isEmpty ? output : mine.joined(separator: "\n")
    return .rejected(message: message, function: nil, line: line)
  }
}
