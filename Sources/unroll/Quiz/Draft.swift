import Practice

/// What a learner has entered for the question on screen, before it is an answer. Nothing of it is kept until it
/// is submitted, and no single key does anything that another key can't take back.
struct Draft: Equatable {
  var editor = LineEditor()
  /// Whether letters go into the line being typed; otherwise they are commands.
  var isTyping: Bool
  /// Options ticked, for a choice of several.
  var chosen: Set<Int> = []
  /// Steps in the order given so far.
  var order: [Int] = []
  /// For each left item the right one given so far.
  var pairs: [Int] = []

  enum Effect: Equatable {
    /// Not for the draft: a command of the screen.
    case none
    case changed
    case submit(Response)
    /// What is entered is no answer yet; with what is missing.
    case incomplete(String)
  }

  init(for asking: Asking) {
    switch asking.form {
    case .typed, .numeric: isTyping = true
    case .recall, .choice, .order, .match: isTyping = false
    }
  }

  /// Keys of options, steps and partners: letters, since digits rate. The commands u, s and q are not among them.
  static let labels = Asking.labels

  static func label(_ index: Int) -> String { index < labels.count ? String(labels[index]) : "·" }

  private static func index(of key: Key, below count: Int) -> Int? {
    guard case .character(let character) = key, let lower = character.lowercased().first else { return nil }
    return labels.prefix(count).firstIndex(of: lower)
  }

  mutating func take(_ key: Key, for asking: Asking) -> Effect {
    if isTyping { return type(key, for: asking) }
    switch asking.form {
    case .recall: return think(key)
    case .typed, .numeric: return resumeTyping(key)
    case .choice(let options, let choosesAll):
      return choose(key, count: options.count, choosesAll: choosesAll)
    case .order(let steps, _): return arrange(key, count: steps.count)
    case .match(let matching): return match(key, matching)
    }
  }

  private mutating func type(_ key: Key, for asking: Asking) -> Effect {
    switch key {
    case .enter: return submitText(for: asking)
    case .escape:
      isTyping = false
      return .changed
    default: return editor.take(key) ? .changed : .none
    }
  }

  private func submitText(for asking: Asking) -> Effect {
    let text = editor.text
    guard !text.allSatisfy(\.isWhitespace) else {
      return .incomplete("Type an answer, or Esc and then Space to see it.")
    }
    do {
      return .submit(try asking.response(to: text))
    } catch {
      return .incomplete(error.message)
    }
  }

  private mutating func think(_ key: Key) -> Effect {
    switch key {
    case .character(" "), .enter: return .submit(.recalled)
    case .character("t"):
      isTyping = true
      return .changed
    default: return .none
    }
  }

  private mutating func resumeTyping(_ key: Key) -> Effect {
    switch key {
    case .character(" "): return .submit(.recalled)
    case .enter, .character("t"):
      isTyping = true
      return .changed
    default: return .none
    }
  }

  private mutating func choose(_ key: Key, count: Int, choosesAll: Bool) -> Effect {
    if let index = Self.index(of: key, below: count) {
      guard choosesAll else { return .submit(.choice([index])) }
      chosen.formSymmetricDifference([index])
      return .changed
    }
    switch key {
    case .character(" "): return .submit(.recalled)
    case .enter where choosesAll && !chosen.isEmpty: return .submit(.choice(chosen))
    case .enter:
      return .incomplete(choosesAll ? "Tick every right option first." : "Choose an option, or Space to see.")
    default: return .none
    }
  }

  private mutating func arrange(_ key: Key, count: Int) -> Effect {
    if let index = Self.index(of: key, below: count) {
      if !order.contains(index) { order.append(index) }
      return .changed
    }
    switch key {
    case .backspace where !order.isEmpty:
      order.removeLast()
      return .changed
    case .character(" "): return .submit(.recalled)
    case .enter:
      return order.count == count ? .submit(.order(order)) : .incomplete("Give every step its place first.")
    default: return .none
    }
  }

  private mutating func match(_ key: Key, _ matching: Asking.Matching) -> Effect {
    if let index = Self.index(of: key, below: matching.right.count) {
      if pairs.count < matching.left.count { pairs.append(index) }
      return .changed
    }
    switch key {
    case .backspace where !pairs.isEmpty:
      pairs.removeLast()
      return .changed
    case .character(" "): return .submit(.recalled)
    case .enter:
      return pairs.count == matching.left.count
        ? .submit(.match(pairs)) : .incomplete("Find a partner for every line first.")
    default: return .none
    }
  }
}
