import Testing

@testable import unroll

/// Whole sessions driven through a pseudo-terminal, screens compared as a person sees them.
@Suite("A quiz on a terminal")
struct QuizScreenTests {
  private func quiz(
    _ arguments: [String] = [], columns: Int = 60, rows: Int = 16, data: TemporaryFolder, course: TemporaryFolder
  ) throws -> PseudoTerminal {
    try PseudoTerminal(
      ["quiz", "--seed", "7", "--no-color"] + arguments,
      environment: ["XDG_DATA_HOME": data.path, "UNROLL_COURSE": course.path], columns: columns, rows: rows)
  }

  @Test("A recall question is thought about, revealed and rated, and the next one follows")
  func recall() throws {
    let (data, course) = (try TemporaryFolder(), try FixtureCourse.folder())
    let terminal = try quiz(data: data, course: course)
    #expect(
      terminal.screen(showing: "between two steps") == """
        little-cells · junior •        8 new 0 learning 0 due
        ────────────────────────────────────────────────────────────
        What does a cell keep between two steps?












        Space show answer  t type it first  u undo  s skip  q end  ?
        """)
  }
}
