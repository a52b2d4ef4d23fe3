/// How a learner wants to be asked.
package struct StudySettings: Sendable, Hashable {
  package enum Scope: Sendable, Hashable {
    /// What the schedule says.
    case due
    /// Every card of the chosen topics, due or not, without a limit: a last look before an interview.
    case everything
  }

  package var scope = Scope.due
  package var newPerDay = 20
  /// Nil for no limit.
  package var reviewsPerDay: Int?
  package var day = LocalDay()
  package var scheduler = Scheduler()
  /// Whether intervals are moved a little at random.
  package var fuzzes = true
  package var topics = TopicFilter.all

  package init() {}
}
