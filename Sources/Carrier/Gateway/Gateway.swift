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
    store = try StoreOpening.explaining(location) { try Store(location, durability: durability) }
    try StoreOpening.explaining(location) { try bringToLife(now) }
  }

  private func bringToLife(_ now: Instant) throws {
    for scenario in scenarios {
      let isKnown = try store.hasWorld(named: scenario.name)
      if try store.world(named: scenario.name, source: scenario.source) == nil {
        try store.replaceWorld(
          with: scenario, clock: ScenarioClock(startOf: scenario, now: now))
        if isKnown {
          startNotes.append(
            "scenario \(scenario.name) has changed: its world starts anew, "
              + "what the database had of it is gone")
        }
      }
    }
    try loadWorlds(now)
    try store.commit()
    lastStoredRequest = try store.lastRequest()
  }

  /// Whether the last turn could not be stored.
  package private(set) var isFailing = false
  /// Whether the worlds are ahead of the store, since a turn was abandoned.
  private var mustRecover = false

  private var lastStoredRequest: Int64 = 0

  /// The number of the newest request that had left something in the store at the start, whichever
  /// scenario it was for.
  package var newestRequest: Int64 { lastStoredRequest }

  /// One request, from its rules to the row in the store. The order is the specification.
  ///
  /// - Throws: where the store failed; then nothing of this turn may be acknowledged.
  package func perform(
    _ operation: Operation, by caller: Caller, now: Instant
  ) throws -> Verdict {
    try recover(now)
    let account = operation.credentials.account.flatMap { directory[$0] }
    let world = account?.world ?? worlds.first
    let time = world?.time(at: now) ?? now
    let outcome = try outcome(of: operation, account, caller, time)
    return Verdict(
      outcome: outcome, wire: world?.scenario.wire ?? WireSettings(),
      time: world?.localTime(of: time) ?? LocalTime(utc: time))
  }

  private func outcome(
    of operation: Operation, _ account: Account?, _ caller: Caller, _ time: Instant
  ) throws -> Outcome {
    if case .defective(let condition, afterLogin: false) = operation.kind {
      return .refused(Refusal(condition))
    }
    let policy = operation.policy
    let credentials = operation.credentials
    if policy.refuses(.emptyCredentials), credentials.account == nil || credentials.password == nil
    {
      return .refused(Refusal(.emptyCredentials))
    }
    guard let account else { return .refused(Refusal(.noSuchUser)) }
    guard let password = credentials.password, account.isPassword(password) else {
      return .refused(Refusal(.wrongPassword))
    }
    if policy.checksUserid, let userid = account.settings.userid, userid != credentials.userid {
      return .refused(Refusal(.authFailed))
    }
    connections.note(caller.connection, of: account.id)
    let admission = AdmissionRules(
      account: account, policy: policy, connections: connections.count(of: account.id))
    if let condition = admission.refusal(of: operation, from: caller, at: time) {
      return .refused(Refusal(condition))
    }
    switch operation.kind {
    case .submit(let draft): return try submit(draft, from: account, policy, caller, time)
    case .balance:
      if policy.hasProducts {
        if account.isAskedTooSoon(at: time) { return .refused(Refusal(.tooFast)) }
        if account.settings.balanceInterval != nil { try storeChange(of: account, by: caller) }
      }
      return .balance(account.statement)
    case .takeReports(let pull): return try takeReports(of: account, pull, caller, time)
    case .takeReplies(let limit): return try takeReplies(of: account, limit, caller, time)
    case .checkKeywords(let content):
      let words = account.contentRules.keywordsFound(in: content)
      return words.isEmpty ? .keywordsAbsent : .refused(Refusal(.keyword, words: words))
    case .changePassword(let password):
      account.changePassword(to: password)
      try storeChange(of: account, by: caller)
      return .passwordChanged
    case .defective(let condition, _): return .refused(Refusal(condition))
    }
  }

  /// Stores what the turn changed, for good: from here on its answers may leave.
  package func commit() throws {
    // Nothing of a turn that was abandoned may be stored by the next.
    guard !mustRecover, store.isInTransaction else { return }
    for account in changedAccounts.values { try store.save(account) }
    try store.purge(keeping: maxMessages)
    if isFailing { try store.proveWritable() }
    try store.commit()
    for account in changedAccounts.values { account.markStored() }
    changedAccounts.removeAll(keepingCapacity: true)
    isFailing = false
  }

  /// Takes the turn back, after its transaction failed: the store's rows and, before the next
  /// operation, the worlds as they stood before it.
  package func abandonTurn() {
    isFailing = true
    mustRecover = true
    changedAccounts.removeAll(keepingCapacity: true)
  }

  /// Opens this turn's transaction after one that failed: its commit shows whether the store works
  /// again.
  package func touchStore(now: Instant) throws {
    try recover(now)
    try store.begin()
  }

  /// Has the turn's commit store the account's state.
  func noteChange(of account: Account, by caller: Caller) {
    account.noteRequest(caller.request)
    changedAccounts[account.id] = account
  }

  /// The same where nothing else opens the turn's transaction.
  private func storeChange(of account: Account, by caller: Caller) throws {
    noteChange(of: account, by: caller)
    try store.begin()
  }

  /// The connection counts for no account any more.
  package func connectionClosed(_ connection: UInt64) {
    connections.forget(connection)
  }

  package var sqliteVersion: String { Store.sqliteVersion }

  /// Lets go of the store's file. What was not committed is not kept.
  package func close() throws {
    try store.close()
  }

  func recover(_ now: Instant) throws {
    guard mustRecover else { return }
    try store.rollback()
    try loadWorlds(now)
    mustRecover = false
  }

  private func loadWorlds(_ now: Instant) throws {
    worlds = try scenarios.map { scenario in
      guard let stored = try store.world(named: scenario.name, source: scenario.source) else {
        throw StoreError("the world of scenario \(scenario.name) has gone from the database")
      }
      return World(stored: stored, scenario: scenario)
    }
    let rates = directory.mapValues(\.rate)
    directory = [:]
    changedAccounts = [:]
    for account in worlds.flatMap(\.accounts) {
      guard account.state.products.count == account.settings.products.count else {
        throw StoreError(
          "the database lacks a product of account \(account.settings.account); name another file")
      }
      directory[account.settings.account] = account
      account.rate = rates[account.settings.account] ?? account.rate
      try recallFrequency(of: account, at: account.world.time(at: now))
    }
  }

  private func recallFrequency(of account: Account, at time: Instant) throws {
    guard let limit = account.settings.perMobile else { return }
    for sent in try store.acceptedMessages(
      of: account.id, after: time - limit.window, until: time)
    {
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
