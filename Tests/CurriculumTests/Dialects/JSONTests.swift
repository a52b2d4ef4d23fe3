import Markdown
import Testing

@testable import Curriculum

@Suite("JSON")
struct JSONTests {
  @Test("members keep their order, control characters are escaped, everything else stands as it is")
  func text() {
    let value = JSON.object([
      .init("b", .int(-1)), .init("a", .array([.null, .bool(true), .string("\"\\\n\t\u{1}\u{7F}é→")])),
    ])
    #expect(value.text == #"{"b":-1,"a":[null,true,"\"\\\n\t\u0001\u007fé→"]}"#)
  }

  @Test("a file's own damage is among its diagnostics, once, and no NUL is in the document")
  func damage() {
    func codes(_ text: String) -> [String] {
      Inspection.File(reading: Source(name: "x.md", bytes: Array(text.utf8) + [0xFF])).diagnostics.map {
        "\($0.position) \($0.code)"
      }
    }
    let tail = "B\u{0} \u{1B}.\n\n<!-- open\n"
    let damage = ["2:2 nul-byte", "2:4 control-character", "4:1 unclosed-comment", "5:1 not-utf8"]
    #expect(codes("## Q: A?\n" + tail) == damage)
    #expect(codes("## 1. What is A?\n" + tail) == damage)
    #expect(codes("## Q: A?\n```\nx\n") == ["2:1 unclosed-fence", "4:1 not-utf8"])
    #expect(codes("## 1. What is A?\n```\nx\n") == ["2:1 open-fence", "4:1 not-utf8"])
    #expect(JSON.string("a\u{0}b\u{1}").text == "\"a\u{FFFD}b\\u0001\"")
  }

  @Test("ids are lesson and slug in every dialect")
  func ids() {
    let file = Inspection.File(
      reading: Source(
        name: "gates.md", text: "## 1. What is a gate?\nA factor.\n\n## 2. What is a cell?\nA sum.\n"))
    #expect(file.questions.map(\.id) == ["gates/what-is-a-gate", "gates/what-is-a-cell"])
  }
}
