/// A time as a clock on the wall in the scenario's time zone shows it.
package struct LocalTime: Sendable, Hashable {
  package var year: Int
  /// 1 to 12.
  package var month: Int
  /// 1 to 31.
  package var day: Int
  /// 0 to 23.
  package var hour: Int
  package var minute: Int
  package var second: Int

  package init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
  }

  /// The time in UTC.
  package init(utc instant: Instant) {
    self.init(shiftedSeconds: instant.milliseconds.quotientRoundingDown(by: 1000))
  }

  /// The civil time of a number of seconds since 1970 that already has the zone's offset added.
  ///
  /// Days to a date by the era arithmetic of H. Hinnant, "chrono-Compatible Low-Level Date
  /// Algorithms", `civil_from_days`: exact for every proleptic Gregorian date.
  init(shiftedSeconds: Int64) {
    let days = shiftedSeconds.quotientRoundingDown(by: 86_400)
    let ofDay = shiftedSeconds - days * 86_400
    let shifted = days + 719_468
    let era = shifted.quotientRoundingDown(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    self.init(
      year: Int(yearOfEra + era * 400 + (month <= 2 ? 1 : 0)), month: Int(month),
      day: Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1),
      hour: Int(ofDay / 3600), minute: Int(ofDay / 60 % 60), second: Int(ofDay % 60))
  }

  /// Seconds since 1970 as if this were a time in UTC; `days_from_civil` of the same source.
  var secondsAsUTC: Int64 {
    let shiftedYear = Int64(month <= 2 ? year - 1 : year)
    let era = shiftedYear.quotientRoundingDown(by: 400)
    let yearOfEra = shiftedYear - era * 400
    let shiftedMonth = Int64(month > 2 ? month - 3 : month + 9)
    let dayOfYear = (153 * shiftedMonth + 2) / 5 + Int64(day) - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    return days * 86_400 + Int64(hour * 3600 + minute * 60 + second)
  }

  /// Reads `yyyy-MM-dd HH:mm:ss`. Nil if it has another form or does not exist.
  package init?(_ text: some StringProtocol) {
    guard let bytes = DigitPattern("dddd-dd-dd dd:dd:dd").bytes(of: text) else { return nil }
    func number(_ range: Range<Int>) -> Int {
      bytes[range].reduce(0) { $0 * 10 + Int($1 - 48) }
    }
    let read = LocalTime(
      year: number(0..<4), month: number(5..<7), day: number(8..<10), hour: number(11..<13),
      minute: number(14..<16), second: number(17..<19))
    // A date that does not exist comes back as another one.
    guard read == LocalTime(shiftedSeconds: read.secondsAsUTC) else { return nil }
    self = read
  }

  /// The time of day in minutes since midnight, 0 to 1439.
  var minuteOfDay: Int { hour * 60 + minute }
}

extension Int64 {
  fileprivate func quotientRoundingDown(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
