import Markdown

@testable import Curriculum

/// A text in which circled numbers mark places: they are taken out, and their positions kept.
struct MarkedText {
  private static let marks: [Character] = ["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨"]

  let text: String
  private var positions: [Position: Character] = [:]

  init(_ marked: String) {
    var text = ""
    var line = 1
    var column = 1
    for character in marked {
      if Self.marks.contains(character) {
        positions[Position(line: line, column: column)] = character
        continue
      }
      text.append(character)
      if character == "\n" {
        line += 1
        column = 1
      } else {
        column += character.unicodeScalars.count
      }
    }
    self.text = text
  }

  /// `① error code` for each diagnostic, with line and column instead where no mark stands.
  func findings(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.sorted().map { diagnostic in
      let place = positions[diagnostic.position].map(String.init) ?? "\(diagnostic.position)"
      return "\(place) \(diagnostic.severity.rawValue) \(diagnostic.code)"
    }
  }

  /// What reading it as a native lesson reports.
  var lessonFindings: [String] {
    findings(Native.lesson(from: Source(text: text), id: "lesson", path: "lesson.md").diagnostics)
  }
}
