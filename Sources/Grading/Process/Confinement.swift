/// How a submission is kept from the rest of the machine.
package enum Confinement: Sendable, Hashable {
  /// Resource limits, a process group of its own and a clock: for one's own work.
  case limitsOnly

  package enum Tier: String, Sendable, Codable {
    case bubblewrap, landlock
    case limitsOnly = "limits-only"
  }

  package var tier: Tier {
    switch self {
    case .limitsOnly: .limitsOnly
    }
  }
}
