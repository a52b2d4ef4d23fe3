extension StyledLine {
  /// The line broken into lines of at most `width` columns: the first begins with `first`, the others with `rest`
  /// (as many spaces as `first` is wide, where it is left out).
  ///
  /// Lines break at spaces and beside wide characters (but not before closing or after opening punctuation); a word
  /// that no line can hold is cut, after a sign of punctuation where there is one.
  package func wrapped(to width: Int, first: StyledLine = [], rest: StyledLine? = nil) -> [StyledLine] {
    let rest = rest ?? StyledLine(spaces: first.width)
    var breaker = LineBreaker(
      first: first, rest: rest, firstRoom: max(2, width - first.width), restRoom: max(2, width - rest.width))
    for span in spans { breaker.take(span) }
    return breaker.finish()
  }

  /// The line cut into lines of at most `width` columns, its spaces kept; all but the first begin with `mark`.
  /// For code, where every space counts.
  package func cut(to width: Int, mark: StyledLine) -> [StyledLine] {
    guard self.width > width else { return [self] }
    let pieces = Glyph.cut(glyphs, firstRoom: max(2, width), restRoom: max(2, width - mark.width))
    return pieces.enumerated().map { index, glyphs in
      var line = index == 0 ? [] : mark
      for glyph in glyphs { line.append(glyph.span) }
      return line
    }
  }

  /// The line shortened to at most `width` columns; `…` stands for what was left out.
  package func truncated(to width: Int) -> StyledLine {
    guard self.width > width else { return self }
    var line = StyledLine()
    var room = max(0, width - 1)
    for glyph in glyphs {
      guard glyph.width <= room else { break }
      line.append(glyph.span)
      room -= glyph.width
    }
    if width > 0 { line.append(Span(safe: "…", line.spans.last?.style ?? .plain)) }
    return line
  }

  private var glyphs: [Glyph] { spans.flatMap { span in span.text.map { Glyph($0, span.style) } } }
}

/// One character on the screen.
private struct Glyph {
  var character: Character
  var style: Style
  var width: Int

  init(_ character: Character, _ style: Style) {
    self.character = character
    self.style = style
    width = DisplayWidth.of(character)
  }

  var span: Span { Span(safe: String(character), style) }

  /// Where a run too long for a line is cut best: after these, if they stand in the line's second half.
  private static let goodEnds: Set<Character> = ["/", "_", ",", ";", "=", "&", "?", "(", ")", "]", "}"]

  /// Cuts a run of glyphs into pieces that fit: at a space or after a sign in a piece's second half, or else
  /// anywhere. A space at a cut goes.
  static func cut(_ glyphs: [Glyph], firstRoom: Int, restRoom: Int) -> [ArraySlice<Glyph>] {
    var pieces: [ArraySlice<Glyph>] = []
    var start = 0
    var room = firstRoom
    while start < glyphs.count {
      var end = start
      var used = 0
      var space: Int?
      var sign: Int?
      while end < glyphs.count, used + glyphs[end].width <= room {
        used += glyphs[end].width
        if used * 2 >= room {
          if glyphs[end].character == " " { space = end }
          if goodEnds.contains(glyphs[end].character) { sign = end + 1 }
        }
        end += 1
      }
      if end == start { end += 1 }  // wider than the room: it has to go somewhere
      if end < glyphs.count, glyphs[end].character != " " { end = space ?? sign ?? end }
      pieces.append(glyphs[start..<end])
      start = end
      if start < glyphs.count, glyphs[start].character == " " { start += 1 }
      room = restRoom
    }
    return pieces
  }
}

/// Fills lines greedily with words.
private struct LineBreaker {
  let first: StyledLine
  let rest: StyledLine
  let firstRoom: Int
  let restRoom: Int

  var lines: [StyledLine] = []
  var line: StyledLine
  var used = 0
  var room: Int
  var spaces: [Span] = []
  var spacesWidth = 0
  var word: [Span] = []
  var wordWidth = 0
  /// The last character of `word`, as far as it decides whether a line may break after it.
  var lastIsWide = false
  var lastOpens = false

  init(first: StyledLine, rest: StyledLine, firstRoom: Int, restRoom: Int) {
    self.first = first
    self.rest = rest
    self.firstRoom = firstRoom
    self.restRoom = restRoom
    line = first
    room = firstRoom
  }

