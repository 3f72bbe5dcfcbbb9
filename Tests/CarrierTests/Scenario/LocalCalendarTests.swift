import Foundation
import Testing

@testable import Carrier

struct LocalCalendarTests {
  /// A wall-clock time, and the UTC time it stands for.
  @Test(arguments: [
    ("Asia/Shanghai", "2017-04-12 01:38:21", "2017-04-11 17:38:21"),
    // Summer time of 1986 to 1991, and the local mean time until 1901.
    ("Asia/Shanghai", "1986-07-01 12:00:00", "1986-07-01 03:00:00"),
    ("Asia/Shanghai", "1991-12-01 12:00:00", "1991-12-01 04:00:00"),
    ("Asia/Shanghai", "1900-01-01 12:00:00", "1900-01-01 03:54:17"),
    ("America/New_York", "2024-01-15 12:00:00", "2024-01-15 17:00:00"),
    ("America/New_York", "2024-07-15 12:00:00", "2024-07-15 16:00:00"),
    // Before, in and after the gap of 2 to 3 o'clock.
    ("America/New_York", "2024-03-10 01:59:59", "2024-03-10 06:59:59"),
    ("America/New_York", "2024-03-10 02:30:00", "2024-03-10 07:30:00"),
    ("America/New_York", "2024-03-10 03:00:00", "2024-03-10 07:00:00"),
    // Before, in and after the hour that comes twice; the earlier one.
    ("America/New_York", "2024-11-03 00:59:59", "2024-11-03 04:59:59"),
    ("America/New_York", "2024-11-03 01:30:00", "2024-11-03 05:30:00"),
    ("America/New_York", "2024-11-03 02:00:00", "2024-11-03 07:00:00"),
    ("Australia/Lord_Howe", "2024-10-06 02:15:00", "2024-10-05 15:45:00"),
    // A day that was left out.
    ("Pacific/Apia", "2011-12-29 23:59:59", "2011-12-30 09:59:59"),
    ("Pacific/Apia", "2011-12-30 12:00:00", "2011-12-30 22:00:00"),
    ("Pacific/Apia", "2011-12-31 00:00:00", "2011-12-30 10:00:00"),
    ("UTC", "2000-02-29 23:59:59", "2000-02-29 23:59:59"),
  ])
  func findsMoments(zone: String, local: String, utc: String) throws {
    var calendar = try #require(LocalCalendar(identifier: zone))
    let instant = calendar.instant(of: try #require(LocalTime(local)))
    #expect(LocalTime(shiftedSeconds: instant.milliseconds / 1000) == LocalTime(utc))
  }

  /// Every zone's offset is Foundation's own, in whichever order moments are asked for.
  @Test(arguments: [
    "Asia/Shanghai", "America/New_York", "Europe/Moscow", "Pacific/Apia", "Asia/Pyongyang", "UTC",
    "Africa/Casablanca", "Australia/Lord_Howe",
  ])
  func agreesWithFoundation(zone: String) throws {
    let foundation = try #require(TimeZone(identifier: zone))
    var kept = try #require(LocalCalendar(identifier: zone))
    let step: Int64 = 86_400 * 5 + 3607
    let moments = Array(
      stride(from: Int64(-1_000_000_000), to: 2_500_000_000, by: Int64.Stride(step)))
    for seconds in moments + moments.reversed() {
      let offset = foundation.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
      let local = kept.localTime(of: Instant(milliseconds: seconds * 1000))
      #expect(local == LocalTime(shiftedSeconds: seconds + Int64(offset)))
    }
  }

  /// A wall-clock time read off a moment leads back to it, but for the second of two.
  @Test func goesThereAndBack() throws {
    var calendar = try #require(LocalCalendar(identifier: "America/New_York"))
    for hour in Int64(0)..<(366 * 24) {
      let instant = Instant(milliseconds: (1_704_067_200 + hour * 3600) * 1000)
      let back = calendar.instant(of: calendar.localTime(of: instant))
      let isSecondOfTwo = instant.milliseconds == 1_730_613_600_000
      #expect(back == (isSecondOfTwo ? instant - .seconds(3600) : instant))
    }
  }

  @Test func roundsDownBefore1970() throws {
    var calendar = try #require(LocalCalendar(identifier: "UTC"))
    let time = calendar.localTime(of: Instant(milliseconds: -1))
    #expect(time == LocalTime("1969-12-31 23:59:59"))
    #expect(calendar.localTime(of: Instant(milliseconds: -1000)) == time)
  }

  @Test func countsEveryDayOfFourCenturies() {
    var seconds = LocalTime(year: 1900, month: 1, day: 1).secondsAsUTC
    let days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    for year in 1900..<2300 {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      for month in 1...12 {
        for day in 1...(days[month - 1] + (month == 2 && isLeap ? 1 : 0)) {
          let time = LocalTime(year: year, month: month, day: day)
          guard time.secondsAsUTC == seconds, LocalTime(shiftedSeconds: seconds) == time else {
            Issue.record("\(time) is not \(seconds)")
            return
          }
          seconds += 86_400
        }
      }
    }
  }

  @Test(arguments: [
    "2023-02-29 00:00:00", "1900-02-29 00:00:00", "2024-13-01 00:00:00", "2024-04-31 00:00:00",
    "2024-01-01 24:00:00", "2024-01-01 00:60:00", "2024-01-01 00:00:60", "2024-00-10 00:00:00",
    "2024-1-1 00:00:00", "2024-01-01T00:00:00", "2024-01-01", "",
  ])
  func refusesTimesThatDoNotExist(text: String) {
    #expect(LocalTime(text) == nil)
  }

  @Test(arguments: ["CST", "GMT+8", "Asia/Nowhere", "", "../../etc/passwd", "asia/shanghai"])
  func refusesWhatIsNoZone(name: String) {
    #expect(LocalCalendar(identifier: name) == nil)
  }
}
