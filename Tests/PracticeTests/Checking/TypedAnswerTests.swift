import Testing

@testable import Practice

@Suite struct TypedAnswerTests {
  func verdict(_ given: String, _ accepted: String...) -> String {
    switch Sample.asking(.typed(accepted: accepted))?.judge(.text(given)).verdict {
    case .correct: "right"
    case .partly: "partly"
    case .wrong: "wrong"
    default: "?"
    }
  }

  @Test(
    "the same answer written otherwise is right",
    arguments: [
      ("perplexity", "perplexity"), ("  Perplexity ", "perplexity"), ("PERPLEXITY.", "perplexity"),
      ("the forget gate", "forget gate"), ("forget gates", "forget gate"), ("matrices", "matrix"),
      ("hidden-state", "hidden state"), ("hidden_state", "hidden state"), ("hiddenstate", "hidden state"),
      ("perpelxity", "perplexity"), ("perplexty", "perplexity"), ("vanishing gradeint", "vanishing gradient"),
      ("normalization", "normalisation"), ("σ", #"\sigma"#), ("sigma", "$\\sigma$"), ("h_t", "$h_t$"),
      ("hₜ", "$h_{t}$"), ("h_{t-1}", "hₜ₋₁"), ("W_hh", #"$\mathbf{W}_{hh}$"#), ("**tanh**", "tanh"),
      ("`tanh`", "tanh"), ("x²", "x^2"), ("e^{-x}", "e⁻ˣ"), ("don’t know", "don't know"), ("biases", "bias"),
      ("losses", "loss"), ("phases", "phase"), ("boxes", "box"),
      ("categories", "category"), ("Schrödinger", "Schrodinger"), ("O(n²)", "O(n^2)"), ("A", "a"),
    ])
  func right(given: String, accepted: String) { #expect(verdict(given, accepted) == "right") }

  @Test(
    "another answer is wrong, however alike",
    arguments: [
      ("", "perplexity"), ("input gate", "output gate"), ("entropy", "perplexity"), ("GRU", "LSTM"),
      ("LSTN", "LSTM"), ("L1", "L2"), ("tan", "tanh"), ("decoder", "encoder"), ("decrease", "increase"),
      ("underfitting", "overfitting"), ("bidirectional", "unidirectional"), ("2", "3"), ("adam", "adamw"),
      ("h_t", "h_{t-1}"), ("sigmoid and tanh", "sigmoid"), ("softmin", "softmax"), ("ReLU", "SeLU"),
      ("?", "x"),
      ("unsupervised", "supervised"), ("x^3", "x^2"), ("the", "gate"), ("layer norm", "batch norm"),
    ])
  func wrong(given: String, accepted: String) { #expect(verdict(given, accepted) == "wrong") }

  @Test("two slips in one word may turn it round: not quite right")
  func almost() {
    #expect(verdict("minimization", "maximization") == "partly")
    #expect(verdict("perplxty", "perplexity") == "partly")
  }

  @Test("any accepted spelling will do, and the nearest is named")
  func several() {
    #expect(verdict("PPL", "perplexity", "PPL") == "right")
    let judgement = Sample.asking(.typed(accepted: ["perplexity", "PPL"]))?.judge(.text("perplexities"))
    #expect(judgement?.detail == .text(.near(meant: "perplexity")))
    #expect(judgement?.expected == "perplexity")
    #expect(judgement?.suggestedRating == .good)
  }

  @Test(
    "no text crashes, long ones take no time", arguments: ["\\", "$", "{", "^^", "\u{301}", "a\u{0}b", "🦊🏽‍🦱"])
  func hostile(piece: String) {
    #expect(verdict(String(repeating: piece, count: 20_000), "gate") == "wrong")
    #expect(verdict(piece, piece) == (FoldedText(piece).words.isEmpty ? "wrong" : "right"))
  }
}

@Suite struct EditDistanceTests {
  @Test(
    "known distances, cut off at the limit",
    arguments: [
      ("", "", 0), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("kitten", "sitting", 3),
      ("ca", "abc", 3),
      ("abcdef", "bcdefa", 2), ("", "ab", 2),
    ])
  func known(a: String, b: String, distance: Int) {
    for limit in 0...5 {
      let expected = distance <= limit ? distance : nil
      #expect(editDistance(a, b, limit: limit) == expected)
      #expect(editDistance(b, a, limit: limit) == expected)
    }
  }

  @Test("the banded table gives what the whole one gives")
  func oracle() {
    var random = SplitMix(seed: 3)
    func word() -> [Character] {
      (0..<Int.random(in: 0...7, using: &random)).map { _ in "abc".randomElement(using: &random) ?? "a" }
    }
    for _ in 0..<3000 {
      let (a, b) = (word(), word())
      let distance = wholeTable(a, b)
      #expect(editDistance(String(a), String(b), limit: 3) == (distance <= 3 ? distance : nil))
    }
  }

  private func wholeTable(_ a: [Character], _ b: [Character]) -> Int {
    var table = (0...a.count).map { i in (0...b.count).map { j in i == 0 ? j : j == 0 ? i : 0 } }
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    for i in 1...a.count {
      for j in 1...b.count {
        let substitution = table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        var best = min(substitution, table[i - 1][j] + 1, table[i][j - 1] + 1)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          best = min(best, table[i - 2][j - 2] + 1)
        }
        table[i][j] = best
      }
    }
    return table[a.count][b.count]
  }
}
