/// Lessons and exercises that front matter names must exist.
enum UnknownMentions {
  static func check(_ mentions: [Mention], in course: Course) -> [Diagnostic] {
    let lessons = course.lessons.map(\.id)
    let exercises = course.exercises.map(\.id)
    let known: [Mention.Kind: Set<String>] = [.lesson: Set(lessons), .exercise: Set(exercises)]
    return mentions.compactMap { mention in
      if known[mention.kind, default: []].contains(mention.id) { return nil }
      var diagnostic = mention.place
      let names = mention.kind == .lesson ? lessons : exercises
      diagnostic.message =
        "There is no \(mention.kind.rawValue) \(Findings.quote(mention.id)). "
        + Suggestion.hint(for: mention.id, among: names)
      return diagnostic
    }
  }
}
