/// How much a submission may use. Each run of the program, and each compilation, has its own allowance.
package struct Limits: Sendable, Hashable {
  package var wallSeconds: Double
  package var cpuSeconds: Int
  package var memoryBytes: Int
  /// Printed bytes after which the program is stopped.
  package var outputBytes: Int
  /// Printed bytes that are kept for the report.
  package var keptOutputBytes: Int
  package var fileBytes: Int
  package var openFiles: Int

  package init(
    wallSeconds: Double, cpuSeconds: Int, memoryBytes: Int, outputBytes: Int, keptOutputBytes: Int,
    fileBytes: Int,
    openFiles: Int
  ) {
    self.wallSeconds = wallSeconds
    self.cpuSeconds = cpuSeconds
    self.memoryBytes = memoryBytes
    self.outputBytes = outputBytes
    self.keptOutputBytes = keptOutputBytes
    self.fileBytes = fileBytes
    self.openFiles = openFiles
  }

  /// For a learner's program.
  package static let standard = Limits(
    wallSeconds: 10, cpuSeconds: 10, memoryBytes: 2 << 30, outputBytes: 4 << 20, keptOutputBytes: 64 << 10,
    fileBytes: 8 << 20, openFiles: 64)

  /// For a compiler working on a learner's file.
  package static let compiling = Limits(
    wallSeconds: 60, cpuSeconds: 60, memoryBytes: 8 << 30, outputBytes: 4 << 20, keptOutputBytes: 1 << 20,
    fileBytes: 256 << 20, openFiles: 512)
}
