/// What becomes of a learner's history when an author edits a question that has no id of its own.
package enum Identity {
  /// A question as the history knows it.
  package struct Known: Sendable, Hashable {
    package var id: String
    package var lesson: String
    /// The prompt as it stood when it was last asked.
    package var wording: String

    package init(id: String, lesson: String, wording: String) {
      self.id = id
      self.lesson = lesson
      self.wording = wording
    }
  }

  /// A question whose history another one inherits.
  package struct Rename: Sendable, Hashable {
    package var old: String
    package var new: String
    /// How alike the wordings are, up to 1.
    package var similarity: Double
  }

  /// What becomes of the histories of questions that are no longer in the course.
  package struct Outcome: Sendable, Hashable {
    package var renames: [Rename] = []
    /// Those that nothing inherits, in the order they were known in.
    package var orphans: [Known] = []
  }

  /// Each history is inherited once; in this order by a question of
  /// - a lesson whose file was renamed, which still asks under the same heading,
  /// - the same lesson, whose wording differs but for little: the most alike first,
  /// - the same lesson, whose wording differs more, if the two are each other's nearest and about the same thing.
  package static func outcome(of known: [Known], in course: Course) -> Outcome {
    let current = Set(course.questions.map(\.id))
    let old = Set(known.map(\.id))
    var heirs = Heirs(
      gone: known.filter { !current.contains($0.id) },
      lessons: course.lessons.map { lesson in
        (lesson.id, lesson.questions.filter { !old.contains($0.id) }.map { ($0.id, $0.prompt) })
      })
    heirs.followRenamedLessons()
    heirs.followEdits()
    heirs.followRewordings()
    return Outcome(renames: heirs.renames, orphans: heirs.orphans)
  }

  /// Only the renames of `outcome`.
  package static func inherit(_ known: [Known], by course: Course) -> [Rename] {
    outcome(of: known, in: course).renames
  }

  /// How alike two wordings are, from 0 to 1: by the words that mean something, in their order.
  package static func similarity(_ a: String, _ b: String) -> Double { Wording(a).similarity(to: Wording(b)) }
}
