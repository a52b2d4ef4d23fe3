import Curriculum
import GRDB

/// A graded submission.
package struct Attempt: Sendable, Hashable {
  package var exercise: String
  package var at: Int64
  package var language: Exercise.Language
  /// As in `grade --json`: passed, failed, stopped, inconclusive or error.
  package var verdict: String
  package var score: Double
  package var maxScore: Double
  package var seed: UInt64
  package var milliseconds: Int?

  package init(
    exercise: String, at: Int64, language: Exercise.Language, verdict: String, score: Double,
    maxScore: Double,
    seed: UInt64, milliseconds: Int? = nil
  ) {
    self.exercise = exercise
    self.at = at
    self.language = language
    self.verdict = verdict
    self.score = score
    self.maxScore = maxScore
    self.seed = seed
    self.milliseconds = milliseconds
  }
}

/// How far a learner is with one exercise.
package struct ExerciseProgress: Sendable, Hashable {
  package var attempts = 0
  package var firstPassed: Int64?
  /// Share of the points of the best attempt.
  package var bestShare: Double?
  package var lastAttempt: Attempt?
  /// How many steps of the hint ladder were looked at; the next hint has this index.
  package var hintsShown = 0
  package var hasSeenSolution = false

  package init() {}
}

extension Store {
  package func record(_ attempt: Attempt) throws(StoreError) {
    try write { db in
      try db.execute(
        sql: """
          INSERT INTO attempt (exercise, at, language, verdict, score, max_score, seed, milliseconds)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          attempt.exercise, attempt.at, attempt.language.rawValue, attempt.verdict, attempt.score,
          attempt.maxScore,
          Int64(bitPattern: attempt.seed), attempt.milliseconds,
        ])
    }
  }

  /// Notes that a hint was looked at, counted from 0.
  package func recordHint(_ level: Int, of exercise: String, at now: Int64) throws(StoreError) {
    try write { db in
      try db.execute(
        sql: "INSERT INTO hint (exercise, at, level) VALUES (?, ?, ?)", arguments: [exercise, now, level])
    }
  }

  package func recordSolution(of exercise: String, at now: Int64) throws(StoreError) {
    try write { db in
      try db.execute(sql: "INSERT INTO hint (exercise, at) VALUES (?, ?)", arguments: [exercise, now])
    }
  }

  /// By exercise id; exercises that were never touched are missing.
  package func exerciseProgress() throws(StoreError) -> [String: ExerciseProgress] {
    try read { db in
      var result: [String: ExerciseProgress] = [:]
      let attempts = try Row.fetchCursor(
        db,
        sql: """
          SELECT exercise, at, language, verdict, score, max_score, seed, milliseconds FROM attempt ORDER BY key
          """)
      while let row = try attempts.next() {
        let attempt = Attempt(row)
        var progress = result[attempt.exercise] ?? ExerciseProgress()
        progress.attempts += 1
        progress.lastAttempt = attempt
        if attempt.maxScore > 0 {
          progress.bestShare = max(progress.bestShare ?? 0, attempt.score / attempt.maxScore)
        }
        if attempt.verdict == "passed" { progress.firstPassed = progress.firstPassed ?? attempt.at }
        result[attempt.exercise] = progress
      }
      let hints = try Row.fetchCursor(
        db, sql: "SELECT exercise, max(level) + 1, count(*) > count(level) FROM hint GROUP BY exercise")
      while let row = try hints.next() {
        let exercise: String = row[0]
        result[exercise, default: ExerciseProgress()].hintsShown = row[1] ?? 0
        result[exercise, default: ExerciseProgress()].hasSeenSolution = row[2]
      }
      return result
    }
  }
}

extension Attempt {
  init(_ row: Row) {
    self.init(
      exercise: row[0], at: row[1], language: Exercise.Language(rawValue: row[2]) ?? .swift, verdict: row[3],
      score: row[4], maxScore: row[5], seed: UInt64(bitPattern: row[6]), milliseconds: row[7])
  }
}
