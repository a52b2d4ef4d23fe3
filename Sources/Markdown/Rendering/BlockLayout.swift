/// Puts blocks one below the other, inside the indentation of the lists and quotes they stand in.
struct BlockLayout {
  let width: Int
  let color: Bool
  var lines: [StyledLine] = []

  /// What every line of the current container begins with.
  private(set) var prefix = StyledLine()
  /// What the next line begins with instead: the marker of a list item.
  private(set) var marker: StyledLine?
  private var depth = 0
  private var listDepth = 0
  /// Whether the blocks of the current container stand without blank lines between them.
  private var isTight = false

  /// Containers nested deeper than this stand flat: nobody can read more, and recursion must end.
  private static let deepest = 60

  init(width: Int, color: Bool) {
    self.width = width
    self.color = color
  }

  /// The columns left of the current indentation.
  var room: Int { max(2, width - prefix.width) }
  /// A container that would leave less than this gets no indentation of its own.
  private var leastRoom: Int { min(12, max(6, width / 2)) }

  mutating func add(_ nodes: some Sequence<Node>) {
    var isFirst = true
    for node in nodes where isShown(node) {
      if !isFirst, !isTight { addGap() }
      isFirst = false
      add(node)
    }
  }

  private func isShown(_ node: Node) -> Bool {
    switch node.kind {
    case .frontMatter: false
    case .htmlBlock: !HTMLText.withoutComments(node.literal).allSatisfy(\.isWhitespace)
    default: true
    }
  }

  private mutating func add(_ node: Node) {
    switch node.kind {
    case .document: addContainer { $0.add(node.children) }
    case .quote: addContainer { $0.addQuote(node) }
    case .list: addContainer { $0.addList(node) }
    case .item: addContainer { $0.addItem(node, marker: [Span("• ", Style(.marker))]) }
    default: addLeaf(node)
    }
  }

  private mutating func addLeaf(_ node: Node) {
    switch node.kind {
    case .frontMatter: break
    case .heading: addHeading(node)
    case .codeBlock: addCode(node)
    case .htmlBlock: addHTML(node.literal)
    case .mathBlock: add(.formula(tex: node.literal))
    case .table: addTable(TerminalTable(node, color: color))
    case .rule: emit([Span(String(repeating: "─", count: room), Style(.marker))])
    default:
      var text = InlineText(color: color)
      text.add(node)
      for part in text.finish() { add(part) }
    }
  }

  private mutating func addContainer(_ body: (inout BlockLayout) -> Void) {
    depth += 1
    body(&self)
    depth -= 1
  }

  // MARK: Lines

  /// One line as it is; the caller saw to it that it fits into `room`.
  mutating func emit(_ line: StyledLine) {
    lines.append(((marker ?? prefix) + line).trimmingTrailingSpaces)
    marker = nil
  }

  /// Text broken into lines.
  mutating func flow(_ text: StyledLine, hanging: Int = 0) {
    makeRoomForFirstLine()
    let first = marker ?? prefix
    for line in text.wrapped(to: width, first: first, rest: prefix + StyledLine(spaces: hanging)) {
      lines.append(line.trimmingTrailingSpaces)
    }
    marker = nil
  }

  /// Puts a marker that leaves no room for text on a line of its own.
  private mutating func makeRoomForFirstLine() {
    if let marker, width - marker.width < min(leastRoom, room) / 2 { emitMarker(marker) }
  }

  /// For blocks that start on a fresh line, and markers that nothing follows.
  mutating func finishMarker() {
    if let marker { emitMarker(marker) }
  }

  private mutating func emitMarker(_ marker: StyledLine) {
    lines.append(contentsOf: marker.trimmingTrailingSpaces.wrapped(to: width, rest: prefix))
    self.marker = nil
  }

  private mutating func addGap() {
    guard marker == nil, !lines.isEmpty else { return }
    lines.append(prefix.trimmingTrailingSpaces)
  }

  // MARK: Text

