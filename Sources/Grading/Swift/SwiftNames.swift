/// How a declared name is written in Swift: the first letter lowered, the underscores dropped (`rnn_step_forward` →
/// `rnnStepForward`, `Wx` → `wx`, `dh_prev` → `dhPrev`, `dWx` stays).
func swiftName(_ name: String) -> String {
  var words = name.split(separator: "_").map(String.init)
  guard let first = words.first else { return name }
  words[0] = first.prefix(1).lowercased() + first.dropFirst()
  return words[0] + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
}
