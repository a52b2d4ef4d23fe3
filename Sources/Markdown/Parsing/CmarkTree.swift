import CCmark

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A tree parsed by libcmark. It owns the memory of the C nodes; everything else sees them as `CmarkNode`s, which
/// must not outlive it.
struct CmarkTree: ~Copyable {
  private let arena: CmarkArena
  private let pointer: OpaquePointer

  /// The bytes have to be valid UTF-8 without NUL.
  init?(parsing bytes: UnsafeBufferPointer<UInt8>) {
    let arena = CmarkArena(forTextOf: bytes.count)
    let parsed: OpaquePointer? = arena.serve {
      guard let parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, Self.allocator) else { return nil }
      bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
      return cmark_parser_finish(parser)
    }
    guard let parsed else { return nil }
    self.arena = arena
    pointer = parsed
  }

  var root: CmarkNode { CmarkNode(pointer: pointer) }

  nonisolated(unsafe) private static let allocator: UnsafeMutablePointer<cmark_mem> = {
    let allocator = UnsafeMutablePointer<cmark_mem>.allocate(capacity: 1)
    allocator.initialize(
      to: cmark_mem(
        calloc: { CmarkArena.allocate($0, $1) }, realloc: { CmarkArena.reallocate($0, $1) },
        free: { CmarkArena.deallocate($0) }))
    return allocator
  }()
}

/// One node of libcmark's tree.
struct CmarkNode: Equatable {
  fileprivate let pointer: OpaquePointer

  var firstChild: CmarkNode? { cmark_node_first_child(pointer).map(CmarkNode.init) }
  var next: CmarkNode? { cmark_node_next(pointer).map(CmarkNode.init) }
  var parent: CmarkNode? { cmark_node_parent(pointer).map(CmarkNode.init) }

  var kind: Node.Kind {
    switch cmark_node_get_type(pointer) {
    case CMARK_NODE_TEXT: .text
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_CODE: .code
    case CMARK_NODE_HTML_INLINE: .html
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_LINK: .link
    case CMARK_NODE_IMAGE: .image
    case CMARK_NODE_BLOCK_QUOTE: .quote
    case CMARK_NODE_LIST: .list
    case CMARK_NODE_ITEM: .item
    case CMARK_NODE_CODE_BLOCK: .codeBlock
    case CMARK_NODE_HTML_BLOCK: .htmlBlock
    case CMARK_NODE_HEADING: .heading
    case CMARK_NODE_THEMATIC_BREAK: .rule
    case CMARK_NODE_DOCUMENT: .document
    default: .paragraph
    }
  }

  /// Lines and columns count from 1, columns in bytes. cmark is only relied on for blocks, and for those only
  /// where they begin and on which line a paragraph ends.
  var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
  var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }
  var endLine: Int { Int(cmark_node_get_end_line(pointer)) }

  var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
  var isOrdered: Bool { cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }
  var listStart: Int { Int(cmark_node_get_list_start(pointer)) }
  var isTight: Bool { cmark_node_get_list_tight(pointer) != 0 }

  /// The bytes are valid within the body only.
  func withLiteral<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    Self.withBytes(cmark_node_get_literal(pointer), body)
  }

  func withDestination<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    Self.withBytes(cmark_node_get_url(pointer), body)
  }

  func withTitle<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    Self.withBytes(cmark_node_get_title(pointer), body)
  }

  func withFenceInfo<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    Self.withBytes(cmark_node_get_fence_info(pointer), body)
  }

  @inline(__always)
  private static func withBytes<Result>(
    _ string: UnsafePointer<CChar>?, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    guard let string else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
    let count = strlen(string)
    return string.withMemoryRebound(to: UInt8.self, capacity: count) {
      body(UnsafeBufferPointer(start: $0, count: count))
    }
  }
}
