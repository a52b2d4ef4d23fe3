import Markdown

/// A value of front matter with its place in the file. Scalars stay as they are written: whether `n` is a name, a
/// number or a truth is known by whoever asked for it, not by YAML.
struct Setting: Sendable {
  indirect enum Content: Sendable {
    case scalar(String)
    case list([Setting])
    case mapping([Entry])
  }

  struct Entry: Sendable {
    var key: String
    var position: Position
    var value: Setting
  }

  var content: Content
  var position: Position

  var kindName: String {
    switch content {
    case .scalar: "a single value"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }
}

extension Findings {
  /// The text of a setting that must be a single one.
  mutating func string(_ entry: Setting.Entry) -> String? {
    guard case .scalar(let text) = entry.value.content else {
      wrongShape(entry, expected: "one value, `\(entry.key): …`")
      return nil
    }
    guard !text.isEmpty else {
      report(
        .error, "empty-value", at: entry.position,
        "`\(entry.key)` has no value: give it one, or remove the line.")
      return nil
    }
    return text
  }

  mutating func number(_ entry: Setting.Entry) -> Double? {
    guard let text = string(entry) else { return nil }
    guard let value = GivenLine.number(Substring(text)), value >= 0 else {
      report(
        .error, "value-range", at: entry.value.position,
        "`\(Self.plain(entry.key))` must be a number that is not negative, not \(Self.quote(text)).")
      return nil
    }
    return value
  }

  mutating func integer(_ entry: Setting.Entry, in range: ClosedRange<Int>) -> Int? {
    guard let text = string(entry) else { return nil }
    guard let value = Int(text), range.contains(value) else {
      report(
        .error, "value-range", at: entry.value.position,
        "`\(entry.key)` must be a whole number from \(range.lowerBound) to \(range.upperBound), not "
          + "\(Self.quote(text)).")
      return nil
    }
    return value
  }

  /// A list of texts; a single text counts as a list of one.
  mutating func strings(_ entry: Setting.Entry) -> [String] {
    strings(entry.value, of: entry.key).map(\.text)
  }

  mutating func strings(_ setting: Setting, of key: String) -> [(text: String, position: Position)] {
    switch setting.content {
    case .scalar(let text): return text.isEmpty ? [] : [(text, setting.position)]
    case .mapping:
      wrongShape(
        Setting.Entry(key: key, position: setting.position, value: setting),
        expected: "a list, `\(key): [one, two]`")
      return []
    case .list(let elements):
      var texts: [(String, Position)] = []
      for element in elements {
        if case .scalar(let text) = element.content, !text.isEmpty {
          texts.append((text, element.position))
        } else {
          report(
            .error, "wrong-shape", at: element.position,
            "`\(key)` is a list of single values, but this is \(element.kindName).")
        }
      }
      return texts
    }
  }

  mutating func mapping(_ entry: Setting.Entry, expected: String) -> [Setting.Entry] {
    if case .mapping(let entries) = entry.value.content { return entries }
    if case .scalar("") = entry.value.content { return [] }
    wrongShape(entry, expected: expected)
    return []
  }

  mutating func wrongShape(_ entry: Setting.Entry, expected: String) {
    report(
      .error, "wrong-shape", at: entry.value.position,
      "`\(Self.plain(entry.key))` must be \(expected), but this is \(entry.value.kindName).")
  }

  mutating func unknownKey(_ entry: Setting.Entry, known: [String], of what: String) {
    report(
      .error, "unknown-key", at: entry.position,
      "\(what) has no key \(Self.quote(entry.key)). \(Suggestion.hint(for: entry.key, among: known))")
  }

  private static func plain(_ key: String) -> String { String(quote(key).dropFirst().dropLast()) }
}
