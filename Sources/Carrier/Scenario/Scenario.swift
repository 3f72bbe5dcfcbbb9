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
  /// What a message gets when no rule says otherwise; empty: no report.
  package var reports = [ReportPlan.standard]
  package var blacklist: [NumberPattern] = []
  package var accounts: [AccountSettings] = []
  /// In the order they are tried.
  package var rules: [Rule] = []
  /// The text it was read from: the same text is the same scenario.
  package var source: [UInt8] = []

  package enum Clock: Sendable, Equatable {
    case real
    case starting(LocalTime, running: Bool)
  }

  /// How long a report takes that does not say.
  var reportAfter: ClosedRange<TimeSpan> { reports.first?.after ?? ReportPlan.standardAfter }

  package init(name: String, calendar: LocalCalendar) {
    self.name = name
    self.calendar = calendar
  }
}
