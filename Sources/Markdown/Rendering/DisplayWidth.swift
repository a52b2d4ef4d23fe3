/// How many terminal columns a character takes.
package enum DisplayWidth {
  package static func of(_ text: String) -> Int { text.count }
}
