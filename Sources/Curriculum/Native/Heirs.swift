/// Finds for questions that are gone the new ones that take their histories, rule by rule.
struct Heirs {
  typealias New = (id: String, prompt: String)

  private(set) var renames: [Identity.Rename] = []
  private var gone: [Identity.Known]
  private var lessons: [(id: String, questions: [New])]
  private let existing: Set<String>

  init(gone: [Identity.Known], lessons: [(id: String, questions: [New])]) {
    self.gone = gone
    self.lessons = lessons
    existing = Set(lessons.map(\.id))
  }

  var orphans: [Identity.Known] { gone }

  private mutating func accept(_ accepted: [Identity.Rename]) {
    renames += accepted
    let old = Set(accepted.map(\.old))
    let new = Set(accepted.map(\.new))
    gone.removeAll { old.contains($0.id) }
    for index in lessons.indices { lessons[index].questions.removeAll { new.contains($0.id) } }
  }

  // MARK: Renamed files

  /// The file of a lesson has another name: its questions have the same headings, which their ids end with.
  mutating func followRenamedLessons() {
    let moved = gone.filter { !existing.contains($0.lesson) }
    guard !moved.isEmpty else { return }
    var places: [String: [(lesson: String, id: String)]] = [:]
    for lesson in lessons {
      for question in lesson.questions {
        guard let slug = Self.slug(question.id, in: lesson.id) else { continue }
        places[slug, default: []].append((lesson.id, question.id))
      }
    }
    // A heading that several lessons have is found in the one that has most of the old lesson's.
    var shared: [[String]: Int] = [:]
    for question in moved {
      for place in Self.slug(question.id, in: question.lesson).flatMap({ places[$0] }) ?? [] {
        shared[[question.lesson, place.lesson], default: 0] += 1
      }
    }
    var taken: Set<String> = []
    var accepted: [Identity.Rename] = []
    for question in moved {
      let found = (Self.slug(question.id, in: question.lesson).flatMap { places[$0] } ?? []).map { place in
        (place, count: shared[[question.lesson, place.lesson], default: 0])
      }
      guard let best = found.max(by: { $0.count < $1.count }),
        found.count(where: { $0.count == best.count }) == 1, taken.insert(best.0.id).inserted
      else { continue }
      accepted.append(Identity.Rename(old: question.id, new: best.0.id, similarity: 1))
    }
    accept(accepted)
  }

  private static func slug(_ id: String, in lesson: String) -> String? {
    id.hasPrefix(lesson + "/") ? String(id.dropFirst(lesson.count + 1)) : nil
  }

  // MARK: Edited questions

  /// Wordings this much alike, by `similarity`, are the same question. A word of seven may be another one; in a
  /// shorter question no word that means something may, for "the forget gate" is not "the input gate".
  private static let threshold = 0.85

  mutating func followEdits() {
    var candidates: [(rename: Identity.Rename, tieBreak: Double)] = []
    for (old, wording, new, newWording) in pairs() {
      let similarity = wording.similarity(to: newWording)
      guard similarity >= Self.threshold else { continue }
      candidates.append(
        (
          Identity.Rename(old: old, new: new, similarity: similarity),
          wording.fullSimilarity(to: newWording)
        ))
    }
    candidates.sort { a, b in
      if a.rename.similarity != b.rename.similarity { return a.rename.similarity > b.rename.similarity }
      if a.tieBreak != b.tieBreak { return a.tieBreak > b.tieBreak }
      return (a.rename.old, a.rename.new) < (b.rename.old, b.rename.new)
    }
    var usedOld: Set<String> = []
    var usedNew: Set<String> = []
    accept(
      candidates.map(\.rename).filter { rename in
        guard !usedOld.contains(rename.old), !usedNew.contains(rename.new) else { return false }
        usedOld.insert(rename.old)
        usedNew.insert(rename.new)
        return true
      })
  }

  /// With more pairs than this in one lesson it was written anew.
  private static let maximumPairs = 10_000

  mutating func followRewordings() {
    var found: [Identity.Rename] = []
    for (old, wording, new, newWording) in pairs(maximum: Self.maximumPairs) {
      let similarity = wording.looseSimilarity(to: newWording)
      if similarity > 0 { found.append(Identity.Rename(old: old, new: new, similarity: similarity)) }
    }
    let byOld = Dictionary(grouping: found, by: \.old)
    let byNew = Dictionary(grouping: found, by: \.new)
    func isNearest(_ rename: Identity.Rename, among others: [Identity.Rename]?) -> Bool {
      others?.allSatisfy { $0 == rename || $0.similarity < rename.similarity } ?? true
    }
    accept(
      found.filter { isNearest($0, among: byOld[$0.old]) && isNearest($0, among: byNew[$0.new]) })
  }

  /// Each question that is gone beside each new one of its lesson.
  private func pairs(
    maximum: Int = .max
  ) -> [(old: String, wording: Wording, new: String, newWording: Wording)] {
    let gone = Dictionary(grouping: gone, by: \.lesson)
    return lessons.flatMap { lesson in
      let old = (gone[lesson.id] ?? []).map { ($0.id, Wording($0.wording)) }
      guard !old.isEmpty, old.count * lesson.questions.count <= maximum else {
        return [(old: String, wording: Wording, new: String, newWording: Wording)]()
      }
      let new = lesson.questions.map { ($0.id, Wording($0.prompt)) }
      return old.flatMap { old in new.map { (old.0, old.1, $0.0, $0.1) } }
    }
  }
}
