#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Scheduler {
  /// The 21 weights of FSRS-6, and the formulas that they weigh.
  ///
  /// S is stability, D difficulty, R retrievability, G the rating from 1 (again) to 4 (easy). The formulas are those
  /// of "The Algorithm" in the wiki of open-spaced-repetition/fsrs4anki, section FSRS-6.
  package struct Parameters: Sendable, Hashable {
    private var w:
      (
        Double, Double, Double, Double, Double, Double, Double, Double, Double, Double, Double, Double,
        Double,
        Double, Double, Double, Double, Double, Double, Double, Double
      )

    package static let count = 21
    package static let standard = Parameters(unchecked: [
      0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614,
      0.2629,
      1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
    ])

    /// The values between which each weight makes sense: those of py-fsrs and the optimiser.
    package static let bounds: [ClosedRange<Double>] = [
      0.001...100, 0.001...100, 0.001...100, 0.001...100, 1...10, 0.001...4, 0.001...4, 0.001...0.75, 0...4.5,
      0...0.8, 0.001...3.5, 0.001...5, 0.001...0.25, 0.001...0.9, 0...4, 0...1, 1...6, 0...2, 0...2, 0...0.8,
      0.1...0.8,
    ]

    /// Nil unless there are 21 of them, all within their bounds.
    package init?(_ weights: [Double]) {
      guard weights.count == Self.count, zip(Self.bounds, weights).allSatisfy({ $0.contains($1) }) else {
        return nil
      }
      self.init(unchecked: weights)
    }

    private init(unchecked v: [Double]) {
      w = (
        v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10], v[11], v[12], v[13], v[14], v[15],
        v[16],
        v[17], v[18], v[19], v[20]
      )
    }

    /// A tuple and not an array: reading a weight touches no reference count.
    package subscript(index: Int) -> Double {
      precondition(0..<Self.count ~= index, "FSRS-6 has weights 0 to 20")
      return withUnsafeBytes(of: w) { $0.load(fromByteOffset: index * 8, as: Double.self) }
    }

    package var weights: [Double] { (0..<Self.count).map { self[$0] } }

    package static func == (a: Parameters, b: Parameters) -> Bool { a.weights == b.weights }
    package func hash(into hasher: inout Hasher) { hasher.combine(weights) }
  }
}

extension Scheduler.Parameters {
  private static let leastStability = 0.001

  /// S₀(G) = w[G-1]
  func initialStability(_ rating: Rating) -> Double {
    max(self[rating.rawValue - 1], Self.leastStability)
  }

  /// D₀(G) = w₄ - e^(w₅·(G-1)) + 1, not yet held between 1 and 10
  func initialDifficulty(_ rating: Rating) -> Double {
    w.4 - exp(w.5 * Double(rating.rawValue - 1)) + 1
  }

  /// ΔD = -w₆·(G-3), damped by (10-D)/9, then pulled towards D₀(easy): D″ = w₇·D₀(4) + (1-w₇)·D′
  func difficulty(after difficulty: Double, rating: Rating) -> Double {
    let change = -w.6 * Double(rating.rawValue - 3)
    let damped = difficulty + (10 - difficulty) * change / 9
    return (w.7 * initialDifficulty(.easy) + (1 - w.7) * damped).clamped(to: 1...10)
  }

  /// S′(S,G) = S · e^(w₁₇·(G-3+w₁₈)) · S^(-w₁₉); only "again" ever shortens it
  func sameDayStability(after stability: Double, rating: Rating) -> Double {
    var growth = exp(w.17 * (Double(rating.rawValue - 3) + w.18)) * pow(stability, -w.19)
    if rating > .again { growth = max(growth, 1) }
    return max(stability * growth, Self.leastStability)
  }

  func stability(after memory: Memory, rating: Rating, retrievability: Double) -> Double {
    let next =
      rating == .again
      ? stabilityAfterForgetting(memory, retrievability)
      : stabilityAfterRecall(memory, rating, retrievability)
    return max(next, Self.leastStability)
  }

  /// S′ᵣ = S · (1 + e^(w₈)·(11-D)·S^(-w₉)·(e^(w₁₀·(1-R))-1) · [w₁₅ if hard] · [w₁₆ if easy])
  private func stabilityAfterRecall(_ memory: Memory, _ rating: Rating, _ retrievability: Double) -> Double {
    let penalty = rating == .hard ? w.15 : 1
    let bonus = rating == .easy ? w.16 : 1
    let growth =
      exp(w.8) * (11 - memory.difficulty) * pow(memory.stability, -w.9)
      * (exp(w.10 * (1 - retrievability)) - 1) * penalty * bonus
    return memory.stability * (1 + growth)
  }

  /// S′ₒ = min(w₁₁·D^(-w₁₂)·((S+1)^(w₁₃)-1)·e^(w₁₄·(1-R)), S / e^(w₁₇·w₁₈))
  private func stabilityAfterForgetting(_ memory: Memory, _ retrievability: Double) -> Double {
    let long =
      w.11 * pow(memory.difficulty, -w.12) * (pow(memory.stability + 1, w.13) - 1)
      * exp(w.14 * (1 - retrievability))
    return min(long, memory.stability / exp(w.17 * w.18))
  }
}

/// R(t,S) = (1 + factor·t/S)^decay with factor = 0.9^(1/decay) - 1, so that R(S,S) = 90 %.
struct ForgettingCurve: Sendable {
  let decay: Double
  let factor: Double

  init(decay: Double) {
    self.decay = decay
    factor = pow(0.9, 1 / decay) - 1
  }

  @inline(__always)
  func retrievability(stability: Double, days: Int64) -> Double {
    days == 0 ? 1 : pow(1 + factor * Double(days) / stability, decay)
  }

  /// Days until recall has fallen to `retrievability`.
  func interval(stability: Double, retrievability: Double) -> Double {
    stability / factor * (pow(retrievability, 1 / decay) - 1)
  }
}
