import Curriculum

@testable import Practice

/// Questions, lessons and courses for the tests.
enum Sample {
  static func question(
    _ id: String, lesson: String = "lesson", prompt: String? = nil, form: Question.Form = .recall,
    answer: String = "An answer.", answerClass: Question.AnswerClass = .text,
    followUps: [(prompt: String, answer: String?)] = [], keyPoints: [Question.KeyPoint] = [],
    kinds: Set<Question.CardKind>? = nil, topics: [String] = []
  ) -> Question {
    Question(
      id: id, lesson: lesson, path: "content/\(lesson).md", lines: 1...9, prompt: prompt ?? "Question \(id)?",
      form: form, answer: answer, answerClass: answerClass, keyPoints: keyPoints,
      followUps: followUps.map { Question.FollowUp(prompt: $0.prompt, line: 5, answer: $0.answer) },
      topics: topics, cardKinds: kinds)
  }

  static func lesson(_ id: String, requires: [String] = [], topics: [String] = [], _ questions: [Question])
    -> Lesson
  {
    Lesson(
      id: id, title: id, path: "content/\(id).md", topics: topics, requires: requires, questions: questions)
  }

  static func course(_ lessons: [Lesson], unit: String = "unit") -> Course {
    Course(
      id: "course", title: "Course", root: "/course",
      units: [Course.Unit(id: unit, title: unit, lessons: lessons, exercises: [])], diagnostics: [])
  }

  /// `lessons` lessons of `questions` questions each, with follow-ups and clozes as siblings.
  static func course(lessons: Int, questions: Int) -> Course {
    course(
      (0..<lessons).map { number in
        let id = "lesson-\(number)"
        return lesson(
          id, topics: ["topic-\(number % 2)"],
          (0..<questions).map { question in
            Self.question(
              "\(id)/q\(question)", lesson: id, answer: "The ==first== and the ==second== part.",
              followUps: [("And then?", "More.")])
          })
      })
  }

  /// The asking of the only card of a question with this form.
  static func asking(_ form: Question.Form, prompt: String = "?", seed: UInt64 = 1) -> Asking? {
    var generator = SplitMix(seed: seed)
    let deck = Deck(course([lesson("lesson", [question("q", prompt: prompt, form: form)])]))
    return deck.cards.first?.asking(using: &generator)
  }
}