  private mutating func add(_ part: InlineText.Part) {
    switch part {
    case .text(let line): flow(line)
    case .formula(let tex):
      let indent = room >= 30 ? 4 : room >= 14 ? 2 : 0
      if let formula = MathText.lines(tex: tex, width: room - indent) {
        finishMarker()
        for line in formula { emit(StyledLine(spaces: indent) + StyledLine(line, Style(.math))) }
      } else {
        flow(StyledLine("$$ \(InlineText.collapsingSpaces(tex)) $$", Style(.math)), hanging: indent)
      }
    }
  }

  private mutating func addHeading(_ node: Node) {
    var text = InlineText(color: color, style: Style(.heading))
    text.add(node)
    let start = lines.count
    let indent = (marker ?? prefix).width
    if node.level > 2 {
      prependToNextLine(Span(String(repeating: "#", count: node.level) + " ", Style(.marker)))
    }
    for part in text.finish() { add(part) }
    finishMarker()
    guard node.level <= 2 else { return }
    let widest = lines[start...].reduce(0) { max($0, $1.width) } - indent
    let rule = String(repeating: node.level == 1 ? "━" : "─", count: min(room, max(widest, 1)))
    emit([Span(rule, Style(.marker))])
  }

  private mutating func prependToNextLine(_ span: Span) {
    var line = marker ?? prefix
    line.append(span)
    marker = line
  }

  private mutating func addHTML(_ html: String) {
    for line in HTMLText.withoutComments(html).split(whereSeparator: \.isNewline) where !line.isBlank {
      flow(StyledLine(InlineText.collapsingSpaces(String(line)), .dim))
    }
  }

  // MARK: Containers

  /// Lays a body out behind `continuation`, its first line behind `first`; without room for that at the same
  /// indentation as before, so that no line gets longer than the screen.
  private mutating func indented(
    first: StyledLine, continuation: StyledLine, _ body: (inout BlockLayout) -> Void
  ) {
    let outer = prefix
    marker = (marker ?? prefix) + first
    if width - outer.width - continuation.width >= leastRoom { prefix = outer + continuation }
    body(&self)
    finishMarker()
    prefix = outer
  }

  private mutating func addQuote(_ node: Node) {
    let bar: StyledLine = [Span("│ ", Style(.quote, .dim))]
    let wasTight = isTight
    isTight = false
    indented(first: bar, continuation: bar) { $0.addChildren(of: node) }
    isTight = wasTight
  }

  private mutating func addChildren(of node: Node) {
    if depth < Self.deepest { add(node.children) } else { addFlattened(node) }
  }

  private mutating func addList(_ node: Node) {
    let wasTight = isTight
    isTight = node.isTight
    listDepth += 1
    let items = Array(node.children)
    let start = node.listStart
    let numberWidth = start.map { "\($0 + max(0, items.count - 1))".utf8.count } ?? 0
    for (index, item) in items.enumerated() {
      if index > 0, !isTight { addGap() }
      addItem(
        item, marker: Self.marker(start.map { $0 + index }, numberWidth, listDepth, isTicked: item.isTicked))
    }
    listDepth -= 1
    isTight = wasTight
  }

  private static func marker(_ number: Int?, _ width: Int, _ depth: Int, isTicked: Bool?) -> StyledLine {
    var marker = StyledLine()
    if let number {
      let digits = "\(number)"
      marker.append(
        String(repeating: " ", count: max(0, width - digits.utf8.count)) + digits + ". ", Style(.marker))
    } else if isTicked == nil {
      marker.append(["• ", "◦ ", "▪ "][(depth - 1) % 3], Style(.marker))
    }
    if let isTicked { marker.append(isTicked ? "☑ " : "☐ ", Style(isTicked ? .correct : .marker)) }
    return marker
  }

  private mutating func addItem(_ item: Node, marker: StyledLine) {
    indented(first: marker, continuation: StyledLine(spaces: marker.width)) { $0.addChildren(of: item) }
  }

  /// The blocks below a node, whatever they are nested in, one after the other at one indentation.
  private mutating func addFlattened(_ node: Node) {
    var open = [node.children.makeIterator()]
    while !open.isEmpty {
      guard let child = open[open.count - 1].next() else {
        open.removeLast()
        continue
      }
      switch child.kind {
      case .document, .quote, .list, .item: open.append(child.children.makeIterator())
      default: addLeaf(child)
      }
    }
  }
}

extension StringProtocol {
  var isBlank: Bool { utf8.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }
}
