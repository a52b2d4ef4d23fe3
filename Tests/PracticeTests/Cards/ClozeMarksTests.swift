import Testing

@testable import Practice

@Suite struct ClozeMarksTests {
  func dump(_ markdown: String) -> [String] {
    ClozeMarks(markdown).deletions.map { "\($0.before)[\($0.text)]\($0.after)" }
  }

  @Test("each mark is a deletion in its passage, the others shown")
  func passages() {
    let answer = """
      The ==forget gate== scales the ==cell==.

      - a list
      - with ==one $f_t$== mark

      ```swift
      if a == b && c == d {}
      ```
      """
    #expect(
      dump(answer) == [
        "The [forget gate] scales the cell.", "The forget gate scales the [cell].",
        "- a list\n- with [one $f_t$] mark",
      ])
    #expect(ClozeMarks(answer).unmarked == answer.replacingMarks)
  }

  @Test(
    "what only looks like a mark stays as it is",
    arguments: [
      "a == b and c == d", "`a ==b== c`", "$a ==b== c$", "$$\na ==b== c\n$$", "Title\n==", "Title\n=====",
      "==open",
      "===three===", #"\==no=="#, "~~~\n==x==\n~~~", "", "==", "====", "> ```\n> ==x==\n> ```",
    ])
  func noMarks(text: String) {
    #expect(ClozeMarks(text).deletions.isEmpty)
    #expect(ClozeMarks(text).unmarked == text)
  }

  @Test("a mark may go on over a line but not out of its paragraph; money is no formula")
  func borders() {
    #expect(dump("the ==additive\npath== helps") == ["the [additive\npath] helps"])
    #expect(dump("an ==open end\n\nand== another") == [])
    #expect(dump("costs $5, the ==price== was $6") == ["costs $5, the [price] was $6"])
    #expect(dump("é ==ü== 漢 ==字==") == ["é [ü] 漢 字", "é ü 漢 [字]"])
  }

  @Test("a paragraph of nothing but marks gives some cards, not the square of itself")
  func many() {
    let marks = ClozeMarks(String(repeating: "==a== ", count: 100_000))
    #expect(marks.deletions.count == ClozeMarks.mostDeletions)
    #expect(marks.unmarked.utf8.count == 200_000)
    #expect(marks.deletions.last?.before == String(repeating: "a ", count: ClozeMarks.mostDeletions - 1))
  }

  @Test("hostile text takes linear time", arguments: ["$a ", "==a ", "`", "== ", "`$=", "\n", "\\", "==a=="])
  func hostile(piece: String) {
    let clock = ContinuousClock()
    let time = clock.measure { _ = ClozeMarks(String(repeating: piece, count: 200_000)) }
    #expect(time < .seconds(8))
  }
}

extension String {
  fileprivate var replacingMarks: String {
    var text = self
    for mark in ["==forget gate==", "==cell==", "==one $f_t$=="] {
      guard let range = text.firstRange(of: mark) else { continue }
      text.replaceSubrange(range, with: mark.dropFirst(2).dropLast(2))
    }
    return text
  }
}
