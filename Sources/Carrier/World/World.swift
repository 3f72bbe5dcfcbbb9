/// A scenario at work: its accounts, its clock, its chance and the ids it gives out.
final class World {
  /// The store's own id.
  let id: Int64
  let scenario: Scenario
  private(set) var clock: ScenarioClock
  /// Kept apart from the scenario, as it remembers the zone's offset.
  private var calendar: LocalCalendar
  private var ids: SplitMix64
  private var chance: SplitMix64
  private var tasks: Int64
  private let blacklist: Blacklist
  private(set) var accounts: [Account] = []
  /// Whether ids or chance have moved since they were last stored.
  private(set) var isChanged = false
  /// Accounts whose money has moved since it was last stored.
  private(set) var changedAccounts: [Account] = []

  init(stored: StoredWorld, scenario: Scenario) {
    id = stored.id
    clock = stored.state.clock
    ids = SplitMix64(state: stored.state.ids)
    chance = SplitMix64(state: stored.state.chance)
    tasks = stored.state.tasks
    self.scenario = scenario
    calendar = scenario.calendar
    blacklist = Blacklist(scenario.blacklist)
    let settings = Dictionary(uniqueKeysWithValues: scenario.accounts.map { ($0.account, $0) })
    accounts = stored.accounts.compactMap { stored in
      settings[stored.name].map { Account(stored: stored, settings: $0, world: self) }
    }
  }

  /// What the store must keep for the next start.
  var state: WorldState {
    WorldState(clock: clock, ids: ids.state, chance: chance.state, tasks: tasks)
  }

  func noteChange(of account: Account) {
    changedAccounts.append(account)
  }

  func markStored() {
    isChanged = false
    for account in changedAccounts { account.markStored() }
    changedAccounts.removeAll(keepingCapacity: true)
  }

  func time(at now: Instant) -> Instant {
    clock.time(at: now)
  }

  func localTime(of instant: Instant) -> LocalTime {
    calendar.localTime(of: instant)
  }

  func instant(of local: LocalTime) -> Instant {
    calendar.instant(of: local)
  }

  func nextMessageID() -> MessageID {
    isChanged = true
    return MessageID(ids.next())
  }

  func nextTask() -> Int64 {
    isChanged = true
    tasks += 1
    return tasks
  }

  /// When a report that the plan puts into a range falls due.
  func draw(from range: ClosedRange<TimeSpan>) -> TimeSpan {
    guard range.lowerBound < range.upperBound else { return range.lowerBound }
    isChanged = true
    return TimeSpan(
      milliseconds: chance.next(
        in: range.lowerBound.milliseconds...range.upperBound.milliseconds))
  }

  func blacklisting(of number: MobileNumber) -> Condition? {
    blacklist.condition(of: number)
  }
}

@available(*, unavailable)
extension World: Sendable {}
