private import Foundation

/// A scenario's time zone: turns moments into wall-clock times and back.
///
/// The zone's offset is asked for once and kept until the next change of it, so that a time on the
/// wire costs a few divisions.
package struct LocalCalendar: Sendable {
  /// The zone's name in the tz database, for instance `Asia/Shanghai`.
  package let identifier: String
  private let zone: TimeZone
  private var offsetSeconds: Int64 = 0
  private var offsetHolds: Range<Int64> = 0..<0

  /// Nil if the tz database has no zone of that name.
  package init?(identifier: String) {
    // Foundation also takes abbreviations, where CST is Chicago's time, and offsets such as GMT+8.
    let isName =
      identifier == "UTC" || Self.knownIdentifiers.contains(identifier)
      || identifier.contains("/") && !identifier.contains(".")
    guard isName, let zone = TimeZone(identifier: identifier) else { return nil }
    self.init(zone: zone, identifier: identifier)
  }

  /// Coordinated universal time.
  package static let utc = LocalCalendar(zone: .gmt, identifier: "UTC")

  private init(zone: TimeZone, identifier: String) {
    self.zone = zone
    self.identifier = identifier
  }

  /// The names of the tz database, without its aliases.
  static var knownIdentifiers: [String] { TimeZone.knownTimeZoneIdentifiers }

  /// The wall-clock time of a moment.
  package mutating func localTime(of instant: Instant) -> LocalTime {
    let milliseconds = instant.milliseconds
    let seconds = milliseconds / 1000 - (milliseconds % 1000 < 0 ? 1 : 0)
    return LocalTime(shiftedSeconds: seconds + offset(at: seconds))
  }

  /// The moment of a wall-clock time. Of two such moments the earlier; in a gap, the time that the
  /// clocks showed before it, carried on.
  package mutating func instant(of local: LocalTime) -> Instant {
    let asUTC = local.secondsAsUTC
    let before = offset(at: asUTC - 86_400)
    let after = offset(at: asUTC - before)
    // In a gap neither offset is that of the moment it leads to.
    let isAfter = after != before && offset(at: asUTC - after) == after
    return Instant(milliseconds: (asUTC - (isAfter ? after : before)) * 1000)
  }

  private mutating func offset(at seconds: Int64) -> Int64 {
    if offsetHolds.contains(seconds) { return offsetSeconds }
    let date = Date(timeIntervalSince1970: Double(seconds))
    offsetSeconds = Int64(zone.secondsFromGMT(for: date))
    let next = zone.nextDaylightSavingTimeTransition(after: date)?.timeIntervalSince1970
    let end = next.map { Int64($0.rounded(.up)) } ?? seconds + 86_400 * 366
    offsetHolds = seconds..<max(end, seconds + 1)
    return offsetSeconds
  }
}
