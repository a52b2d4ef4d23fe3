/// The strings of a list as Python prints one: `['one', "it's two"]`. Quotes may be single or double, with
/// backslash escapes; commas and brackets inside a string are text.
enum PythonList {
  /// nil where the text is no such list.
  static func strings(in text: some Sequence<Character>) -> [String]? {
    var rest = Array(text)[...]
    func skipSpaces() { rest = rest.drop(while: \.isWhitespace) }
    skipSpaces()
    guard rest.popFirst() == "[" else { return nil }
    var strings: [String] = []
    while true {
      skipSpaces()
      if rest.first == "]" { return strings }
      guard let string = quoted(&rest) else { return nil }
      strings.append(string)
      skipSpaces()
      if rest.first == "," { rest.removeFirst() } else if rest.first != "]" { return nil }
    }
  }

  private static func quoted(_ rest: inout ArraySlice<Character>) -> String? {
    guard let quote = rest.first, quote == "'" || quote == "\"" else { return nil }
    rest.removeFirst()
    var string = ""
    while let character = rest.popFirst() {
      if character == quote { return string }
      guard character == "\\" else {
        string.append(character)
        continue
      }
      guard let escaped = rest.popFirst() else { return nil }
      switch escaped {
      case "n": string += "\n"
      case "t": string += "\t"
      case "\\", "'", "\"": string.append(escaped)
      default: string += "\\\(escaped)"
      }
    }
    return nil
  }
}
