/// The hours of the day in which something is allowed, for instance `08:00-21:00`; the end is not
/// part of them, and `21:00-09:00` goes over midnight.
package struct DailyHours: Sendable, Equatable {
  /// Minutes since midnight, 0 to 1439.
  package var start: Int
  /// Minutes since midnight, 1 to 1440.
  package var end: Int

  /// Nil if it is not `HH:MM-HH:MM`, or its two ends are the same. The end may be `24:00`.
  package init?(_ text: String) {
    guard let bytes = DigitPattern("dd:dd-dd:dd").bytes(of: text) else { return nil }
    func number(_ at: Int) -> Int { Int(bytes[at] - 48) * 10 + Int(bytes[at + 1] - 48) }
    let (startHour, startMinute, endHour, endMinute) = (number(0), number(3), number(6), number(9))
    start = startHour * 60 + startMinute
    end = endHour * 60 + endMinute
    guard startHour < 24, startMinute < 60, endMinute < 60, end <= 1440, start != end else {
      return nil
    }
  }

  package func contains(_ time: LocalTime) -> Bool {
    let minute = time.minuteOfDay
    return start < end ? minute >= start && minute < end : minute >= start || minute < end
  }
}
