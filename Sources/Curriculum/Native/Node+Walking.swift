import Markdown

extension Node {
  /// Everything below a node in document order, without recursion: texts may be nested 100,000 deep.
  var descendants: some Sequence<Node> { Descendants(pending: [children.makeIterator()]) }
}

private struct Descendants: Sequence, IteratorProtocol {
  var pending: [Node.Children.Iterator]

  mutating func next() -> Node? {
    while !pending.isEmpty {
      if let node = pending[pending.count - 1].next() {
        if !node.children.isEmpty { pending.append(node.children.makeIterator()) }
        return node
      }
      pending.removeLast()
    }
    return nil
  }
}
