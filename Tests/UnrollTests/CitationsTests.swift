import Testing

@testable import unroll

@Suite("Citations")
struct CitationsTests {
  @Test(
    "keys lose their sign, everything else stays",
    arguments: [
      ("as shown [@elman1990].", "as shown \\[elman1990]."),
      ("[@a; @b] and [c](x)", "\\[a; b] and [c](x)"),
      ("an open [@bracket", "an open [@bracket"),
      ("x[@] and [@a\nb(]", "x\\[] and [@a\nb(]"),
      ("nothing", "nothing"),
    ])
  func shown(text: String, expected: String) {
    #expect(Citations.shown(text) == expected)
  }
}
