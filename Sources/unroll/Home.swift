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
  var nextLesson: Lesson?
  /// How much of the next lesson's questions have been met.
  var nextLessonSeen: Int
  var nextExercise: Exercise?
  var exercisesPassed: Int
  var exercises: Int
  /// How many of the course's files have problems.
  var problems: Int

  static func load(_ options: CourseOptions, _ progress: ProgressOptions) throws -> Home {
    let study = try Study.open(options, progress, for: .showing)
    return try Home(study, settings: .local, at: Clock.now)
  }

  init(_ study: Study, settings: StudySettings, at now: Int64) throws(StoreError) {
    let course = study.course
    let known = try study.store.exerciseProgress()
    let lessons = study.deck.countsByLesson(try study.store.states(course: course.id))
    courseTitle = course.title
    counts = try study.store.homeCounts(course: course.id, day: settings.day, at: now)
    questions = course.questions.count
    let unseen = lessons.values.reduce(0) { $0 + $1.new }
    newToday = min(unseen, max(0, settings.newPerDay - counts.introducedToday))
    let next = study.deck.lessonOrder.first { lessons[$0]?.new ?? 0 > 0 }
    nextLesson = next.flatMap { id in course.lessons.first { $0.id == id } }
    nextLessonSeen = next.flatMap { lessons[$0] }.map { $0.total - $0.new } ?? 0
    nextExercise = course.exercises.first { known[$0.id]?.firstPassed == nil }
    exercises = course.exercises.count
    exercisesPassed = course.exercises.count { known[$0.id]?.firstPassed != nil }
    problems = Set(course.diagnostics.filter { $0.severity == .error }.map(\.path)).count
  }
}

extension Deck {
  /// Ids of the lessons that have cards, in the order in which they are to be met.
  var lessonOrder: [String] {
    var seen: Set<String> = []
    return cards.map(\.lesson).filter { seen.insert($0).inserted }
  }
}

/// The home screen's lines: the same on a terminal and in a pipe.
struct HomeView {
  var home: Home
  var width: Int

  var lines: [StyledLine] {
    var lines = row("Due", due)
    lines += row(
      "New", "\(home.newToday) today, of \(Duration.count(home.questions, "question")) in the course")
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
    let due = home.counts.learning + home.counts.review
    if due > 0 { return Duration.count(due, "card") }
    guard let next = home.counts.nextDue else { return "nothing yet" }
    return "nothing; next in \(Duration.short(next - Clock.now))"
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
