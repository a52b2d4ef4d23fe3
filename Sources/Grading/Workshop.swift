/// Where the grader finds its tools and keeps what it made.
package struct Workshop: Sendable {
  /// `$XDG_CACHE_HOME/unroll`: compiled kits and submissions, results of known mistakes. Created when needed.
  package var cache: String
  /// The folder that holds `Tensors`, `ExerciseKit` and `COpenBLAS`, from which the kit is compiled.
  package var kitSources: String?
  /// `PATH`, where `swiftc` and `python3` are looked for.
  package var searchPath: String

  package init(cache: String, kitSources: String?, searchPath: String) {
    self.cache = cache
    self.kitSources = kitSources
    self.searchPath = searchPath
  }
}
