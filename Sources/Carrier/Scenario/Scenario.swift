/// A scenario as written: what a world starts from.
package struct Scenario: Sendable {
  /// `[a-z0-9-]`, 1 to 64.
  package var name: String
  package var description = ""
  package var calendar: LocalCalendar
  /// Drives chance, jitter and message ids: same seed and same requests, same bytes.
  package var seed: UInt64 = 1
  package var clock = Clock.real
  /// The switches of the dialects' wire formats that the scenario sets.
  package var wire = WireSettings()
  /// What a message gets when nothing says otherwise.
  package var report = ReportPlan.standard
  package var blacklist: [NumberPattern] = []
  package var accounts: [AccountSettings] = []
  /// The text it was read from: the same text is the same scenario.
  package var source: [UInt8] = []

  package enum Clock: Sendable, Equatable {
    case real
    case starting(LocalTime, running: Bool)
  }

  package init(name: String, calendar: LocalCalendar) {
    self.name = name
    self.calendar = calendar
  }
}

/// The report a message gets, decided when it is submitted.
package struct ReportPlan: Sendable, Equatable {
  /// Nil: none ever comes.
  package var stat: String?
  /// How long after the submission it falls due; a range is drawn from by the scenario's generator.
  package var after: ClosedRange<TimeSpan>

  package init(stat: String?, after: ClosedRange<TimeSpan>) {
    self.stat = stat
    self.after = after
  }

  /// DELIVRD after one second.
  package static let standard = ReportPlan(
    stat: "DELIVRD", after: TimeSpan.seconds(1)...TimeSpan.seconds(1))
}
