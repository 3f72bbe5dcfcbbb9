internal import Carrier

/// Writes the `Date` header (RFC 9110, section 5.6.7), once a second at most.
struct HTTPDate {
  private var second: Int64 = .min
  private var text = ""
  private var calendar = LocalCalendar.utc

  mutating func text(at now: Instant) -> String {
    let current = now.milliseconds / 1000
    guard current != second else { return text }
    second = current
    let time = calendar.localTime(of: now)
    let weekday = Self.weekdays[Int(((current / 86_400) + 4) % 7)]
    let month = Self.months[time.month - 1]
    text =
      "\(weekday), \(Self.two(time.day)) \(month) \(time.year) "
      + "\(Self.two(time.hour)):\(Self.two(time.minute)):\(Self.two(time.second)) GMT"
    return text
  }

  private static func two(_ value: Int) -> String {
    value < 10 ? "0\(value)" : "\(value)"
  }

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
