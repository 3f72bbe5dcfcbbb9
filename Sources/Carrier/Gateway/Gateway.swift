/// The pretend carrier: decides what becomes of every request, and keeps what it decided.
///
/// Used from the loop's thread alone. What one turn of the loop asks is decided and stored in one
/// transaction; answers may leave only once ``commit()`` has returned.
package final class Gateway {
  let store: Store
  var worlds: [World] = []
  /// Every account, by its name: names are unique over all worlds.
  var directory: [String: Account] = [:]
  private var connections = ConnectionLedger()
  private let scenarios: [Scenario]
  private let maxMessages: Int
  /// Accounts whose state moved in this turn, by their ids in the store.
  var changedAccounts: [Int64: Account] = [:]
  /// What the start has to tell: worlds made anew, settings that do nothing yet.
  package private(set) var startNotes: [String] = []

  /// Opens the store and brings the worlds of the scenarios to life: one with the very text that
  /// the store knows goes on where it stood, one with another starts anew.
  ///
  /// - Throws: `StoreError` where the store cannot be used, or two scenarios clash.
  package init(
    scenarios: [Scenario], location: StoreLocation, durability: StoreDurability,
    maxMessages: Int, now: Instant
  ) throws {
    self.scenarios = scenarios
    self.maxMessages = maxMessages
    try Self.checkAccountsDiffer(scenarios)
    store = try Store(location, durability: durability)
    for scenario in scenarios {
      let isKnown = try store.hasWorld(named: scenario.name)
      if try store.world(named: scenario.name, source: scenario.source) == nil {
        _ = try store.replaceWorld(
          with: scenario, clock: ScenarioClock(startOf: scenario, now: now))
        if isKnown {
          startNotes.append(
            "scenario \(scenario.name) has changed: its world starts anew, "
              + "what the database had of it is gone")
        }
      }
    }
    try store.commit()
    try loadWorlds()
  }

  /// Whether the last turn could not be stored.
  package private(set) var isFailing = false
  /// Whether the worlds are ahead of the store, since a turn was abandoned.
  private var mustRecover = false

  /// The number of the newest request that left something in the store.
  package var newestRequest: Int64 {
    directory.values.map(\.state.lastRequest).max() ?? 0
  }

  /// One request, from its rules to the row in the store. The order is the specification.
  ///
  /// - Throws: where the store failed; then nothing of this turn may be acknowledged.
  package func perform(
    _ operation: Operation, by caller: Caller, now: Instant
  ) throws -> Verdict {
    try recover()
    let account = operation.credentials.flatMap { directory[$0.account] }
    let world = account?.world ?? worlds.first
    let wire = world?.scenario.wire ?? WireSettings()
    func verdict(_ outcome: Outcome) -> Verdict { Verdict(outcome: outcome, wire: wire) }

    if case .defective(let condition) = operation.kind { return verdict(.refused(condition)) }
    guard let credentials = operation.credentials else {
      return verdict(.refused(.emptyCredentials))
    }
    guard let account else { return verdict(.refused(.noSuchUser)) }
    guard account.settings.password == credentials.password else {
      return verdict(.refused(.wrongPassword))
    }

    let time = account.world.time(at: now)
    connections.note(caller.connection, of: account.id)
    if let refusal = admissionRefusal(account, caller, operation.policy, time) {
      return verdict(.refused(refusal))
    }
    switch operation.kind {
    case .submit(let draft):
      return verdict(try submit(draft, from: account, operation.policy, caller, time))
    case .balance:
      return verdict(.balance(account.statement))
    case .takeReports(let limit):
      return verdict(try takeReports(of: account, limit, caller, time))
    case .takeReplies(let limit):
      return verdict(try takeReplies(of: account, limit, caller, time))
    case .defective(let condition):
      return verdict(.refused(condition))
    }
  }

  /// Stores what the turn changed, for good: from here on its answers may leave.
  package func commit() throws {
    guard store.isInTransaction else { return }
    for account in changedAccounts.values { try store.save(account) }
    try store.purge(keeping: maxMessages)
    try store.commit()
    changedAccounts.removeAll(keepingCapacity: true)
    isFailing = false
  }

  /// Takes the turn back, after its transaction failed: the store's rows and, before the next
  /// operation, the worlds as they stood before it.
  package func abandonTurn() {
    isFailing = true
    mustRecover = true
  }

  /// Writes what is there already, so that this turn's commit shows whether the store works again.
  package func touchStore() throws {
    try recover()
    for account in directory.values { try store.save(account) }
  }

  /// Has the turn's commit store the account's state.
  func noteChange(of account: Account, by caller: Caller) {
    account.noteRequest(caller.request)
    changedAccounts[account.id] = account
  }

  package func connectionClosed(_ connection: UInt64) {
    connections.forget(connection)
  }

  package var sqliteVersion: String { Store.sqliteVersion }

  package func close() throws {
    try store.close()
  }

  func recover() throws {
    guard mustRecover else { return }
    try store.rollback()
    try loadWorlds()
    mustRecover = false
  }

  private func admissionRefusal(
    _ account: Account, _ caller: Caller, _ policy: DialectPolicy, _ time: Instant
  ) -> Condition? {
    let settings = account.settings
    func bites(_ condition: Condition) -> Bool { policy.placement(of: condition) == .request }
    if !settings.addresses.isEmpty, bites(.ipDenied),
      !settings.addresses.contains(where: { $0.contains(caller.address) })
    {
      return .ipDenied
    }
    if settings.interface != .http, bites(.wrongInterface) { return .wrongInterface }
    if !settings.isEnabled, bites(.accountDisabled) { return .accountDisabled }
    if let expires = settings.expires, bites(.accountExpired),
      time >= account.world.instant(of: expires)
    {
      return .accountExpired
    }
    if let limit = settings.maxConnections, bites(.tooManyConnections),
      connections.count(of: account.id) > limit
    {
      return .tooManyConnections
    }
    return nil
  }

  private func loadWorlds() throws {
    worlds = try scenarios.map { scenario in
      guard let stored = try store.world(named: scenario.name, source: scenario.source) else {
        throw StoreError("the world of scenario \(scenario.name) has gone from the database")
      }
      return World(stored: stored, scenario: scenario)
    }
    directory = [:]
    changedAccounts = [:]
    for account in worlds.flatMap(\.accounts) {
      directory[account.settings.account] = account
      try recallFrequency(of: account)
    }
    try store.commit()
  }

  private func recallFrequency(of account: Account) throws {
    guard account.settings.perMobile != nil else { return }
    for sent in try store.acceptedMessages(of: account.id) {
      guard let number = MobileNumber(sent.mobile) else { continue }
      _ = account.frequency?.admit(number, at: sent.at)
    }
  }

  private static func checkAccountsDiffer(_ scenarios: [Scenario]) throws {
    var names: Set<String> = []
    var owners: [String: String] = [:]
    for scenario in scenarios {
      guard names.insert(scenario.name).inserted else {
        throw StoreError("two scenarios have the name \(scenario.name); rename one")
      }
      for account in scenario.accounts {
        if let owner = owners.updateValue(scenario.name, forKey: account.account) {
          throw StoreError(
            "account \(account.account) is in scenario \(owner) and in \(scenario.name); "
              + "an account chooses its scenario, so rename one")
        }
      }
    }
  }
}

@available(*, unavailable)
extension Gateway: Sendable {}
