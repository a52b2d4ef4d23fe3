import Markdown

/// Shows a long text a screen at a time, as `less` does.
struct Pager {
  var title: StyledLine
  var status: StyledLine = []
  var document: Document
  /// What Enter does, if it does anything.
  var enter: String?
  var usesColor: Bool

  /// Shows it until it is left; true when Enter was pressed.
  func run(in terminal: inout Terminal) -> Bool {
    var screen = Screen(usesColor: usesColor)
    var offset = 0
    var laidOut: (width: Int, lines: [StyledLine]) = (0, [])
    var redrawsAll = true
    while true {
      let size = Terminal.size
      if laidOut.width != size.columns {
        let lines = TerminalRenderer(width: min(size.columns, 100), color: usesColor).lines(of: document)
        // The same place in the text, not the same row.
        if laidOut.width > 0 { offset = offset * lines.count / max(1, laidOut.lines.count) }
        laidOut = (size.columns, lines)
      }
      let page = Page(title: title, status: status, body: laidOut.lines, keys: keys)
      screen.draw(page.frame(size: size, offset: &offset), size: size, redrawsAll: redrawsAll)
      redrawsAll = false
      let height = max(1, page.roomForBody(size: size) - 1)
      switch terminal.nextEvent() {
      case .key(.character(" ")), .key(.pageDown), .key(.control("f")): offset += height
      case .key(.character("b")), .key(.pageUp), .key(.control("b")): offset -= height
      case .key(.down), .key(.character("j")): offset += 1
      case .key(.up), .key(.character("k")): offset -= 1
      case .key(.home), .key(.character("g")): offset = 0
      case .key(.end), .key(.character("G")): offset = laidOut.lines.count
      case .key(.enter): if enter != nil { return true }
      case .key(.character("q")), .key(.escape), .end: return false
      case .resize: redrawsAll = true
      case .key, .timeout: break
      }
    }
  }

  private var keys: [Page.KeyHint] {
    [.init("Space", "on"), .init("b", "back")] + (enter.map { [.init("Enter", $0)] } ?? []) + [
      .init("q", "leave")
    ]
  }
}
