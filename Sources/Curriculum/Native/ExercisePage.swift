import Markdown

/// What the page of an exercise says below its front matter: the task, the hints, and programs in fences.
struct ExercisePage {
  /// A program's place in its exercise.
  enum Part: Hashable {
    case starter(Exercise.Language)
    case solution(Exercise.Language)
    case mistake(String, Exercise.Language)

    var name: String {
      switch self {
      case .starter(let language): "the \(language.rawValue) starter"
      case .solution(let language): "the \(language.rawValue) solution"
      case .mistake(let id, let language):
        "the \(language.rawValue) version of the mistake \(Findings.quote(id))"
      }
    }
  }

  private(set) var title: String?
  private(set) var task = ""
  private(set) var hints: [String] = []
  private(set) var programs: [(part: Part, code: String, offset: Int)] = []

  init(_ document: Document, firstLine: Int, into findings: inout Findings) {
    let source = document.source
    let outline = Outline(document, firstLine: firstLine)
    var taken: [ClosedRange<Int>] = []
    for block in document.blocks where block.kind == .codeBlock && block.isFenced {
      guard let part = Self.part(block, &findings) else { continue }
      programs.append((part, block.literal, block.range.lowerBound))
      taken.append(block.line...max(block.line, block.endLine))
    }
    var taskLines: [ClosedRange<Int>] = []
    var hintLines: [[ClosedRange<Int>]] = []
    var hintLevel: Int?
    for stretch in outline.stretches {
      if let level = hintLevel, stretch.level > level {
        hintLines[hintLines.count - 1].append(stretch.lines)
      } else if Self.isHint(stretch.title) {
        hintLevel = stretch.level
        hintLines.append(stretch.body.map { [$0] } ?? [])
      } else {
        hintLevel = nil
        if title == nil, stretch.level == 1, taskLines.isEmpty {
          title = stretch.heading?.plainText
          if let body = stretch.body { taskLines.append(body) }
        } else {
          taskLines.append(stretch.lines)
        }
      }
    }
    func text(_ ranges: [ClosedRange<Int>]) -> String {
      Excerpt.lines(ranges.flatMap { Excerpt.subtracting(taken, from: $0) }, of: source)
    }
    task = text(taskLines)
    hints = hintLines.map(text).filter { !$0.isEmpty }
    if hints.count < hintLines.count,
      let heading = outline.stretches.first(where: { Self.isHint($0.title) })?.heading
    {
      findings.warning(
        "empty-hint", at: heading.range.lowerBound, "One of the hints says nothing: fill or remove it.")
    }
  }

  private static func isHint(_ title: String) -> Bool {
    let words = title.lowercased()
    return words == "hint" || words.hasPrefix("hint ") || words.hasPrefix("hint:")
  }

  private static let roles = ["starter", "solution", "mistake"]

  /// What an info string such as `python mistake carry-lost` says the code is; nil for code of the task itself.
  private static func part(_ block: Node, _ findings: inout Findings) -> Part? {
    let words = block.info.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.count >= 2 else { return nil }
    guard roles.contains(words[1]) else {
      if let meant = Suggestion.nearest(to: words[1], among: roles) {
        findings.warning(
          "fence-role", at: block.range.lowerBound,
          "\(Findings.quote(words[1])) says nothing about this code, which stays in the task. Did you mean `\(meant)`?"
        )
      }
      return nil
    }
    guard let language = Exercise.Language(rawValue: words[0].lowercased()) else {
      findings.error(
        "unknown-language", at: block.range.lowerBound,
        "Programs are written in `swift` or `python`, not in \(Findings.quote(words[0])).")
      return nil
    }
    switch words[1] {
    case "starter": return .starter(language)
    case "solution": return .solution(language)
    default:
      guard words.count >= 3 else {
        findings.error(
          "fence-role", at: block.range.lowerBound,
          "Which mistake is it? Write its name after the word, `\(words[0]) mistake forget-gate-uses-new-cell`."
        )
        return nil
      }
      return .mistake(words[2], language)
    }
  }
}
