/// A scenario at work: its clock and its accounts.
final class World {
  /// The store's own id.
  let id: Int64
  let scenario: Scenario
  /// Of this world as it was made: one that is reset or replaced has another.
  let identity: WorldID
  private(set) var clock: ScenarioClock
  let rules: RuleBook
  /// Kept apart from the scenario, as it remembers the zone's offset.
  private var calendar: LocalCalendar
  private var lastTime: (instant: Instant, local: LocalTime)
  private let blacklist: Blacklist
  private(set) var accounts: [Account] = []
  /// When the last of the answers that sleep here wakes, by the clock, whether its client is still there
  /// or not; nil: none ever slept.
  private(set) var lastWaking: Instant?

  init(stored: StoredWorld, scenario: Scenario, identity: WorldID) {
    id = stored.id
    self.identity = identity
    rules = RuleBook(scenario.rules, tallies: stored.tallies)
    clock = stored.clock
    self.scenario = scenario
    calendar = scenario.calendar
    let start = Instant(milliseconds: 0)
    lastTime = (start, calendar.localTime(of: start))
    blacklist = Blacklist(scenario.blacklist)
    let settings = Dictionary(uniqueKeysWithValues: scenario.accounts.map { ($0.account, $0) })
    accounts = stored.accounts.compactMap { stored in
      settings[stored.name].map { Account(stored: stored, settings: $0, world: self) }
    }
  }

  /// The last day of the year 9999, in any time zone: years on the wire have four digits.
  private static let endOfTime = Instant(milliseconds: 253_402_300_799_000 - 86_400_000)

  func move(_ move: ClockMove, now: Instant) {
    switch move {
    case .advance(let span): clock.advance(by: span)
    case .set(let local): clock.set(to: instant(of: local), now: now)
    case .run(let runs): clock.run(runs, now: now)
    }
    if time(at: now) > Self.endOfTime { clock.set(to: Self.endOfTime, now: now) }
  }

  /// An answer sleeps until this time.
  func noteSleeper(until time: Instant) {
    lastWaking = max(time, lastWaking ?? time)
  }

  func time(at now: Instant) -> Instant {
    clock.time(at: now)
  }

  func localTime(of instant: Instant) -> LocalTime {
    // Reports that are pulled together mostly fell due together.
    if lastTime.instant != instant { lastTime = (instant, calendar.localTime(of: instant)) }
    return lastTime.local
  }

  func instant(of local: LocalTime) -> Instant {
    calendar.instant(of: local)
  }

  func blacklisting(of number: MobileNumber) -> Condition? {
    blacklist.condition(of: number)
  }
}

@available(*, unavailable)
extension World: Sendable {}
