/// A Markdown text as a tree of values.
///
/// The nodes stand in one flat array in document order (parents before children), so that a text nested
/// 100,000 deep can be built, walked and freed without recursion, and a large one costs two allocations
/// rather than one per node. `Node` is the view through which everybody reads it.
package final class Document: Sendable {
  package let source: Source
  let storage: [Node.Storage]
  /// Decoded text that does not stand literally in the source (escapes and entities resolved, code without its
  /// indentation, link destinations): nodes refer to slices of it.
  let decoded: [UInt8]
  /// How many inlines could not be found again in the source; 0, or a defect of ours.
  let unplacedInlines: Int

  /// Parses a text. Any bytes give a tree: what is no UTF-8 is read as U+FFFD.
  package init(parsing source: Source, extensions: Extensions = .all) {
    let prepared = PreparedText(source, extensions: extensions)
    let tree = DocumentBuilder.build(prepared, source: source, extensions: extensions)
    self.source = source
    storage = tree.storage
    decoded = tree.decoded
    unplacedInlines = tree.unplacedInlines
  }

  package convenience init(_ text: String) { self.init(parsing: Source(text: text)) }

  package var root: Node { Node(document: self, index: 0) }
  package var blocks: Node.Children { root.children }
}

extension Document {
  /// What beyond CommonMark is recognised.
  package struct Extensions: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    package static let tables = Extensions(rawValue: 1)
    package static let taskLists = Extensions(rawValue: 2)
    package static let frontMatter = Extensions(rawValue: 4)
    package static let math = Extensions(rawValue: 8)
    package static let deletions = Extensions(rawValue: 16)
    package static let all: Extensions = [.tables, .taskLists, .frontMatter, .math, .deletions]
  }
}
