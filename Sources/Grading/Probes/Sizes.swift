import Curriculum

/// A size for each declared dimension.
typealias Sizes = [String: Int]

/// Which sizes the declaration of an exercise allows.
struct SizeChooser {
  var dimensions: [Exercise.Dimension]
  var constraints: [Constraint]

  init(_ exercise: Exercise) {
    dimensions = exercise.dimensions
    constraints = exercise.constraints.map(Constraint.init)
  }

  func allows(_ sizes: Sizes) -> Bool { constraints.allSatisfy { $0.holds(for: sizes) == true } }

  /// All sizes different and above 1 where the ranges have room for that, at least three steps of time.
  func distinct(_ random: inout RandomStream) -> Sizes? {
    var best: (sizes: Sizes, clashes: Int)?
    for _ in 0..<200 {
      var sizes: Sizes = [:]
      // The narrowest range chooses first.
      for dimension in dimensions.sorted(by: { $0.values.count < $1.values.count }) {
        let floor = dimension.name == "T" ? 3 : 2
        let wanted = dimension.values.filter { value in value >= floor && !sizes.values.contains(value) }
        let choices = wanted.isEmpty ? Array(dimension.values.suffix(2)) : wanted
        sizes[dimension.name] = choices[random.integer(in: 0...choices.count - 1)]
      }
      guard allows(sizes) else { continue }
      let clashes = sizes.count - Set(sizes.values).count
      if clashes == 0 { return sizes }
      if best == nil || clashes < best!.clashes { best = (sizes, clashes) }
    }
    return best?.sizes
  }

  /// The sizes, with those named set to 1; nil where the declaration forbids it or nothing would change.
  func flattened(_ sizes: Sizes, _ names: [String]) -> Sizes? {
    var flat = sizes
    for dimension in dimensions where names.contains(dimension.name) && dimension.values.contains(1) {
      flat[dimension.name] = 1
    }
    return flat != sizes && allows(flat) ? flat : nil
  }

  /// The smallest sizes first: the order in which a failing case is looked for by hand.
  func smallestFirst(limit: Int) -> [Sizes] {
    var all: [[Int]] = [[]]
    for dimension in dimensions {
      let values = dimension.values.prefix(3)
      guard all.count * values.count <= 20_000 else { return [] }
      all = all.flatMap { partial in values.map { partial + [$0] } }
    }
    return
      all.sorted { a, b in
        let (sumA, sumB) = (a.reduce(0, +), b.reduce(0, +))
        return sumA != sumB ? sumA < sumB : a.lexicographicallyPrecedes(b)
      }
      .map { Dictionary(zip(dimensions.map(\.name), $0), uniquingKeysWith: { first, _ in first }) }
      .filter(allows).prefix(limit).map { $0 }
  }
}

extension Exercise.Size {
  func value(_ sizes: Sizes) -> Int { factor * (dimension.flatMap { sizes[$0] } ?? 1) }
}
