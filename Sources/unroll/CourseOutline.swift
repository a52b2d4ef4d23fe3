import Curriculum
import Practice

/// What the home screen needs of a course, and no more: small enough to be kept between two runs.
struct CourseOutline: Equatable {
  var id: String
  var title: String
  var questions: Int
  /// How many of its files have problems.
  var problems: Int
  /// Those that have cards, in the order in which they are to be met.
  var lessons: [Lesson]
  var exercises: [Exercise]

  struct Lesson: Equatable {
    var id: String
    var title: String
    /// Ids of its cards.
    var cards: [String]
  }

  struct Exercise: Equatable {
    var id: String
    var title: String
  }
}

extension CourseOutline {
  init(_ course: Course) {
    id = course.id
    title = course.title
    questions = course.questions.count
    problems = Set(course.diagnostics.filter { $0.severity == .error }.map(\.path)).count
    exercises = course.exercises.map { Exercise(id: $0.id, title: $0.title) }
    let titles = Dictionary(course.lessons.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
    lessons = []
    var positions: [String: Int] = [:]
    for card in Deck(course).cards {
      if let position = positions[card.lesson] {
        lessons[position].cards.append(card.id)
      } else {
        positions[card.lesson] = lessons.count
        lessons.append(Lesson(id: card.lesson, title: titles[card.lesson] ?? card.lesson, cards: [card.id]))
      }
    }
  }
}

// MARK: As text

extension CourseOutline {
  var fields: Fields {
    var fields = Fields()
    fields.add(id)
    fields.add(title)
    fields.add(questions)
    fields.add(problems)
    fields.add(lessons.count)
    for lesson in lessons {
      fields.add(lesson.id)
      fields.add(lesson.title)
      fields.add(lesson.cards.count)
      for card in lesson.cards { fields.add(card) }
    }
    fields.add(exercises.count)
    for exercise in exercises {
      fields.add(exercise.id)
      fields.add(exercise.title)
    }
    return fields
  }

  /// Nil where the fields aren't those of an outline.
  init?(_ reader: inout Fields.Reader) {
    guard let id = reader.text(), let title = reader.text(), let questions = reader.number(),
      let problems = reader.number(),
      let lessons = reader.list({ reader -> Lesson? in
        guard let id = reader.text(), let title = reader.text(), let cards = reader.list({ $0.text() })
        else { return nil }
        return Lesson(id: id, title: title, cards: cards)
      }),
      let exercises = reader.list({ reader -> Exercise? in
        guard let id = reader.text(), let title = reader.text() else { return nil }
        return Exercise(id: id, title: title)
      })
    else { return nil }
    self.init(
      id: id, title: title, questions: questions, problems: problems, lessons: lessons, exercises: exercises)
  }
}

/// Texts one after the other, each with its length before it (`5:gates,`), so that any text can stand in one: the
/// netstrings of D. J. Bernstein, 1997.
struct Fields {
  private(set) var text = ""

  mutating func add(_ field: String) { text += "\(field.utf8.count):\(field)," }
  mutating func add(_ number: Int) { add(String(number)) }

  /// Takes fields out again. Each is nil where the bytes are no field.
  struct Reader {
    private var bytes: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

    var isAtEnd: Bool { bytes.isEmpty }

    mutating func text() -> String? {
      guard let colon = bytes.prefix(20).firstIndex(of: UInt8(ascii: ":")),
        let length = Int(String(decoding: bytes[..<colon], as: UTF8.self)), length >= 0
      else { return nil }
      let field = bytes[(colon + 1)...].prefix(length)
      guard field.count == length, field.endIndex < bytes.endIndex, bytes[field.endIndex] == UInt8(ascii: ",")
      else { return nil }
      bytes = bytes[(field.endIndex + 1)...]
      return String(decoding: field, as: UTF8.self)
    }

    mutating func number() -> Int? { text().flatMap { Int($0) } }

    /// A number of elements, and the elements.
    mutating func list<Element>(_ element: (inout Reader) -> Element?) -> [Element]? {
      guard let count = number(), count >= 0 else { return nil }
      var elements: [Element] = []
      while elements.count < count {
        guard let next = element(&self) else { return nil }
        elements.append(next)
      }
      return elements
    }
  }
}
