import Testing

@testable import Curriculum

@Suite("Python's lists of strings")
struct PythonListTests {
  @Test(
    "quotes of both kinds, escapes, and commas inside strings",
    arguments: [
      ("[]", []), ("['a']", ["a"]), ("  [ 'a' ,\"b\" ] ", ["a", "b"]), ("['a, b', 'c']", ["a, b", "c"]),
      (#"["it's", 'he said "no"']"#, ["it's", #"he said "no""#]),
      (#"['it\'s \\ [x]', '\n\d']"#, [#"it's \ [x]"#, "\n\\d"]),
      ("['a', ]", ["a"]),
    ] as [(String, [String])])
  func reads(text: String, strings: [String]) {
    #expect(PythonList.strings(in: text) == strings)
  }

  @Test(
    "what is no such list is none", arguments: ["", "a", "['a'", "['a", "[a]", "['a' 'b']", "'a'", "['\\"])
  func refuses(text: String) {
    #expect(PythonList.strings(in: text) == nil)
  }
}
