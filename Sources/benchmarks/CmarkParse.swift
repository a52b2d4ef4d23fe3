import CCmark

/// libcmark by itself: the least that parsing a text can take, since Unroll parses with it too.
enum CmarkParse {
  /// Milliseconds to parse texts one by one, without freeing the trees.
  static func milliseconds(_ texts: [[UInt8]]) -> Double {
    var total = 0.0
    for text in texts {
      text.withUnsafeBytes { bytes in
        let start = monotonicSeconds()
        let tree = cmark_parse_document(
          bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, CMARK_OPT_DEFAULT)
        total += monotonicSeconds() - start
        cmark_node_free(tree)
      }
    }
    return total * 1000
  }
}
