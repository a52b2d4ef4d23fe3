/// The strings of a list as Python prints one: `['one', "it's two"]`. Quotes may be single or double, with
/// backslash escapes; commas and brackets inside a string are text.
enum PythonList {
  /// nil where the text is no such list.
  static func strings(in text: String) -> [String]? {
    var rest = Array(text.utf8)[...]
    func skipSpaces() { rest.trimStart(while: \.isWhitespace) }
    skipSpaces()
    guard rest.popFirst() == UInt8(ascii: "[") else { return nil }
    var strings: [String] = []
    while true {
      skipSpaces()
      if rest.first == UInt8(ascii: "]") { return strings }
      guard let string = quoted(&rest) else { return nil }
      strings.append(string)
      skipSpaces()
      if rest.first == UInt8(ascii: ",") {
        rest.removeFirst()
      } else if rest.first != UInt8(ascii: "]") {
        return nil
      }
    }
  }

  private static func quoted(_ rest: inout ArraySlice<UInt8>) -> String? {
    guard let quote = rest.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
      return nil
    }
    rest.removeFirst()
    var string: [UInt8] = []
    while let byte = rest.popFirst() {
      if byte == quote { return String(decoding: string, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\") else {
        string.append(byte)
        continue
      }
      guard let escaped = rest.popFirst() else { return nil }
      switch escaped {
      case UInt8(ascii: "n"): string.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "t"): string.append(UInt8(ascii: "\t"))
      case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): string.append(escaped)
      default: string += [byte, escaped]
      }
    }
    return nil
  }
}
