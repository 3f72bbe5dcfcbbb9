/// An account as it stands: its settings, its money, and what it must remember of its numbers.
final class Account {
  /// The store's own id.
  let id: Int64
  unowned let world: World
  let settings: AccountSettings
  let contentRules: ContentRules
  /// In the account's own unit.
  private(set) var balance: Int64
  /// All that was ever paid in.
  private(set) var paidIn: Int64
  /// Whether money has moved since it was last stored.
  private var isChanged = false
  /// Numbers that replied TD, and from when on.
  private var unsubscribed: [MobileNumber: Instant] = [:]
  /// Nil where the account has no per_mobile limit.
  var frequency: FrequencyLimit?

  init(stored: StoredAccount, settings: AccountSettings, world: World) {
    id = stored.id
    balance = stored.balance
    paidIn = stored.paidIn
    unsubscribed = stored.unsubscribed
    self.settings = settings
    self.world = world
    contentRules = ContentRules(settings)
    frequency = settings.perMobile.map { FrequencyLimit($0) }
  }

  var statement: AccountStatement {
    AccountStatement(
      account: settings.account, billing: settings.billing, balance: balance, paidIn: paidIn)
  }

  /// Whether the balance pays for this; a postpaid one always does.
  func covers(_ cost: Int64) -> Bool {
    switch settings.billing {
    case .prepaid: balance >= cost
    case .postpaid: true
    }
  }

  func charge(_ cost: Int64) {
    let (rest, hasOverflowed) = balance.subtractingReportingOverflow(cost)
    balance = hasOverflowed ? .min : rest
    guard !isChanged else { return }
    isChanged = true
    world.noteChange(of: self)
  }

  func markStored() {
    isChanged = false
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
