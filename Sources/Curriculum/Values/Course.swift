/// A course: units of lessons and exercises, in order, with everything that was wrong in its files.
package struct Course: Sendable {
  /// Learners' history is keyed by this and a question's id: the `id` of `course.md` or the folder's name.
  package var id: String
  package var title: String
  /// Absolute path of the course's folder.
  package var root: String
  package var units: [Unit]
  package var diagnostics: [Diagnostic]
  /// What `course.md` says below its front matter, Markdown.
  package var introduction: String

  package init(
    id: String, title: String, root: String, units: [Unit], diagnostics: [Diagnostic],
    introduction: String = ""
  ) {
    self.id = id
    self.title = title
    self.root = root
    self.units = units
    self.diagnostics = diagnostics
    self.introduction = introduction
  }

  package var lessons: [Lesson] { units.flatMap(\.lessons) }
  package var questions: [Question] { lessons.flatMap(\.questions) }
  package var exercises: [Exercise] { units.flatMap(\.exercises) }

  /// A folder of lessons, and the exercises that name it.
  package struct Unit: Sendable {
    package var id: String
    package var title: String
    package var lessons: [Lesson]
    package var exercises: [Exercise]

    package init(id: String, title: String, lessons: [Lesson], exercises: [Exercise]) {
      self.id = id
      self.title = title
      self.lessons = lessons
      self.exercises = exercises
    }
  }
}

/// One file of a course: its prose, and the questions it asks.
package struct Lesson: Sendable {
  /// The file's stem without leading digits.
  package var id: String
  package var title: String
  package var path: String
  package var topics: [String]
  /// Ids of the lessons that come before this one.
  package var requires: [String]
  /// Ids of the exercises that belong to it.
  package var exercises: [String]
  /// Citation keys and what they stand for, in the order of the file.
  package var sources: [Citation]
  /// The prose between the questions, as Markdown.
  package var prose: [Section]
  package var questions: [Question]
  /// How the file was read: `native`, or the name of a dialect.
  package var dialect: String

  /// A stretch of lesson prose under one heading.
  package struct Section: Sendable, Hashable {
    package var title: String
    package var lines: ClosedRange<Int>
    /// Without the heading.
    package var markdown: String
    /// Of the heading, 1 to 6; 0 for prose before the first heading.
    package var level: Int

    package init(title: String, lines: ClosedRange<Int>, markdown: String, level: Int = 1) {
      self.title = title
      self.lines = lines
      self.markdown = markdown
      self.level = level
    }
  }

  package struct Citation: Sendable, Hashable {
    package var key: String
    package var text: String

    package init(key: String, text: String) {
      self.key = key
      self.text = text
    }
  }

  package init(
    id: String, title: String, path: String, topics: [String] = [], requires: [String] = [],
    exercises: [String] = [], sources: [Citation] = [], prose: [Section] = [], questions: [Question] = [],
    dialect: String = "native"
  ) {
    self.id = id
    self.title = title
    self.path = path
    self.topics = topics
    self.requires = requires
    self.exercises = exercises
    self.sources = sources
    self.prose = prose
    self.questions = questions
    self.dialect = dialect
  }
}
