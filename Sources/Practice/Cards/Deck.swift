import Curriculum

/// The cards of a course, in the order in which they are to be met: a lesson after those it requires, otherwise as
/// the course has them; within a question its own card first, then follow-ups, then clozes.
package struct Deck: Sendable {
  /// Id of the course.
  package let course: String
  package let cards: [Card]
  /// Questions that give no card, or not their own, with the reason.
  package let unasked: [Unasked]
  private let positions: [String: Int]

  package struct Unasked: Sendable, Hashable {
    package enum Reason: Sendable, Hashable {
      /// There is nothing to compare one's own answer with.
      case noAnswer(Question.AnswerClass)
      /// `cards:` names no kind that this question could give.
      case switchedOff
      /// The formula has no finite answer for any values that were drawn.
      case noValue
    }

    package var question: String
    package var reason: Reason
  }

  package init(_ course: Course) {
    var cards: [Card] = []
    var unasked: [Unasked] = []
    var positions: [String: Int] = [:]
    for (unit, lesson) in course.lessonsByPrerequisite {
      for question in lesson.questions {
        let (made, reason) = question.cards(unit: unit, lesson: lesson)
        if let reason { unasked.append(Unasked(question: question.id, reason: reason)) }
        // The reader promises unique ids; should two still be equal, the first keeps its history.
        for card in made where positions.updateValue(cards.count, forKey: card.id) == nil {
          cards.append(card)
        }
      }
    }
    self.init(course: course.id, cards: cards, unasked: unasked)
  }

  package init(course: String, cards: [Card], unasked: [Unasked] = []) {
    self.course = course
    self.cards = cards
    self.unasked = unasked
    positions = Dictionary(cards.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package subscript(id: String) -> Card? { positions[id].map { cards[$0] } }
}

extension Course {
  /// Every lesson after those that it requires, and otherwise in the course's order. A circle of requirements is
  /// entered at its first lesson; unknown ids count for nothing.
  var lessonsByPrerequisite: [(unit: String, lesson: Lesson)] {
    let lessons = units.flatMap { unit in unit.lessons.map { (unit: unit.id, lesson: $0) } }
    let indices = Dictionary(
      lessons.enumerated().map { ($1.lesson.id, $0) }, uniquingKeysWith: { first, _ in first })
    var isPlaced = [Bool](repeating: false, count: lessons.count)
    var isOpen = isPlaced
    var result: [(unit: String, lesson: Lesson)] = []
    for start in lessons.indices where !isPlaced[start] {
      // Depth first with a stack of our own: a chain of requirements may be as long as the course.
      var stack = [(lesson: start, next: 0)]
      isOpen[start] = true
      while let (index, next) = stack.last {
        let requires = lessons[index].lesson.requires
        if next < requires.count {
          stack[stack.count - 1].next += 1
          if let required = indices[requires[next]], !isPlaced[required], !isOpen[required] {
            isOpen[required] = true
            stack.append((required, 0))
          }
        } else {
          isPlaced[index] = true
          result.append(lessons[index])
          stack.removeLast()
        }
      }
    }
    return result
  }
}
