import Curriculum
import Tensors
import Testing

@testable import ExerciseKit
@testable import Grading

@Suite("Parts of the grader") struct PartsTests {
  @Test(
    "The table of verdicts, row by row",
    arguments: [
      (true, true, true, VerdictRow.correct), (true, false, false, .backwardWrong),
      (false, true, false, .anotherFunction), (false, true, true, .forwardOffByConstant),
      (false, false, true, .backwardRightForwardWrong), (false, false, false, .bothWrong),
      (true, true, false, .doubt), (true, false, true, .doubt), (true, nil, true, .correct),
      (true, nil, false, .doubt), (false, nil, false, .bothWrong),
      (false, nil, true, .backwardRightForwardWrong),
    ] as [(Bool, Bool?, Bool, VerdictRow)])
  func table(f: Bool, s: Bool?, r: Bool, row: VerdictRow) {
    #expect(VerdictRow(f: f, s: s, r: r) == row)
  }

  @Test("NaN never passes; the floor lets rounding around zero pass") func comparison() {
    #expect(!Comparison([.nan], [1], scale: 1).passes(1))
    #expect(!Comparison([1], [.nan], scale: 1).passes(1))
    #expect(!Comparison([.infinity], [.infinity], scale: 1).passes(1))
    #expect(Comparison([1e-13, 0], [0, 0], scale: 1).passes(1e-10))
    #expect(!Comparison([1e-8, 0], [0, 0], scale: 1).passes(1e-10))
    #expect(
      !Comparison(Tensor(shape: [1, 2], scalars: [1, 2]), Tensor(shape: [2], scalars: [1, 2]), scale: 1)
        .passes(1))
  }

  @Test("Messages survive the way there and back") func wire() {
    let call = Wire.Call(
      function: "rnn_étape", cache: 7, keep: 8,
      arguments: [
        Tensor(shape: [], scalars: [1.5]), Tensor(shape: [2, 0, 3], scalars: []),
        Tensor([[1, -0.0], [.nan, 4]]),
      ])
    let decoded = Wire.Call(body: Array(call.message().dropFirst(8)))
    #expect(decoded?.message() == call.message())
    let replies: [Wire.Reply] = [
      .results([Wire.Value(Tensor([1, 2]), element: .float32)], changedArguments: [0, 3]),
      .notImplemented("f"),
      .raised("no", place: "a.py:3"), .missing("m"), .notLoaded("l", place: ""),
    ]
    for reply in replies { #expect(Wire.Reply(body: Array(reply.message().dropFirst(8))) == reply) }
  }

  @Test("No bytes crash the reader of replies") func hostileReplies() {
    let reply = Wire.Reply.results(
      [Wire.Value(Tensor(zeros: [2, 3])), Wire.Value(Tensor(1))], changedArguments: [1])
    let body = Array(reply.message().dropFirst(8))
    for length in 0..<body.count { #expect(Wire.Reply(body: Array(body[..<length])) == nil) }
    var random = RandomStream(seed: 1, "fuzz")
    for _ in 0..<5000 {
      var spoilt = body
      for _ in 0..<3 {
        spoilt[random.integer(in: 0...body.count - 1)] = UInt8(truncatingIfNeeded: random.next())
      }
      _ = Wire.Reply(body: spoilt)
    }
  }

  @Test("SHA-256 gives the published digests") func contentHash() {
    func hex(_ text: String) -> String {
      var hash = ContentHash()
      hash.add(Array(text.utf8))
      return hash.finish().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    #expect(hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
  }

  @Test(
    "Constraints between sizes",
    arguments: [
      ("D % heads == 0", true), ("D - 1 >= 2 * heads", true), ("heads*heads < D", true), ("D == 5", false),
      ("D / heads != 3", false), ("D % 0 == 0", nil), ("D", nil), ("X == 1", nil), ("== 3", nil),
    ] as [(String, Bool?)])
  func constraint(text: String, expected: Bool?) {
    #expect(Constraint(text: text).holds(for: ["D": 6, "heads": 2]) == expected)
  }

  @Test(
    "Names as Swift writes them",
    arguments: [
      ("rnn_step_forward", "rnnStepForward"), ("h_prev", "hPrev"), ("Wx", "wx"), ("dWx", "dWx"),
      ("dh_prev", "dhPrev"),
      ("Q", "q"), ("h0", "h0"), ("log_probs", "logProbs"),
    ])
  func names(python: String, swift: String) { #expect(swiftName(python) == swift) }

  @Test("Probes: all sizes differ, a batch of one, sizes of one, one step; another seed, other numbers")
  func probes() throws {
    let exercise = Fixture.rnnSequence()
    let unit = Unit.units(of: exercise)[0]
    for seed in 0..<20 as Range<UInt64> {
      let probes = try ProbeMaker(unit, of: exercise, seed: seed).probes()
      #expect(Set(probes[0].sizes.values).count == 4)
      #expect(probes[0].sizes["T"]! >= 3 && probes[0].sizes.values.min()! > 1)
      #expect(probes.contains { $0.sizes["B"] == 1 } && probes.contains { $0.sizes["T"] == 1 })
      #expect(probes.contains { Set($0.sizes.values) == [1] })
      let single = try #require(probes.first { $0.name == "the gradient of one step only" })
      let steps = single.cotangents[0].shape[0]
      let size = single.cotangents[0].count / steps
      let live = (0..<steps).filter { t in
        single.cotangents[0].scalars[t * size..<(t + 1) * size].contains { $0 != 0 }
      }
      #expect(live == [steps / 2])
      #expect(try ProbeMaker(unit, of: exercise, seed: seed).probes().map(\.inputs) == probes.map(\.inputs))
      #expect(try ProbeMaker(unit, of: exercise, seed: seed + 1).probes()[0].inputs != probes[0].inputs)
    }
  }

  @Test(
    "Numbers in messages",
    arguments: [
      (1.0, "1"), (-0.25, "-0.25"), (0.1234567891, "0.1234568"), (123456.789, "123456.8"), (1e-20, "1e-20"),
      (.nan, "nan"),
    ])
  func numbers(value: Double, text: String) { #expect(number(value) == text) }
}
