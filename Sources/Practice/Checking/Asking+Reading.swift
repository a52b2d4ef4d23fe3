extension Asking {
  /// Reads what was typed on one line as an answer to this. An empty line asks to see the answer.
  ///
  /// Options, steps and partners have letters (`labels`) or numbers from 1: `b`, `a c`, `b a c`, `bac`, `213`. For a
  /// match each line's partner is named, in the order of the lines, or each line by its letter with its partner's
  /// number: `a2 b1 c3`.
  package func response(to line: String) throws(UnreadableResponse) -> Response {
    let text = line.trimmed
    guard !text.isEmpty else { return .recalled }
    switch form {
    case .recall, .typed: return .text(text)
    case .numeric:
      guard TypedNumber(text) != nil else {
        throw UnreadableResponse(message: "Type a number, such as 42, 0.001, 1e-3 or 4*3.")
      }
      return .text(text)
    case .choice(let options, let choosesAll): return try Self.choice(text, options.count, choosesAll)
    case .order(let steps, _): return try Self.order(text, steps.count)
    case .match(let matching): return try Self.match(text, matching.left.count, matching.right.count)
    }
  }

  private static func choice(_ text: String, _ count: Int, _ choosesAll: Bool) throws(UnreadableResponse)
    -> Response
  {
    let labels = Label.read(text, upTo: count)
    let indices = labels?.map(\.index) ?? []
    guard !indices.isEmpty, indices.allSatisfy({ $0 < count }), choosesAll || indices.count == 1 else {
      let example = choosesAll ? "the letters of all that are right, such as a c" : "one letter, such as b"
      throw UnreadableResponse(message: "Type \(example).")
    }
    return .choice(Set(indices))
  }

  private static func order(_ text: String, _ count: Int) throws(UnreadableResponse) -> Response {
    let indices = Label.read(text, upTo: count)?.map(\.index) ?? []
    guard indices.count == count, Set(indices) == Set(0..<count) else {
      let example = Label.names(count).reversed().joined(separator: " ")
      throw UnreadableResponse(
        message: "Type the \(Label.kind(count)) of all \(count) steps in the order you think right, "
          + "such as \(example).")
    }
    return .order(indices)
  }

  private static func match(_ text: String, _ left: Int, _ right: Int) throws(UnreadableResponse) -> Response
  {
    let example = Label.names(right).reversed().prefix(left).joined(separator: " ")
    let complaint = UnreadableResponse(
      message: "Type the \(Label.kind(right)) of each line's partner, in the order of the lines, "
        + "such as \(example).")
    guard let labels = Label.read(text, upTo: max(left, right)) else { throw complaint }
    var partners = [Int?](repeating: nil, count: left)
    if Set(labels.map(\.isLetter)).count == 1 {
      guard labels.count == left else { throw complaint }
      partners = labels.map(\.index)
    } else {
      guard labels.count == 2 * left else { throw complaint }
      for pair in stride(from: 0, to: labels.count, by: 2) {
        let (letter, number) = (labels[pair], labels[pair + 1])
        guard letter.isLetter, !number.isLetter, letter.index < left, partners[letter.index] == nil else {
          throw complaint
        }
        partners[letter.index] = number.index
      }
    }
    let found = partners.compactMap(\.self)
    guard found.count == left, found.allSatisfy({ $0 < right }) else { throw complaint }
    return .match(found)
  }
}

/// A letter or a number that stands for one of several items.
private struct Label {
  var index: Int
  var isLetter: Bool

  /// What an example calls the items: by letters as long as there are enough.
  static func names(_ count: Int) -> [String] {
    let letters = Asking.labels.prefix(count).map { String($0) }
    return letters.count == count ? letters : (1...count).map(String.init)
  }

  static func kind(_ count: Int) -> String { count <= Asking.labels.count ? "letters" : "numbers" }

  /// Nil where anything else stands there. Digits in a row are one number each where no item has two digits.
  static func read(_ text: String, upTo count: Int) -> [Label]? {
    var labels: [Label] = []
    var number: Int?
    func close() {
      if let value = number { labels.append(Label(index: value - 1, isLetter: false)) }
      number = nil
    }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if count < 10 { close() }
        number = min((number ?? 0) * 10 + Int(byte - UInt8(ascii: "0")), 10_000)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        close()
        let letter = Character(Unicode.Scalar(byte | 0x20))
        guard let index = Asking.labels.firstIndex(of: letter) else { return nil }
        labels.append(Label(index: index, isLetter: true))
      case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "-"), UInt8(ascii: ">"),
        UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "."), UInt8(ascii: ")"), 0x09:
        close()
      default: return nil
      }
    }
    close()
    return labels.allSatisfy { $0.index >= 0 } ? labels : nil
  }
}
