extension Node {
  /// text: its characters, escapes and entities resolved. code, codeBlock: the code. html, htmlBlock: the HTML as
  /// written. math, mathBlock: the TeX between the delimiters. frontMatter: the YAML. Otherwise empty.
  package var literal: String {
    let storage = storage
    guard !storage.kind.isDescribedByLiteral else { return "" }
    return document.string(storage.literalStart..<storage.literalEnd, isDecoded: storage.literalIsDecoded)
  }

  /// link, image: the destination. Empty otherwise.
  package var destination: String {
    let storage = storage
    guard storage.kind.isDescribedByLiteral else { return "" }
    return document.string(storage.literalStart..<storage.literalEnd, isDecoded: storage.literalIsDecoded)
  }

  /// link, image: the title; codeBlock: the info string. Empty otherwise.
  package var info: String {
    let storage = storage
    return document.string(storage.secondStart..<storage.secondEnd, isDecoded: true)
  }

  /// heading: 1 to 6. Otherwise 0.
  package var level: Int { kind == .heading ? Int(storage.detail) : 0 }

  /// list: the number of its first item, or nil for a bullet list.
  package var listStart: Int? {
    let storage = storage
    return storage.kind == .list && storage.detail >= 0 ? Int(storage.detail) : nil
  }

  /// list: whether its items are set without blank lines between them.
  package var isTight: Bool { kind == .list && storage.flags & Storage.tight != 0 }

  /// item: whether a task-list item is ticked; nil for an item that is none.
  package var isTicked: Bool? {
    let storage = storage
    return storage.kind == .item && storage.detail > 0 ? storage.detail == Storage.ticked : nil
  }

  /// math: whether it is written as display math (`$$…$$`, `\[…\]`) inside a paragraph. mathBlock: true.
  package var isDisplay: Bool { kind == .mathBlock || kind == .math && storage.flags & Storage.display != 0 }

  /// codeBlock: fenced, or indented; a fence without an end runs to the end of its container.
  package var isFenced: Bool { kind == .codeBlock && storage.flags & Storage.fenced != 0 }
  package var isClosed: Bool { kind != .codeBlock || storage.flags & Storage.closed != 0 }

  /// tableCell: the alignment of its column. tableRow: see `isHeader`.
  package var alignment: Alignment {
    let storage = storage
    return storage.kind == .tableCell ? Alignment(rawValue: UInt8(storage.detail)) ?? .none : .none
  }
  package var isHeader: Bool { kind == .tableRow && storage.flags & Storage.header != 0 }

  /// The text below a node without any markup: breaks as spaces, math as its TeX, blocks separated by newlines.
  package var plainText: String {
    var text = ""
    var needsNewline = false
    for index in index..<Int(storage.next) {
      let node = Node(document: document, index: index)
      switch node.kind {
      case .text, .code, .math:
        if needsNewline { text += "\n" }
        needsNewline = false
        text += node.literal
      case .softBreak, .lineBreak:
        text += " "
      case .codeBlock, .mathBlock:
        if !text.isEmpty, text.utf8.last != UInt8(ascii: "\n") { text += "\n" }
        text += node.literal
        needsNewline = text.utf8.last != UInt8(ascii: "\n")
      case let kind where !kind.isInline:
        needsNewline = !text.isEmpty && text.utf8.last != UInt8(ascii: "\n")
      default:
        break
      }
    }
    return text
  }
}

extension Node.Kind {
  /// Links and images keep their destination where other nodes keep their literal.
  fileprivate var isDescribedByLiteral: Bool { self == .link || self == .image }
}

extension Node.Storage {
  static let tight: UInt8 = 1
  static let display: UInt8 = 1
  static let header: UInt8 = 1
  static let fenced: UInt8 = 1
  static let closed: UInt8 = 2

  static let unticked: Int32 = 1
  static let ticked: Int32 = 2
}

extension Document {
  fileprivate func string(_ range: Range<Int32>, isDecoded: Bool) -> String {
    guard !range.isEmpty else { return "" }
    let range = Int(range.lowerBound)..<Int(range.upperBound)
    return isDecoded ? String(decoding: decoded[range], as: UTF8.self) : source.text(range)
  }
}
