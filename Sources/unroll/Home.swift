import Curriculum
import Markdown
import Practice

/// What the home screen knows.
struct Home {
  var courseTitle: String
  var counts: HomeCounts
  /// New cards that today still has room for.
  var newToday: Int
  var questions: Int
  var nextLesson: CourseOutline.Lesson?
  var nextExercise: CourseOutline.Exercise?
  var exercisesPassed: Int
  var exercises: Int
  /// How many of the course's files have problems.
  var problems: Int

  static func load(_ options: CourseOptions, _ progress: ProgressOptions) throws -> Home {
    let outline = try CourseIndex.local.outline(ofCourseAt: options.path())
    let store = try Study.store(progress, for: .showing)
    return try Home(outline, store, settings: .local, at: Clock.now)
  }

  init(
    _ course: CourseOutline, _ store: Store, settings: StudySettings, at now: Int64
  ) throws(StoreError) {
    let known = try store.exerciseProgress()
    let states = try store.states(course: course.id)
    func isNew(_ card: String) -> Bool { states[card]?.isNew ?? true }
    let new = course.lessons.map { $0.cards.count(where: isNew) }
    courseTitle = course.title
    counts = try store.homeCounts(course: course.id, day: settings.day, at: now)
    questions = course.questions
    newToday = min(new.reduce(0, +), max(0, settings.newPerDay - counts.introducedToday))
    // A lesson is done with when each of its questions was met in some card.
    nextLesson = course.lessons.first { lesson in
      let met = Set(lesson.cards.filter { !isNew($0) }.map(Card.question(ofID:)))
      return lesson.cards.contains { !met.contains(Card.question(ofID: $0)) }
    }
    nextExercise = course.exercises.first { known[$0.id]?.firstPassed == nil }
    exercises = course.exercises.count
    exercisesPassed = course.exercises.count { known[$0.id]?.firstPassed != nil }
    problems = course.problems
  }
}

extension Card {
  /// The question's id in a card's: what stands before the kind.
  fileprivate static func question(ofID id: String) -> Substring { id.prefix { $0 != "#" } }
}

extension CardState {
  /// Waiting to be met, and wanted.
  fileprivate var isNew: Bool { memory == nil && !isSuspended }
}

/// The home screen's lines: the same on a terminal and in a pipe.
struct HomeView {
  var home: Home
  var width: Int
  var now: Int64

  var lines: [StyledLine] {
    var lines = row("Due", due)
    lines += row(
      "New",
      "\(Duration.count(home.newToday, "card")) today; \(Duration.count(home.questions, "question")) in the course"
    )
    if home.counts.streak > 0 {
      lines += row(
        "Streak", "\(Duration.count(home.counts.streak, "day")), \(home.counts.answeredToday) answered today")
    }
    lines.append([])
    if let lesson = home.nextLesson {
      lines += row("Next lesson", lesson.title, command: "unroll lesson \(lesson.id)")
    } else if home.counts.seen > 0 {
      lines += row("Next lesson", "every lesson's questions have been met")
    }
    if let exercise = home.nextExercise {
      lines += row("Next exercise", exercise.title, command: "unroll start \(exercise.id)")
    }
    if home.exercises > 0 { lines += row("Passed", "\(home.exercisesPassed) of \(home.exercises) exercises") }
    if home.problems > 0 {
      lines += [[]] + row("Problems", "in \(Duration.count(home.problems, "file"))", command: "unroll check")
    }
    lines += [[]] + row("Practise", "", command: "unroll quiz")
    return lines
  }

  private var due: String {
    guard let next = home.counts.nextDue else { return "nothing yet" }
    let today = Duration.count(home.counts.learning + home.counts.review, "card") + " today"
    if next <= now { return today }
    let wait = "next in \(Duration.short(next - now))"
    return home.counts.learning + home.counts.review > 0
      ? "nothing now; \(today), \(wait)" : "nothing; \(wait)"
  }

  private func row(_ label: String, _ text: String, command: String? = nil) -> [StyledLine] {
    let margin = width >= 50 ? 15 : 0
    let value = StyledLine(text) + StyledLine(command.map { (text.isEmpty ? "" : "  ") + $0 } ?? "", .dim)
    if margin == 0 {
      return (StyledLine(label + ": ", Style(.accent)) + value).wrapped(
        to: width, rest: StyledLine(spaces: 2))
    }
    return value.wrapped(
      to: width, first: StyledLine(label, Style(.accent)).padded(to: margin), rest: StyledLine(spaces: margin)
    )
  }
}
