import Markdown

/// Reads one file in the native format.
struct LessonReader {
  private let document: Document
  private let id: String
  var findings: Findings
  private(set) var mentions: [Mention] = []

  init(_ document: Document, id: String, path: String) {
    self.document = document
    self.id = id
    findings = Findings(source: document.source, path: path)
  }

  private var source: Source { document.source }

  mutating func read() -> Lesson {
    var lesson = Lesson(id: id, title: "", path: findings.path)
    let frontMatter = FrontMatter.read(source, into: &findings)
    for entry in frontMatter?.entries ?? [] { apply(entry, to: &lesson) }
    let outline = Outline(document, firstLine: (frontMatter?.lines.upperBound ?? 0) + 1)
    let titleHeading = outline.stretches.first { $0.level == 1 && Native.prompt(ofHeading: $0.title) == nil }
    if lesson.title.isEmpty { lesson.title = titleHeading?.heading?.plainText ?? "" }
    if lesson.title.isEmpty { lesson.title = FileName.title(id) }

    /// Questions that the next stretch may still belong to, the innermost last; a deeper question interrupts the
    /// one around it.
    var open: [Int] = []
    var drafts: [QuestionDraft] = []
    var enclosing: [Outline.Stretch] = []
    for stretch in outline.stretches {
      if stretch.level > 0 {
        open.removeAll { drafts[$0].stretches[0].level >= stretch.level }
        enclosing.removeAll { $0.level >= stretch.level }
      }
      if let prompt = Native.prompt(ofHeading: stretch.title), let heading = stretch.heading {
        if prompt.isEmpty {
          findings.error(
            "no-question", at: heading.range.lowerBound,
            "This heading opens a question but asks nothing: write the question after the colon.")
        } else {
          let section = enclosing.last { $0.lines != titleHeading?.lines }?.heading?.plainText
          open.append(drafts.count)
          drafts.append(QuestionDraft(prompt: prompt, section: section, stretches: [stretch]))
          continue
        }
      }
      if let innermost = open.last {
        drafts[innermost].stretches.append(stretch)
      } else {
        addProse(stretch, to: &lesson, follows: drafts.last)
        if stretch.level > 0 { enclosing.append(stretch) }
      }
    }
    for draft in drafts {
      var reader = QuestionReader(draft: draft, lesson: lesson, source: source, findings: findings)
      lesson.questions.append(reader.read())
      findings = reader.findings
    }
    return lesson
  }

  private mutating func addProse(
    _ stretch: Outline.Stretch, to lesson: inout Lesson, follows draft: QuestionDraft?
  ) {
    if let heading = stretch.heading, let draft, stretch.level == draft.stretches[0].level,
      QuestionReader.Part(title: stretch.title) != .answer
    {
      findings.error(
        "stray-part", at: heading.range.lowerBound,
        "This heading belongs to no question, because a question ends at the next heading of its own level: "
          + "write it one level deeper, `\(String(repeating: "#", count: stretch.level + 1)) …`.")
    }
    if let heading = stretch.heading, draft == nil, case .followUp = QuestionReader.Part(title: stretch.title)
    {
      findings.error(
        "stray-part", at: heading.range.lowerBound,
        "No question stands above this heading, so nothing is followed up: open one with `Q: …`.")
    }
    guard let body = stretch.body, let inner = Excerpt.trimmed(body, of: source) else { return }
    lesson.prose.append(
      Lesson.Section(
        title: stretch.heading?.plainText ?? "", lines: stretch.lines.lowerBound...inner.upperBound,
        markdown: Excerpt.lines([inner], of: source), level: stretch.level))
  }

  private mutating func ids(_ entry: Setting.Entry, of kind: Mention.Kind) -> [String] {
    let named = findings.strings(entry.value, of: entry.key)
    for (id, position) in named { mentions.append(findings.mention(kind, id, at: position)) }
    return named.map(\.text)
  }

  private static let keys = ["title", "topics", "requires", "exercises", "sources"]

  private mutating func apply(_ entry: Setting.Entry, to lesson: inout Lesson) {
    switch entry.key {
    case "title": lesson.title = findings.string(entry) ?? ""
    case "topics": lesson.topics = findings.strings(entry)
    case "requires": lesson.requires = ids(entry, of: .lesson)
    case "exercises": lesson.exercises = ids(entry, of: .exercise)
    case "sources":
      for source in findings.mapping(
        entry, expected: "keys with what they stand for, `graves2012: Graves, …`")
      {
        let text = findings.string(source) ?? ""
        lesson.sources.append(Lesson.Citation(key: source.key, text: text))
      }
    default: findings.unknownKey(entry, known: Self.keys, of: "The front matter of a lesson")
    }
  }
}
