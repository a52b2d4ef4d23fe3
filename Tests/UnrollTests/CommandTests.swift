import Foundation
import Testing

/// What the commands print and how they end, without a terminal.
@Suite("Commands")
struct CommandTests {
  private let data: TemporaryFolder
  private let course: TemporaryFolder
  private let work: TemporaryFolder

  init() throws {
    data = try TemporaryFolder()
    course = try FixtureCourse.folder()
    work = try TemporaryFolder()
  }

  private func unroll(
    _ arguments: String..., input: String = "", course: String? = nil
  ) throws -> BuiltProgram.Result {
    try BuiltProgram.run(
      arguments, input: input,
      environment: [
        "XDG_DATA_HOME": data.path, "XDG_CACHE_HOME": data.path + "/cache",
        "UNROLL_COURSE": course ?? self.course.path,
      ], folder: work.path)
  }

  @Test("The home screen in a pipe is plain text")
  func home() throws {
    let home = try unroll()
    #expect(home.code == 0)
    #expect(
      home.output == """
        Unroll · Fixture

        Due            nothing yet
        New            8 cards today; 8 questions in the course

        Next lesson    Little cells  unroll lesson little-cells

        Practise       unroll quiz

        """)
  }

  @Test("A quiz in a pipe reads one answer per line, and its end is no failure")
  func quizInPipe() throws {
    let quiz = try unroll("quiz", "keeps", "typed", "--seed", "1", input: "good\nppl\n")
    #expect(quiz.code == 0)
    #expect(quiz.output.contains("Good: again in 10m."))
    #expect(quiz.output.contains("✓ Right"))
    #expect(quiz.output.contains("2 answers in"))
    let rest = try unroll("quiz", "--seed", "1")
    #expect(rest.code == 0)
    #expect(rest.output.contains("Nothing was answered."))
  }

  @Test("An empty line in a pipe is an answer not known, whatever the form")
  func emptyLines() throws {
    let quiz = try unroll("quiz", "--seed", "1", input: String(repeating: "\n", count: 8))
    #expect(quiz.code == 0)
    #expect(quiz.output.contains("Again 8"))
  }

  @Test("Lines that begin with a slash are commands")
  func slashCommands() throws {
    let quiz = try unroll(
      "quiz", "keeps", "typed", "count", "--seed", "1", input: "/s\nppl\n/u\n4\n/q\nnever read\n")
    #expect(quiz.code == 0)
    #expect(quiz.output.contains("1 answer in"))
    #expect(quiz.output.contains("Easy 1"))
    #expect(quiz.output.contains("1 left out"))
  }

  @Test("A program that sends no answers doesn't keep the quiz for ever")
  func noAnswers() throws {
    let quiz = try unroll(
      "quiz", "keeps", "order", "--seed", "1", input: String(repeating: "?!\n", count: 1000))
    #expect(quiz.code == 0)
    #expect(quiz.output.contains("Skipped: none of these lines is an answer."))
    #expect(quiz.output.count < 20_000)
  }

  @Test("A full disk behind standard output is told; a reader that leaves changes no exit code")
  func lostOutput() throws {
    func shell(_ line: String) throws -> BuiltProgram.Result {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/bash")
      process.arguments = ["-c", "set -o pipefail; " + line]
      process.environment = [
        "U": BuiltProgram.unroll, "XDG_DATA_HOME": data.path, "UNROLL_COURSE": course.path,
      ]
      let errors = Pipe()
      process.standardError = errors
      try process.run()
      let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      return BuiltProgram.Result(code: process.terminationStatus, output: "", errors: text)
    }
    let full = try shell("$U stats > /dev/full")
    #expect(full.code == 5)
    #expect(full.errors == "unroll: standard output: No space left on device\n")
    try course.write("# Broken\n\n## Q: Which?\n- [ ] a\n- [ ] b\n", to: "content/01-cells/02-broken.md")
    #expect(try shell("$U check | true").code == 1)
  }

  @Test("A lesson has its title, its headings, and what to do next")
  func lesson() throws {
    try course.write(
      "# Two\n\nOne.\n\n## Inner part\n\nTwo.\n\n## Q: Why?\n\nSo.\n", to: "content/01-cells/02-two.md")
    #expect(
      try unroll("lesson", "two").output == """
        Two
        ━━━

        One.

        Inner part
        ──────────

        Two.

        What to do now
        ──────────────

        • 1 question: `unroll quiz two`

        """)
  }

  @Test("A command with a slip of the finger is named")
  func typo() throws {
    #expect(try unroll("quizz").errors == "unroll: there is no command \"quizz\". Did you mean quiz?\n")
  }

  @Test(
    "Every command's help shows an example",
    arguments: [
      "quiz", "lesson", "stats", "exercises", "start", "grade", "hint", "solution", "reset", "inspect",
      "check", "doctor",
    ])
  func help(command: String) throws {
    let help = try unroll(command, "--help")
    #expect(help.code == 0)
    #expect(help.output.contains("EXAMPLE\n  unroll \(command)"))
  }

  @Test(
    "Wrong words on the command line end with 2",
    arguments: [
      ["frobnicate"], ["quizz"], ["quiz", "--progress", ""],
      ["quiz", "--no-such"],
      ["quiz", "no-such-topic"], ["lesson", "no-such"],
      ["start", "no-such"],
      ["grade", "no-such"], ["grade"], ["quiz", "--new", "-1"],
    ])
  func usage(arguments: [String]) throws {
    let result = try BuiltProgram.run(
      arguments, environment: ["XDG_DATA_HOME": data.path, "UNROLL_COURSE": course.path], folder: work.path)
    #expect(result.code == 2)
    #expect(!result.errors.isEmpty)
    #expect(result.output.isEmpty)
  }

  @Test(
    "Every command takes the course, the progress file and --no-color",
    arguments: [
      "quiz", "lesson", "stats", "exercises", "start", "grade", "hint", "solution", "reset", "inspect",
      "check", "doctor",
    ])
  func commonOptions(command: String) throws {
    let help = try unroll(command, "--help").output
    for option in ["--course <dir>", "--progress <file>", "--no-color"] { #expect(help.contains(option)) }
  }

  @Test("A course that can't be used ends with 3 and says what a course is")
  func unusableCourse() throws {
    for folder in [work.path, work.path + "/missing", course.path + "/content/course.md"] {
      for command in [["quiz"], ["stats"], ["lesson"], []] {
        let result = try BuiltProgram.run(
          command + ["--course", folder], environment: ["XDG_DATA_HOME": data.path], folder: work.path)
        #expect(result.code == 3, "\(command) \(folder)")
        #expect(result.errors.contains(folder))
      }
    }
  }

  @Test("A progress file that can't be used ends with 5 and is left as it is")
  func unusableProgress() throws {
    let noDatabase = try work.write("these are my notes\n", to: "notes.sqlite")
    for path in [noDatabase, work.path] {
      let result = try unroll("quiz", "--progress", path, input: "good\n")
      #expect(result.code == 5)
      #expect(result.errors.contains(path))
    }
    #expect(try String(contentsOfFile: noDatabase, encoding: .utf8) == "these are my notes\n")
  }

  @Test("inspect --json has the contract's shape; a missing file ends with 3 and the others are read")
  func inspect() throws {
    let file = course.path + "/content/01-cells/01-little-cells.md"
    let result = try unroll("inspect", file, work.path + "/missing.md", "--json")
    #expect(result.code == 3)
    #expect(result.errors.contains("missing.md"))
    let document = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    #expect(document?["schema"] as? Int == 1)
    let files = try #require(document?["files"] as? [[String: Any]])
    #expect(files.count == 1)
    let questions = try #require(files[0]["questions"] as? [[String: Any]])
    #expect(
      questions.map { $0["kind"] as? String } == [
        "recall", "choice", "choice", "recall", "typed", "numeric", "order", "match",
      ])
    #expect(
      Set(questions[0].keys) == [
        "id", "line", "end_line", "kind", "section", "number", "level", "difficulty", "key_points",
        "question",
        "answer", "answer_text", "answer_class", "choices", "follow_ups", "expects", "code_blocks", "tables",
        "formulas",
      ])
  }

  @Test("The five documents hold 70 questions", .enabled(if: BuiltProgram.material != nil))
  func material() throws {
    let folder = try #require(BuiltProgram.material)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { folder + "/" + $0 }
    let result = try BuiltProgram.run(["inspect", "--json"] + files)
    #expect(result.code == 0)
    let document = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    let inspected = try #require(document?["files"] as? [[String: Any]])
    #expect(inspected.map { ($0["questions"] as? [Any])?.count } == [0, 3, 10, 10, 47])
  }

  @Test("check names each problem with its place and ends with 1; a clean course ends with 0")
  func check() throws {
    #expect(try unroll("check", course.path).code == 0)
    let file = try course.write(
      "# Broken\n\n## Q: Which?\n- [ ] a\n- [ ] b\n", to: "content/01-cells/02-broken.md")
    let result = try unroll("check", file)
    #expect(result.code == 1)
    #expect(result.output.contains("02-broken.md:"))
    let here = try BuiltProgram.run(["check", "content"], folder: course.path)
    #expect(here.output.hasPrefix("content/01-cells/02-broken.md:"))
    #expect(result.output.contains(": error: "))
  }

  @Test("Text of a course can't steer the terminal")
  func escapes() throws {
    try course.write(
      "# A\u{1B}[2J\n\n## Q: Red \u{1B}[31mor\u{7} \u{202E}not?\n\nYes \u{1B}]0;title\u{7}.\n",
      to: "content/01-cells/02-hostile.md")
    for arguments in [
      ["lesson", "hostile"], ["inspect", course.path + "/content/01-cells/02-hostile.md"], ["check"],
    ] {
      let result = try BuiltProgram.run(
        arguments, environment: ["XDG_DATA_HOME": data.path, "UNROLL_COURSE": course.path], folder: work.path)
      #expect(!result.output.isEmpty)
      for text in [result.output, result.errors] {
        #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{7}" || $0 == "\u{202E}" })
      }
    }
  }
}
