import Curriculum
import Practice

/// A learner's course with what is remembered of it: what the learning commands start from.
struct Study {
  var course: Course
  var deck: Deck
  var store: Store

  /// Reads the course and opens the progress file. Messages about either go to standard error; what makes work
  /// impossible is a `Failure`.
  static func open(
    _ course: CourseOptions, _ progress: ProgressOptions, for purpose: Store.Purpose
  ) throws -> Study {
    let course = try load(course)
    let store = try store(progress, for: purpose)
    return Study(course: course, deck: Deck(course), store: store)
  }

  /// Tells history what the course asks now, and the learner what moved.
  func sync() throws(StoreError) {
    for rename in try store.sync(course, deck: deck, at: Clock.now) {
      Output.standardError(
        "unroll: the question \(rename.old) is gone; its history goes on with \(rename.new)"
          .sanitisedForTerminal)
    }
  }

  static func load(_ options: CourseOptions) throws -> Course {
    try Course.load(from: options.path())
  }

  static func store(_ options: ProgressOptions, for purpose: Store.Purpose) throws -> Store {
    try Store.open(at: options.path, for: purpose, program: Unroll.configuration.version, now: Clock.now)
  }
}

extension Study {
  /// Takes suspended cards back into sessions; gives how many.
  func unsuspend(_ topics: TopicFilter) throws(StoreError) -> Int {
    let states = try store.states(course: course.id)
    let suspended = deck.cards.filter { topics.contains($0) && states[$0.id]?.isSuspended == true }
    for card in suspended {
      _ = try store.suspend(card.id, question: card.question, course: course.id, false)
    }
    return suspended.count
  }
}

extension StudySettings {
  /// As the learner's machine has it: local days.
  static var local: StudySettings {
    var settings = StudySettings()
    settings.day = Clock.day
    return settings
  }
}
