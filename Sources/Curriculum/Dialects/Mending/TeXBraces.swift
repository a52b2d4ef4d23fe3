import Markdown

/// Braces of a subscript or superscript that a Markdown writer escaped: `W_{\{hh\}}` shows its braces, `W_{hh}`
/// was meant. A set `\{h_1, …, h_T\}` keeps them.
enum TeXBraces {
  static func mended(_ tex: ArraySlice<UInt8>) -> [UInt8]? {
    guard tex.contains("{\\{") else { return nil }
    var result: [UInt8] = []
    var changed = false
    var index = tex.startIndex
    while index < tex.endIndex {
      let rest = tex[index...]
      if rest.starts(with: "_{\\{") || rest.starts(with: "^{\\{"), let close = close(of: rest.dropFirst(4)) {
        result += [tex[index], UInt8(ascii: "{")]
        result += tex[index + 4..<close]
        result.append(UInt8(ascii: "}"))
        index = close + 3
        changed = true
      } else {
        result.append(tex[index])
        index += 1
      }
    }
    return changed ? result : nil
  }

  /// Where `\}}` stands, if no other brace comes first.
  private static func close(of text: ArraySlice<UInt8>) -> Int? {
    guard let brace = text.firstIndex(where: { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "{") }),
      brace > text.startIndex, text[(brace - 1)...].starts(with: "\\}}")
    else { return nil }
    return brace - 1
  }

  static func mended(_ tex: String) -> String {
    mended(Array(tex.utf8)[...]).map { String(decoding: $0, as: UTF8.self) } ?? tex
  }
}
