extension Node {
  /// text: its characters, escapes and entities resolved. code, codeBlock: the code. html, htmlBlock: the HTML as
  /// written. math, mathBlock: the TeX between the delimiters. frontMatter: the YAML. Otherwise empty.
  package var literal: String { "" }

  /// link, image: the destination. Empty otherwise.
  package var destination: String { "" }

  /// link, image: the title; codeBlock: the info string. Empty otherwise.
  package var info: String { "" }

  /// heading: 1 to 6. Otherwise 0.
  package var level: Int { 0 }

  /// list: the number of its first item, or nil for a bullet list.
  package var listStart: Int? { nil }

  /// list: whether its items are set without blank lines between them.
  package var isTight: Bool { false }

  /// item: whether a task-list item is ticked; nil for an item that is none.
  package var isTicked: Bool? { nil }

  /// math: whether it is written as display math (`$$…$$`, `\[…\]`) inside a paragraph. mathBlock: true.
  package var isDisplay: Bool { false }

  /// codeBlock: fenced, or indented; a fence without an end runs to the end of its container.
  package var isFenced: Bool { false }
  package var isClosed: Bool { true }

  /// tableCell: the alignment of its column. tableRow: see `isHeader`.
  package var alignment: Alignment { .none }
  package var isHeader: Bool { false }

  /// The text below a node without any markup: breaks as spaces, math as its TeX, blocks separated by newlines.
  package var plainText: String { "" }
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

  /// Parses a text. Any bytes give a tree: what is no UTF-8 is read as U+FFFD.
  package convenience init(parsing source: Source, extensions: Extensions = .all) {
    self.init(source: source, storage: [], decoded: [])
  }

  package convenience init(_ text: String) { self.init(parsing: Source(text: text)) }
}
