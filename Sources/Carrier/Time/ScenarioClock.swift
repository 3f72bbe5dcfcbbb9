/// A scenario's clock: a value that turns the machine's time into the scenario's.
package struct ScenarioClock: Sendable, Equatable {
  /// How far the scenario's time is ahead of the machine's, while it runs.
  var offset: TimeSpan
  /// Where it stands, while it is stopped.
  var stoppedAt: Instant?

  /// The machine's own time.
  static let real = ScenarioClock(offset: .zero, stoppedAt: nil)

  /// A clock that shows `start` when the machine's shows `now`.
  init(startingAt start: Instant, running: Bool, now: Instant) {
    offset = start - now
    stoppedAt = running ? nil : start
  }

  /// The clock a scenario starts with.
  init(startOf scenario: Scenario, now: Instant) {
    switch scenario.clock {
    case .real: self = .real
    case .starting(let local, let isRunning):
      var calendar = scenario.calendar
      self.init(startingAt: calendar.instant(of: local), running: isRunning, now: now)
    }
  }

  init(offset: TimeSpan, stoppedAt: Instant?) {
    self.offset = offset
    self.stoppedAt = stoppedAt
  }

  var isRunning: Bool { stoppedAt == nil }

  /// Moves it on, whether it runs or not.
  mutating func advance(by span: TimeSpan) {
    offset = TimeSpan(milliseconds: offset.milliseconds + span.milliseconds)
    if let stoppedAt { self.stoppedAt = stoppedAt + span }
  }

  /// Has it show `time` when the machine's clock shows `now`.
  mutating func set(to time: Instant, now: Instant) {
    self = ScenarioClock(startingAt: time, running: isRunning, now: now)
  }

  /// Lets it run on from where it stands, or stand.
  mutating func run(_ runs: Bool, now: Instant) {
    self = ScenarioClock(startingAt: time(at: now), running: runs, now: now)
  }

  /// What it shows when the machine's clock shows `now`.
  func time(at now: Instant) -> Instant {
    stoppedAt ?? now + offset
  }
}
