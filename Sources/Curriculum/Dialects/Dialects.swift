import Markdown

/// Q&A Markdown as other people write it. The dialect is found per file, and per run of a file where several
/// were pasted together; it is never asked for.
package enum Dialects {
  /// A file read as a lesson, whatever shape it has. Text in which no dialect finds a question is a lesson of
  /// prose; nil only for a file without a single character that is no space.
  package static func lesson(
    from source: Source, id: String, path: String
  ) -> (lesson: Lesson, diagnostics: [Diagnostic])? {
    guard source.bytes.contains(where: { !$0.isWhitespace }) else { return nil }
    let transcript = read(source, id: id, path: path)
    return (transcript.lesson, transcript.diagnostics)
  }

  /// What was read in a file: the lesson, the lines that say nothing of their own, the problems.
  struct Transcript: Sendable {
    var lesson: Lesson
    var labels: [ClosedRange<Int>]
    var diagnostics: [Diagnostic]
  }

  static func read(_ source: Source, id: String, path: String) -> Transcript {
    read(Document(parsing: source), id: id, path: path)
  }

  static func read(_ document: Document, id: String, path: String) -> Transcript {
    let source = document.source
    let manuscript = Manuscript(document, path: path)
    let passages = Passage.passages(in: manuscript.landmarks, of: source, dialects: Dialect.all)
    var transcript = Transcript(
      lesson: Lesson(id: id, title: FileName.title(id), path: path, dialect: "prose"), labels: [],
      diagnostics: manuscript.diagnostics)

    var sections = SectionNames(manuscript, passages)
    if let title = sections.title { transcript.lesson.title = title }
    var prose = ProseReader(manuscript, titleBlock: sections.titleBlock, title: transcript.lesson.title)
    var ids = UniqueIDs()
    var names: [String] = []
    var position = 0
    for passage in passages {
      prose.read(position..<passage.blocks.lowerBound)
      sections.advance(through: position..<passage.blocks.lowerBound)
      var reader = PassageReader(passage, in: manuscript)
      var question = reader.question(lesson: id, section: sections.section(of: passage))
      question.id = ids.unique(question.id)
      transcript.lesson.questions.append(question)
      transcript.labels += reader.labels
      transcript.diagnostics += reader.diagnostics
      if names.last != passage.dialect.name { names.append(passage.dialect.name) }
      position = passage.blocks.upperBound
    }
    prose.read(position..<manuscript.landmarks.count)

    transcript.lesson.prose = prose.sections
    transcript.labels += prose.labels
    if !names.isEmpty { transcript.lesson.dialect = names.joined(separator: ", ") }
    transcript.claimRemainingLines(of: source)
    transcript.diagnostics.sort { ($0.position, $0.code) < ($1.position, $1.code) }
    return transcript
  }
}

extension Dialects.Transcript {
  /// Lines that are no block of the tree, such as the targets of reference links, are labels: every line that is
  /// not blank belongs somewhere.
  fileprivate mutating func claimRemainingLines(of source: Source) {
    labels += source.linesOutside(lesson.questions.map(\.lines) + lesson.prose.map(\.lines) + labels)
    labels.sort { $0.lowerBound < $1.lowerBound }
    var merged: [ClosedRange<Int>] = []
    for label in labels {
      if let last = merged.last, last.upperBound + 1 >= label.lowerBound {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, label.upperBound)
      } else {
        merged.append(label)
      }
    }
    labels = merged
  }
}

/// Gives the second of two equal ids a number.
private struct UniqueIDs {
  private var counts: [String: Int] = [:]

  mutating func unique(_ id: String) -> String {
    let count = Self.increment(&counts[id, default: 0])
    return count == 1 ? id : unique("\(id)-\(count)")
  }

  /// One look-up for reading and writing.
  private static func increment(_ count: inout Int) -> Int {
    count += 1
    return count
  }
}
