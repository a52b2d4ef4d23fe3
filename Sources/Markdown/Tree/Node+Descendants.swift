extension Node {
  /// Everything below a node in document order.
  package var descendants: Descendants { descendants(of: .all) }

  /// What is of some kinds below a node, in document order. The others are passed over in the flat array.
  package func descendants(of kinds: Kinds) -> Descendants {
    Descendants(document: document, kinds: kinds, index: index + 1, end: Int(storage.next))
  }

  package struct Descendants: Sequence, IteratorProtocol, Sendable {
    let document: Document
    let kinds: Kinds
    var index: Int
    let end: Int

    package mutating func next() -> Node? {
      while index < end {
        defer { index += 1 }
        if kinds.contains(document.storage[index].kind) { return Node(document: document, index: index) }
      }
      return nil
    }
  }

  /// A set of kinds, one bit each.
  package struct Kinds: ExpressibleByArrayLiteral, Sendable {
    private var bits: UInt32

    package static let all = Kinds(bits: .max)

    private init(bits: UInt32) { self.bits = bits }

    package init(_ kinds: [Kind]) { self.init(bits: kinds.reduce(0) { $0 | 1 << UInt32($1.rawValue) }) }
    package init(arrayLiteral kinds: Kind...) { self.init(kinds) }

    package func contains(_ kind: Kind) -> Bool { bits & 1 << UInt32(kind.rawValue) != 0 }
  }
}
