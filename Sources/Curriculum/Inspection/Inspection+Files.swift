import Markdown

extension Inspection {
  /// Several files, in their order, on all cores.
  package init(reading sources: [Source]) { self.init(files: sources.concurrentMap { File(reading: $0) }) }
}