  mutating func take(_ span: Span) {
    let text = span.text
    let bytes = text.utf8
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let start = index
      var end = index
      var count = 0
      let isSpace = bytes[index] == UInt8(ascii: " ")
      while end < bytes.endIndex, bytes[end] < 0x80, (bytes[end] == UInt8(ascii: " ")) == isSpace {
        end = bytes.index(after: end)
        count += 1
      }
      // A mark that follows belongs to the last ASCII character.
      if end < bytes.endIndex, bytes[end] >= 0x80, count > 0 {
        end = bytes.index(before: end)
        count -= 1
      }
      if count > 0 {
        index = end
        let run = text[start..<end]
        if isSpace { takeSpaces(run, count, span.style) } else { takeASCII(run, count, span.style) }
      } else {
        index = text.index(after: start)
        takeCharacter(text[start], span.style)
      }
    }
  }

  private mutating func takeSpaces(_ run: Substring, _ count: Int, _ style: Style) {
    flushWord()
    spaces.append(Span(safe: String(run), style))
    spacesWidth += count
  }

  private mutating func takeASCII(_ run: Substring, _ count: Int, _ style: Style) {
    if lastIsWide, !lastOpens, let sign = run.first, !Self.neverFirst.contains(sign) { flushWord() }
    add(Span(safe: String(run), style), count)
    lastIsWide = false
    lastOpens = run.last.map(Self.neverLast.contains) ?? false
  }

  private mutating func takeCharacter(_ character: Character, _ style: Style) {
    if character == " " || character == "\u{3000}" {
      flushWord()
      spaces.append(Span(safe: String(character), style))
      spacesWidth += DisplayWidth.of(character)
      return
    }
    let width = DisplayWidth.of(character)
    if !word.isEmpty, width == 2 || lastIsWide, !lastOpens, !Self.neverFirst.contains(character) {
      flushWord()
    }
    add(Span(safe: String(character), style), width)
    lastIsWide = width == 2
    lastOpens = Self.neverLast.contains(character)
  }

  private mutating func add(_ span: Span, _ width: Int) {
    word.append(span)
    wordWidth += width
  }

  private static let neverFirst: Set<Character> = [
    ")", "]", "}", ".", ",", ":", ";", "!", "?", "%", "'", "\"", "」", "』", "】", "〉", "》", "）", "］", "｝", "、",
    "。", "，",
    "．", "：", "；", "！", "？", "ー", "々", "ゃ", "ゅ", "ょ", "っ", "ャ", "ュ", "ョ", "ッ", "”", "’", "…", "·",
  ]
  private static let neverLast: Set<Character> = [
    "(", "[", "{", "「", "『", "【", "〈", "《", "（", "［", "｛", "“", "‘", "$",
  ]

  private mutating func flushWord() {
    guard !word.isEmpty else { return }
    defer {
      word.removeAll(keepingCapacity: true)
      wordWidth = 0
      lastIsWide = false
      lastOpens = false
    }
    if used + spacesWidth + wordWidth > room, used > 0 || wordWidth > room && restRoom > room { newLine() }
    commitSpaces()
    if used + wordWidth <= room {
      for span in word { line.append(span) }
      used += wordWidth
    } else {
      cutWord()
    }
  }

  /// Spaces at the start of a broken line go; those at the very start of the text stay, as far as they fit.
  private mutating func commitSpaces() {
    if used > 0 || lines.isEmpty, used + spacesWidth + min(wordWidth, max(2, room / 2)) <= room {
      for span in spaces { line.append(span) }
      used += spacesWidth
    }
    spaces.removeAll(keepingCapacity: true)
    spacesWidth = 0
  }

  private mutating func cutWord() {
    let glyphs = word.flatMap { span in span.text.map { Glyph($0, span.style) } }
    for (index, piece) in Glyph.cut(glyphs, firstRoom: room - used, restRoom: restRoom).enumerated() {
      if index > 0 { newLine() }
      for glyph in piece {
        line.append(glyph.span)
        used += glyph.width
      }
    }
  }

  private mutating func newLine() {
    lines.append(line)
    line = rest
    used = 0
    room = restRoom
    spaces.removeAll(keepingCapacity: true)
    spacesWidth = 0
  }

  mutating func finish() -> [StyledLine] {
    flushWord()
    lines.append(line)
    return lines
  }
}
