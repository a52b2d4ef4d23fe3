import Markdown

/// Knows the file's title, and under which heading each question stands.
struct SectionNames {
  let title: String?
  /// The heading that is the title; nil where the title is only part of a heading.
  let titleBlock: Int?
  private let manuscript: Manuscript
  /// Headings that are open, outermost first.
  private var headings: [Landmark] = []
  private var last: (words: Range<Int>, text: String)?

  init(_ manuscript: Manuscript, _ passages: [Passage]) {
    self.manuscript = manuscript
    let landmarks = manuscript.landmarks
    let firstQuestion = passages.first?.blocks.lowerBound ?? landmarks.count
    let first = landmarks.indices.first { landmarks[$0].isHeading }
    guard let first, first < firstQuestion else {
      (title, titleBlock) = (nil, nil)
      return
    }
    if let part = passages.first?.dialect.part?(landmarks[first], manuscript.source) {
      (title, titleBlock) = (manuscript.plainText(part.title), nil)
    } else {
      (title, titleBlock) = (manuscript.title(of: landmarks[first]), first)
    }
  }

  /// Takes note of the headings between two questions.
  mutating func advance(through blocks: Range<Int>) {
    for index in blocks where manuscript.landmarks[index].isHeading && index != titleBlock {
      let heading = manuscript.landmarks[index]
      headings.removeAll { $0.level >= heading.level }
      headings.append(heading)
    }
  }

  mutating func section(of passage: Passage) -> String? {
    let opener = manuscript.landmarks[passage.blocks.lowerBound]
    guard let part = passage.dialect.part else {
      let above = headings.last { !opener.isHeading || $0.level < opener.level }
      return above.map { plainText($0.words) }
    }
    for heading in headings.reversed() {
      if let (_, name) = part(heading, manuscript.source) { return plainText(name) }
    }
    return nil
  }

  /// Many questions stand under one heading: its words are read once.
  private mutating func plainText(_ words: Range<Int>) -> String {
    if let last, last.words == words { return last.text }
    let text = manuscript.plainText(words)
    last = (words, text)
    return text
  }
}
