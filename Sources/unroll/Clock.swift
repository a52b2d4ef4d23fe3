import Glibc
import Practice

/// The one place that reads the time; everything below takes it as an argument.
enum Clock {
  /// Seconds since 1970.
  static var now: Int64 { Int64(time(nil)) }

  /// For how long something took; not moved when the clock is set.
  static var milliseconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  /// The learner's days: local time, a night's work before four o'clock belonging to the day before.
  static var day: LocalDay {
    var seconds = time(nil)
    var local = tm()
    localtime_r(&seconds, &local)
    return LocalDay(secondsFromUTC: local.tm_gmtoff)
  }
}

/// Spans of time as people say them.
enum Duration {
  /// Short, for keys and tables: `10m`, `3d`, `1.5mo`, `2y`.
  static func short(_ seconds: Int64) -> String {
    let (minute, hour, day) = (60.0, 3600.0, 86400.0)
    let value = Double(max(0, seconds))
    switch value {
    case ..<minute: return "<1m"
    case ..<hour: return "\(Int((value / minute).rounded()))m"
    case ..<day: return "\(Int((value / hour).rounded()))h"
    case ..<(31 * day): return "\(Int((value / day).rounded()))d"
    case ..<(365 * day): return oneDecimal(value / (30.4 * day)) + "mo"
    default: return oneDecimal(value / (365.25 * day)) + "y"
    }
  }

  /// For sentences: `45 seconds`, `12 minutes`, `1 h 5 min`.
  static func long(milliseconds: Int) -> String {
    let seconds = milliseconds / 1000
    switch seconds {
    case ..<60: return count(seconds, "second")
    case ..<3600: return count((seconds + 30) / 60, "minute")
    default: return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
    }
  }

  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  private static func oneDecimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
