/// Study days as a learner feels them: a day ends at four in the morning, local time.
package struct LocalDay: Sendable, Hashable {
  /// Offset of local time from UTC, in seconds.
  package var secondsFromUTC: Int
  /// Hour at which a new study day starts.
  package var startHour: Int

  package init(secondsFromUTC: Int = 0, startHour: Int = 4) {
    self.secondsFromUTC = secondsFromUTC
    self.startHour = startHour
  }

  /// Days since 1970 of the study day that holds `time`.
  package func number(of time: Int64) -> Int {
    let local = time + shift
    let (quotient, remainder) = local.quotientAndRemainder(dividingBy: secondsPerDay)
    return Int(remainder < 0 ? quotient - 1 : quotient)
  }

  /// The first second of a study day.
  package func start(of number: Int) -> Int64 { Int64(number) * secondsPerDay - shift }

  package func end(ofDayAt time: Int64) -> Int64 { start(of: number(of: time) + 1) }

  var shift: Int64 { Int64(secondsFromUTC - startHour * 3600) }
}
