import Markdown
import Yams

/// The YAML between two lines of `---` at the beginning of a file.
struct FrontMatter {
  var entries: [Setting.Entry]
  /// With both `---` lines.
  var lines: ClosedRange<Int>
  /// Whether it could not be read, which was reported: that a key is missing then means nothing.
  var isBroken = false

  /// Nil where a file has none. What is wrong with it is reported, and it then counts as empty.
  static func read(_ source: Source, into findings: inout Findings) -> FrontMatter? {
    guard isFence(source, 1) else { return nil }
    guard let last = closingLine(source) else {
      if source.lineCount > 1, source.text(source.rangeOfLine(2)).contains(":") {
        findings.report(
          .error, "front-matter-open", at: Position(line: 1, column: 1),
          "The front matter that begins here never ends: put a line `---` after its last key.")
      }
      return nil
    }
    var matter = FrontMatter(entries: [], lines: 1...last)
    guard last > 2 else { return matter }
    let range = source.lineStarts[1]..<source.lineStarts[last - 1]
    guard isHarmless(source, range, &findings) else {
      matter.isBroken = true
      return matter
    }
    do {
      let parser = try Parser(
        yaml: source.text(range), resolver: .basic, constructor: .default, encoding: .utf8)
      guard let root = try parser.singleRoot() else { return matter }
      var converter = Converter()
      let setting = converter.setting(root, depth: 0)
      if case .mapping(let entries) = setting.content {
        matter.entries = entries
      } else if case .scalar("") = setting.content {
        return matter
      } else {
        matter.isBroken = true
        findings.report(
          .error, "front-matter-shape", at: setting.position,
          "Front matter is a list of keys with values, `title: …`, but this is \(setting.kindName).")
      }
    } catch {
      matter.isBroken = true
      report(error, in: source, range, &findings)
    }
    return matter
  }

  private static func isFence(_ source: Source, _ line: Int) -> Bool {
    var bytes = source.bytes[source.rangeOfLine(line)]
    if line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    while let last = bytes.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") {
      bytes = bytes.dropLast()
    }
    return bytes.elementsEqual("---".utf8) || (line > 1 && bytes.elementsEqual("...".utf8))
  }

  private static func closingLine(_ source: Source) -> Int? {
    guard source.lineCount > 1 else { return nil }
    return (2...source.lineCount).first { isFence(source, $0) }
  }

  private static let maximumSize = 1 << 20
  private static let maximumDepth = 100
  private static let maximumAliases = 20

  /// The YAML library recurses over nesting and copies what aliases name; bounds keep it from overflowing the
  /// stack or filling the memory.
  private static func isHarmless(_ source: Source, _ range: Range<Int>, _ findings: inout Findings) -> Bool {
    guard range.count <= maximumSize else {
      findings.error(
        "front-matter-size", at: range.lowerBound,
        "Front matter of more than \(maximumSize >> 20) MB is not read: move the text below the second `---`."
      )
      return false
    }
    var depth = 0
    var aliases = 0
    /// Indentation and list dashes at the beginning of the line nest as brackets do.
    var leading = 0
    var isLeading = true
    var previous = UInt8(ascii: "\n")
    for offset in range {
      let byte = source.bytes[offset]
      switch byte {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        leading = 0
        isLeading = true
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "*") where " [{,".utf8.contains(previous): aliases += 1
      default: break
      }
      if isLeading {
        if " -?:".utf8.contains(byte) { leading += 1 } else if byte > 0x20 { isLeading = false }
      }
      previous = byte
      if depth > maximumDepth || leading > 2 * maximumDepth {
        findings.error(
          "front-matter-depth", at: offset,
          "Front matter nested more than \(maximumDepth) deep is not read: it needs three levels at most.")
        return false
      }
      if aliases > maximumAliases {
        findings.error(
          "front-matter-aliases", at: offset,
          "Front matter with more than \(maximumAliases) YAML aliases (`*name`) is not read: write the values out."
        )
        return false
      }
    }
    return true
  }

  private static func report(
    _ error: any Error, in source: Source, _ range: Range<Int>, _ findings: inout Findings
  ) {
    func place(_ mark: Mark) -> Position { Position(line: mark.line + 1, column: mark.column) }
    let advice =
      "Between the `---` lines stand keys with values, `title: The LSTM cell`; "
      + "quote a value that contains `: ` or starts with a sign such as `[`, `*` or `@`."
    func report(_ position: Position, _ problem: String) {
      findings.report(
        .error, "front-matter-yaml", at: position, "The front matter is not YAML: \(problem). \(advice)")
    }
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let position = place(mark)
      // An error at the end of the text is better shown where the construct began.
      if let context, position.line >= source.line(at: range.upperBound), context.mark.line > 0 {
        report(place(context.mark), "\(problem) \(context.text)")
      } else {
        report(position, problem)
      }
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.map { Findings.quote($0) }.joined(separator: ", ")
      findings.report(
        .error, "front-matter-duplicate", at: place(context.mark),
        "The same key stands here more than once: \(names). Keep one of them.")
    case .reader(let problem, _, _, _):
      let control = range.first { source.bytes[$0] < 0x20 && !"\t\n\r".utf8.contains(source.bytes[$0]) }
      report(source.position(at: control ?? range.lowerBound), problem)
    default:
      report(Position(line: 1, column: 1), "it can't be read")
    }
  }

  /// Copies the library's tree into ours, with bounds: aliases can make a small text a very large tree.
  private struct Converter {
    private static let maximumCount = 100_000
    private var count = 0

    mutating func setting(_ node: Yams.Node, depth: Int) -> Setting {
      count += 1
      let position =
        node.mark.map { Position(line: $0.line + 1, column: $0.column) } ?? Position(line: 1, column: 1)
      guard count < Self.maximumCount, depth < 2 * FrontMatter.maximumDepth else {
        return Setting(content: .scalar(""), position: position)
      }
      switch node {
      case .scalar(let scalar):
        return Setting(content: .scalar(scalar.string), position: position)
      case .sequence(let sequence):
        return Setting(content: .list(sequence.map { setting($0, depth: depth + 1) }), position: position)
      case .mapping(let mapping):
        let entries = mapping.map { pair in
          let key = setting(pair.key, depth: depth + 1)
          let name = if case .scalar(let text) = key.content { text } else { "" }
          return Setting.Entry(
            key: name, position: key.position, value: setting(pair.value, depth: depth + 1))
        }
        return Setting(content: .mapping(entries), position: position)
      case .alias:
        return Setting(content: .scalar(""), position: position)
      }
    }
  }
}
