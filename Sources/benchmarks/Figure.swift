/// One figure of the report: what was measured, on how much, beside what, and what it should be.
struct Figure: Encodable {
  /// `start.version`: the group and the thing.
  var name: String
  var measures: String
  var size: String
  var unit: String
  var result: Sample?
  /// Why there is no result.
  var missing: String?
  var beside: [Peer]
  var goal: Goal?

  init(
    _ name: String, measures: String, size: String, unit: String, result: Sample?, missing: String? = nil,
    beside: [Peer] = [], goal: Goal? = nil
  ) {
    self.name = name
    self.measures = measures
    self.size = size
    self.unit = unit
    self.result = result
    self.missing = missing
    self.beside = beside
    self.goal = goal
  }

  /// Something else that was measured in the same run, in the same unit.
  struct Peer {
    var name: String
    /// Nil where it isn't installed.
    var result: Sample?
    /// How to install it.
    var install: String?

    init(_ name: String, _ result: Sample?, install: String? = nil) {
      self.name = name
      self.result = result
      self.install = install
    }
  }

  struct Goal {
    enum Bound {
      case atMost(Double)
      case atLeast(Double)
    }

    var bound: Bound
    /// The peer that the bound multiplies; without one it is in the figure's unit.
    var timesPeer: String?
    /// Where the bound comes from.
    var source: String

    static func atMost(_ value: Double, times peer: String? = nil, _ source: String) -> Goal {
      Goal(bound: .atMost(value), timesPeer: peer, source: source)
    }

    static func atLeast(_ value: Double, _ source: String) -> Goal {
      Goal(bound: .atLeast(value), source: source)
    }
  }

  /// Nil where there is nothing to compare with.
  var meetsGoal: Bool? {
    guard let goal, let median = result?.median else { return nil }
    var scale = 1.0
    if let name = goal.timesPeer {
      guard let peer = beside.first(where: { $0.name == name })?.result else { return nil }
      scale = peer.median
    }
    switch goal.bound {
    case .atMost(let value): return median <= value * scale
    case .atLeast(let value): return median >= value * scale
    }
  }
}

extension Figure {
  private enum Key: String, CodingKey {
    case name, measures, size, unit, result, missing, beside, goal
    case times, install
    case atMost = "at_most"
    case atLeast = "at_least"
    case timesPeer = "times_peer"
    case source, met
  }

  /// Null is written out: a figure that is missing is missing visibly.
  func encode(to encoder: any Encoder) throws {
    var document = encoder.container(keyedBy: Key.self)
    try document.encode(name, forKey: .name)
    try document.encode(measures, forKey: .measures)
    try document.encode(size, forKey: .size)
    try document.encode(unit, forKey: .unit)
    try document.encode(result, forKey: .result)
    if let missing { try document.encode(missing, forKey: .missing) }
    var peers = document.nestedUnkeyedContainer(forKey: .beside)
    for peer in beside {
      var entry = peers.nestedContainer(keyedBy: Key.self)
      try entry.encode(peer.name, forKey: .name)
      try entry.encode(peer.result, forKey: .result)
      let times = result.flatMap { mine in peer.result.map { mine.median / $0.median } }
      try entry.encode(times.map(rounded), forKey: .times)
      if peer.result == nil { try entry.encode(peer.install, forKey: .install) }
    }
    guard let goal else { return try document.encodeNil(forKey: .goal) }
    var entry = document.nestedContainer(keyedBy: Key.self, forKey: .goal)
    switch goal.bound {
    case .atMost(let value): try entry.encode(value, forKey: .atMost)
    case .atLeast(let value): try entry.encode(value, forKey: .atLeast)
    }
    if let peer = goal.timesPeer { try entry.encode(peer, forKey: .timesPeer) }
    try entry.encode(goal.source, forKey: .source)
    try entry.encode(meetsGoal, forKey: .met)
  }
}

extension Sample: Encodable {
  private enum Key: String, CodingKey { case median, quartiles, range, runs }

  func encode(to encoder: any Encoder) throws {
    var document = encoder.container(keyedBy: Key.self)
    try document.encode(rounded(median), forKey: .median)
    try document.encode([rounded(quartiles.lower), rounded(quartiles.upper)], forKey: .quartiles)
    try document.encode([rounded(range.least), rounded(range.most)], forKey: .range)
    try document.encode(count, forKey: .runs)
  }
}

/// To four significant digits or so: nothing here is known better.
private func rounded(_ value: Double) -> Double {
  let scale = value.magnitude < 10 ? 1000.0 : value.magnitude < 1000 ? 100 : 1
  return (value * scale).rounded() / scale
}
