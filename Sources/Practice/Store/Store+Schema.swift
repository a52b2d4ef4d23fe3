import GRDB

extension Store {
  /// "unrl": tells our files from other programs' databases.
  static let applicationID: Int32 = 0x756e_726c

  /// What brings a file from one version of the format to the next; `PRAGMA user_version` counts those done.
  static let migrations: [String] = [
    """
    CREATE TABLE migration (
      version INTEGER PRIMARY KEY,
      program TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE course (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      fingerprint INTEGER
    ) STRICT;

    CREATE TABLE question (
      course INTEGER NOT NULL REFERENCES course,
      id TEXT NOT NULL,
      lesson TEXT NOT NULL,
      wording TEXT NOT NULL,
      PRIMARY KEY (course, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE rename (
      key INTEGER PRIMARY KEY,
      course INTEGER NOT NULL REFERENCES course,
      old TEXT NOT NULL,
      new TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE card (
      key INTEGER PRIMARY KEY,
      course INTEGER NOT NULL REFERENCES course,
      id TEXT NOT NULL,
      question TEXT NOT NULL,
      stage INTEGER NOT NULL DEFAULT 0 CHECK (stage BETWEEN 0 AND 3),
      step INTEGER,
      stability REAL,
      difficulty REAL,
      due INTEGER,
      last_review INTEGER,
      introduced INTEGER,
      reviews INTEGER NOT NULL DEFAULT 0,
      lapses INTEGER NOT NULL DEFAULT 0,
      buried_until INTEGER,
      is_suspended INTEGER NOT NULL DEFAULT 0,
      -- Whether the course still has it, as of the last time it was looked through.
      is_present INTEGER NOT NULL DEFAULT 1,
      version INTEGER NOT NULL DEFAULT 0,
      UNIQUE (course, id)
    ) STRICT;
    CREATE INDEX card_question ON card (course, question);

    CREATE TABLE session (
      key INTEGER PRIMARY KEY,
      course INTEGER NOT NULL REFERENCES course,
      started INTEGER NOT NULL,
      ended INTEGER
    ) STRICT;

    -- One row for each answer, and one for each answer taken back; never changed, never deleted.
    CREATE TABLE review (
      key INTEGER PRIMARY KEY,
      card INTEGER NOT NULL REFERENCES card,
      session INTEGER REFERENCES session,
      at INTEGER NOT NULL,
      rating INTEGER CHECK (rating BETWEEN 1 AND 4),
      undoes INTEGER REFERENCES review,
      milliseconds INTEGER,
      share REAL,
      stage_before INTEGER NOT NULL,
      step_before INTEGER,
      stability_before REAL,
      difficulty_before REAL,
      due_before INTEGER,
      last_before INTEGER,
      stage_after INTEGER NOT NULL,
      step_after INTEGER,
      stability_after REAL,
      difficulty_after REAL,
      due_after INTEGER,
      last_after INTEGER,
      CHECK ((rating IS NULL) <> (undoes IS NULL))
    ) STRICT;
    CREATE UNIQUE INDEX review_undoes ON review (undoes) WHERE undoes IS NOT NULL;
    CREATE INDEX review_at ON review (at);
    CREATE INDEX review_card ON review (card);
    CREATE VIEW answer AS SELECT * FROM review
      WHERE undoes IS NULL AND key NOT IN (SELECT undoes FROM review WHERE undoes IS NOT NULL);

    CREATE TABLE attempt (
      key INTEGER PRIMARY KEY,
      exercise TEXT NOT NULL,
      at INTEGER NOT NULL,
      language TEXT NOT NULL,
      verdict TEXT NOT NULL,
      score REAL NOT NULL,
      max_score REAL NOT NULL,
      seed INTEGER NOT NULL,
      milliseconds INTEGER
    ) STRICT;
    CREATE INDEX attempt_exercise ON attempt (exercise);

    -- A step of the hint ladder that was looked at; a null level is the solution.
    CREATE TABLE hint (
      key INTEGER PRIMARY KEY,
      exercise TEXT NOT NULL,
      at INTEGER NOT NULL,
      level INTEGER
    ) STRICT;
    CREATE INDEX hint_exercise ON hint (exercise);
    """
      + ["review", "rename", "attempt", "hint"].map { table in
        """

        CREATE TRIGGER \(table)_is_not_updated BEFORE UPDATE ON \(table)
          BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END;
        CREATE TRIGGER \(table)_is_not_deleted BEFORE DELETE ON \(table)
          BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END;
        """
      }.joined()
  ]

  static var schema: Int { migrations.count }
}
