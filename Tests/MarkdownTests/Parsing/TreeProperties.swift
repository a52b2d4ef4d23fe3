import Testing

@testable import Markdown

/// What has to hold for the tree of any text whatsoever, as a list of complaints.
func violations(of document: Document) -> [String] {
  var found: [String] = []
  func complain(_ node: Node, _ complaint: String) {
    found.append("\(document.source.name):\(node.start) \(node.kind): \(complaint)")
  }
  if document.unplacedInlines > 0 { found.append("\(document.unplacedInlines) inlines not found") }

  let bytes = document.source.bytes
  var parents: [(node: Node, reached: Int)] = []
  for index in document.storage.indices {
    let node = Node(document: document, index: index)
    let next = Int(node.storage.next)
    if next <= index || next > document.storage.count { complain(node, "next sibling at \(next)") }
    while let parent = parents.last, Int(parent.node.storage.next) <= index { parents.removeLast() }
    let range = node.range
    if range.upperBound > bytes.count { complain(node, "ends behind the text") }
    if let parent = parents.last {
      if range.lowerBound < parent.reached {
        complain(node, "begins before its sibling ends or its parent begins")
      }
      if range.upperBound > parent.node.range.upperBound {
        complain(node, "ends behind its \(parent.node.kind)")
      }
      if next > Int(parent.node.storage.next) { complain(node, "has children beyond its parent's") }
      if node.kind.isInline, range.lowerBound > parent.reached, parent.node.kind.holdsInlinesSideBySide {
        let gap = bytes[parent.reached..<range.lowerBound]
        // The backslash of an escaped pipe that a cell begins with stands before its text.
        let isPipe = parent.node.kind == .tableCell && gap == [UInt8(ascii: "\\")]
        if !isPipe, !gap.allSatisfy({ $0.isWhitespace || $0 == UInt8(ascii: ">") }) {
          complain(node, "leaves out \(String(decoding: gap, as: UTF8.self).debugDescription)")
        }
      }
      parents[parents.count - 1].reached = range.upperBound
    }
    if let complaint = complaint(aboutTextOf: node) { complain(node, complaint) }
    parents.append((node, range.lowerBound))
  }
  return found
}

/// How each kind is written. Compared as bytes: a combining mark makes one character with the delimiter before it.
private func complaint(aboutTextOf node: Node) -> String? {
  guard node.range.upperBound <= node.document.source.bytes.count else { return nil }
  let bytes = node.document.source.bytes[node.range]
  let text = bytes.map { Unicode.Scalar($0) }
  let (first, last) = (text.first ?? " ", text.last ?? " ")
  let isWrittenRight: Bool =
    switch node.kind {
    case .text:
      bytes.elementsEqual(node.literal.utf8) || text.contains("\\") || text.contains("&")
        || node.literal.unicodeScalars.contains("\u{FFFD}")
    case .emphasis: "*_".unicodeScalars.contains(first) && first == last && text.count > 2
    case .strong:
      [["*", "*"], ["_", "_"]].contains(Array(text.prefix(2))) && text.suffix(2).elementsEqual(text.prefix(2))
    case .code: first == "`" && last == "`"
    case .html: first == "<" && last == ">"
    case .link: first == "<" && last == ">" || first == "[" && "])".unicodeScalars.contains(last)
    case .image: text.starts(with: ["!", "["]) && "])".unicodeScalars.contains(last)
    case .deletion: text.starts(with: ["=", "="]) && text.suffix(2) == ["=", "="]
    case .softBreak, .lineBreak: last == "\n" || last == "\r"
    case .math, .mathBlock: "$\\".unicodeScalars.contains(first) && "$)]".unicodeScalars.contains(last)
    case .heading: !" \t\n\r".unicodeScalars.contains(last) || text.isEmpty
    case .paragraph: !" \t\n\r".unicodeScalars.contains(first) || text.isEmpty
    case .quote: first == ">"
    case .item: "-+*0123456789".unicodeScalars.contains(first)
    case .rule: text.allSatisfy { "-_* \t".unicodeScalars.contains($0) } && !text.isEmpty && last != " "
    default: true
    }
  return isWrittenRight ? nil : "is written \(node.sourceText.prefix(40).debugDescription)"
}

extension Node.Kind {
  fileprivate var holdsInlinesSideBySide: Bool { self == .paragraph || self == .tableCell }
}

/// SplitMix64: the same numbers on every machine.
struct FixedGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
