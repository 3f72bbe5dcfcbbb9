/// An account as it stands: its settings, its money, and what it must remember of its numbers.
final class Account {
  /// The store's own id.
  let id: Int64
  unowned let world: World
  let settings: AccountSettings
  let contentRules: ContentRules
  private(set) var state: AccountState
  /// Numbers that replied TD, and from when on.
  private var unsubscribed: [MobileNumber: Instant] = [:]
  /// Nil where the account has no per_mobile limit.
  var frequency: FrequencyLimit?

  init(stored: StoredAccount, settings: AccountSettings, world: World) {
    id = stored.id
    state = stored.state
    unsubscribed = stored.unsubscribed
    self.settings = settings
    self.world = world
    contentRules = ContentRules(settings)
    frequency = settings.perMobile.map { FrequencyLimit($0) }
  }

  var statement: AccountStatement {
    AccountStatement(
      account: settings.account, billing: settings.billing, balance: state.balance,
      paidIn: state.paidIn)
  }

  /// Whether the balance pays for this; a postpaid one always does.
  func covers(_ cost: Int64) -> Bool {
    switch settings.billing {
    case .prepaid: state.balance >= cost
    case .postpaid: true
    }
  }

  func charge(_ cost: Int64) {
    let (rest, hasOverflowed) = state.balance.subtractingReportingOverflow(cost)
    state.balance = hasOverflowed ? .min : rest
  }

  func nextMessageID() -> MessageID {
    MessageID(state.ids.next())
  }

  func nextTask() -> Int64 {
    state.tasks += 1
    return state.tasks
  }

  /// When a report that the plan puts into a range falls due.
  func draw(from range: ClosedRange<TimeSpan>) -> TimeSpan {
    guard range.lowerBound < range.upperBound else { return range.lowerBound }
    return TimeSpan(
      milliseconds: state.chance.next(
        in: range.lowerBound.milliseconds...range.upperBound.milliseconds))
  }

  func noteRequest(_ number: Int64) {
    state.lastRequest = number
  }

  func unsubscribe(_ number: MobileNumber, from time: Instant) {
    unsubscribed[number] = min(time, unsubscribed[number] ?? time)
  }

  func isUnsubscribed(_ number: MobileNumber, at time: Instant) -> Bool {
    unsubscribed[number].map { $0 <= time } ?? false
  }

  func extno(for sent: String?) -> String {
    sent ?? settings.accessCodes.first ?? ""
  }

  func allows(extno: String) -> Bool {
    settings.accessCodes.isEmpty || settings.accessCodes.contains { extno.hasPrefix($0) }
  }
}

@available(*, unavailable)
extension Account: Sendable {}
