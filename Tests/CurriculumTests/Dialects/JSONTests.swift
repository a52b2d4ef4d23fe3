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
}
