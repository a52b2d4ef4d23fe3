import Markdown
import Testing

@testable import Curriculum

@Suite("Every line belongs somewhere")
struct EveryLineTests {
  @Test("each line of a fixture is in one question, lesson or label", arguments: Fixtures.all.map(\.name))
  func fixtures(name: String) throws {
    let source = Source(name: name, text: try #require(Fixtures.all.first { $0.name == name }).text)
    #expect(faults(of: Inspection.File(reading: source), source) == [])
  }

  @Test("a file without questions is wholly prose")
  func prose() {
    let source = Source(name: "a.md", text: "Tea\nis hot.\n\n- Water\n")
    let file = Inspection.File(reading: source)
    #expect(file.dialect == "prose")
    #expect(file.questions.isEmpty)
    #expect(file.lessons.map(\.lines) == [1...4])
    #expect(file.labels == [])
  }

  @Test("a file without text has no lesson", arguments: ["", "\n", " \t\r\n\n"])
  func empty(text: String) {
    #expect(Dialects.lesson(from: Source(text: text), id: "a", path: "a.md") == nil)
  }

  /// Lines deleted, doubled, swapped, cut and mixed with what opens and closes things in Markdown.
  @Test("so it is however a text is damaged", arguments: 0..<120)
  func damaged(seed: Int) {
    var random = SplitMix(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    let text = Fixtures.all[seed % Fixtures.all.count].text
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(
      Array.init)
    let intruders: [[UInt8]] =
      [
        "```", "$$", "~~~", "## Question 3", "## Question", "**Answer:**", "# Rest", "---", "- ", "\t\t",
        "<details>",
        "    - x", "> quote", "[a]: b", "===", "\u{0}", "| a | b |", "**Main question**: x", "1. **A**: b",
        "<!--", "\r",
      ].map { Array($0.utf8) } + [[0xC3], [0xFF, 0xFE], [0xC3, 0xA2, 0xE2]]
    for _ in 0..<8 {
      let place = Int.random(in: 0..<lines.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0 where lines.count > 1: lines.remove(at: place)
      case 1: lines.insert(lines[place], at: Int.random(in: 0..<lines.count, using: &random))
      case 2: lines.swapAt(place, Int.random(in: 0..<lines.count, using: &random))
      case 3:
        lines[place] = Array(lines[place].prefix(Int.random(in: 0...lines[place].count, using: &random)))
      case 4: lines[place] += intruders.randomElement(using: &random) ?? []
      default: lines.insert(intruders.randomElement(using: &random) ?? [], at: place)
      }
    }
    let source = Source(name: "damaged", bytes: Array(lines.joined(separator: [UInt8(ascii: "\n")])))
    let file = Inspection.File(reading: source)
    #expect(faults(of: file, source) == [], "\(source.text(0..<source.bytes.count))")
    #expect(Set(file.questions.map(\.id)).count == file.questions.count)
    #expect(Inspection(files: [file]).json().hasSuffix("]}]}"))
  }
}

/// Sebastiano Vigna's SplitMix64: the same numbers for the same seed everywhere.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
