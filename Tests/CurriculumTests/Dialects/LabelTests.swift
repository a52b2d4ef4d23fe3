import Testing

@testable import Curriculum

@Suite("Labels")
struct LabelTests {
  @Test(
    "a label is known in every setting",
    arguments: [
      "Clear theoretical explanation", "#### ✓ Clear theoretical explanation",
      "✓ **Clear theoretical explanation**",
      "##### **Clear theoretical explanation**", " **clear Theoretical explanation:**",
    ])
  func wholeLines(line: String) {
    #expect(Label("Clear theoretical explanation").isAll(of: Array(line.utf8)[...]))
  }

  @Test("a line that says more is no label", arguments: ["Theory of tea", "The", "", "理論 Theory", "## ✓"])
  func others(line: String) {
    #expect(!Label("Theory").isAll(of: Array(line.utf8)[...]))
  }

  @Test(
    "a label with a colon leads in the text after it",
    arguments: [
      ("**Answer:** tea", "tea"), ("**Answer**: tea", "tea"), ("Answer: **hot** tea", "hot** tea"),
      ("__answer__ : tea", "tea"), ("**Answer:**", ""),
    ])
  func leadIns(line: String, rest: String) throws {
    let bytes = Array(line.utf8)
    let end = try #require(Label("Answer").end(in: bytes[...]))
    #expect(String(decoding: bytes[end...], as: UTF8.self) == rest)
  }

  @Test(
    "without a colon it leads in nothing",
    arguments: ["Answer tea", "Answers: tea", "An answer: tea", "**Answer** tea"])
  func noLeadIns(line: String) {
    #expect(Label("Answer").end(in: Array(line.utf8)[...]) == nil)
  }
}
