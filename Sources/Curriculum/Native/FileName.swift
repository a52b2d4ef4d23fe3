/// What the names of files and folders say: an order in their leading digits, and an id in the rest.
package enum FileName {
  /// `02-gates.md` → `gates`; `001_notes.txt` → `notes`; `2024.md` stays `2024`.
  package static func id(_ name: String) -> String {
    let stem = stem(name)
    let rest = stem.drop { $0.isASCII && $0.isNumber }
    guard rest.startIndex > stem.startIndex, let separator = rest.first, "-_. ".contains(separator) else {
      return stem
    }
    let id = rest.drop { "-_. ".contains($0) }
    return id.isEmpty ? stem : String(id)
  }

  /// `recurrent-networks` → `Recurrent networks`.
  package static func title(_ id: String) -> String {
    let words = id.map { $0 == "-" || $0 == "_" ? " " : $0 }
    return String(words.prefix(1)).uppercased() + String(words.dropFirst())
  }

  package static func stem(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    let suffix = name[name.index(after: dot)...]
    return ["md", "txt", "markdown", "swift", "py"].contains(suffix.lowercased())
      ? String(name[..<dot]) : name
  }

  /// Without its dot, in lower case; empty where there is none.
  package static func `extension`(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  /// The order of files within a course: files before folders, leading digits by their value, then the names.
  static func precedes(_ a: [String], _ b: [String]) -> Bool {
    for (index, (left, right)) in zip(a, b).enumerated() where left != right {
      let leftIsFile = index == a.count - 1
      let rightIsFile = index == b.count - 1
      if leftIsFile != rightIsFile { return leftIsFile }
      return precedes(left, right)
    }
    return a.count < b.count
  }

  static func precedes(_ a: String, _ b: String) -> Bool {
    let left = leadingNumber(a)
    let right = leadingNumber(b)
    return left == right ? a < b : left < right
  }

  /// Names without a number come last.
  private static func leadingNumber(_ name: String) -> Int {
    Int(name.prefix { $0.isASCII && $0.isNumber }) ?? Int.max
  }
}
