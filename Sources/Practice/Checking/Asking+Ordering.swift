extension Asking {
  /// The longest run of steps in right order stays right, wherever it stands: one step put too early makes one
  /// mistake and not as many as there are steps behind it.
  func judge(_ given: [Int], steps: [String], solution: [Int]) -> Judgement {
    guard given.count == steps.count, Set(given) == Set(steps.indices) else {
      return Judgement(verdict: .wrong, detail: .none, expected: expected)
    }

    // Steps that read the same may change places: they take the places of that text in turn.
    var places: [String: [Int]] = [:]
    for (place, step) in solution.enumerated().reversed() { places[steps[step], default: []].append(place) }
    let order = given.map { places[steps[$0]]?.popLast() ?? 0 }
    let kept = Self.longestIncreasingSubsequence(order)
    let share = steps.count < 2 ? 1 : Double(kept.count - 1) / Double(steps.count - 1)
    let detail = given.indices.map { Judgement.Place(step: given[$0], isCorrect: kept.contains($0)) }
    return Judgement(verdict: .init(share: share), detail: .order(detail), expected: expected)
  }

  /// Indices of one (patience sorting, n log n).
  private static func longestIncreasingSubsequence(_ values: [Int]) -> Set<Int> {
    var tails: [Int] = []
    var previous = [Int?](repeating: nil, count: values.count)
    for index in values.indices {
      var low = 0
      var high = tails.count
      while low < high {
        let middle = (low + high) / 2
        if values[tails[middle]] < values[index] { low = middle + 1 } else { high = middle }
      }
      previous[index] = low > 0 ? tails[low - 1] : nil
      if low == tails.count { tails.append(index) } else { tails[low] = index }
    }
    var result: Set<Int> = []
    var next = tails.last
    while let index = next {
      result.insert(index)
      next = previous[index]
    }
    return result
  }
}
