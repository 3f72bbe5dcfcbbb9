/// The pretend carrier: decides what becomes of every request, and keeps what it decided.
///
/// Used from the loop's thread alone. What one turn of the loop asks is decided and stored in one
/// transaction; answers may leave only once ``commit()`` has returned.
package final class Gateway {
  let store: Store
  /// The words that scenarios may use.
  let vocabulary: ScenarioVocabulary
  var worlds: [World] = []
  /// Every account, by its name: names are unique over all worlds.
  var directory: [String: Account] = [:]
  var connections = ConnectionLedger()
  /// The scenarios at work, and as they were when the last turn was stored.
  var roster = Roster()
  private var storedRoster = Roster()
  /// What happened to worlds in this turn.
  var worldEvents: [WorldEvent] = []
  /// What this turn has done so far.
  var happenings: [Happening] = []
  private let maxMessages: Int
  /// Accounts whose state moved in this turn, by their ids in the store.
  var changedAccounts: [Int64: Account] = [:]
  /// Worlds whose rules were met in this turn, by their ids in the store.
  var changedWorlds: [Int64: World] = [:]
  /// Requests that are answered only once their reports have been pushed.
  var awaitedPushes = AwaitedPushes()
  private var storedAwaitedPushes = AwaitedPushes()
  /// Requests that waited for pushes, and in this turn do no longer.
  var releasedRequests: [Int64] = []
  var pushDesk = PushDesk()
  /// How pushes went since the start.
  package internal(set) var pushTally = PushTally()
  /// What the start has to tell: worlds made anew, settings that do nothing yet.
  package internal(set) var startNotes: [String] = []

  /// Opens the store and brings the worlds of the scenarios to life: one with the very text that
  /// the store knows goes on where it stood, one with another starts anew.
  ///
  /// - Throws: `StoreError` where the store cannot be used, or two scenarios clash.
  package init(
    scenarios: [Scenario], location: StoreLocation, durability: StoreDurability,
    maxMessages: Int, vocabulary: ScenarioVocabulary, now: Instant
  ) throws {
    self.maxMessages = maxMessages
    self.vocabulary = vocabulary
    try Self.checkAccountsDiffer(scenarios)
    store = try StoreOpening.explaining(location) { try Store(location, durability: durability) }
    try StoreOpening.explaining(location) { try bringToLife(scenarios, now) }
  }

  private func bringToLife(_ scenarios: [Scenario], _ now: Instant) throws {
    for scenario in scenarios {
      let isKnown = try store.hasWorld(named: scenario.name)
      if try store.world(named: scenario.name, source: scenario.source) == nil {
        try store.replaceWorld(
          with: scenario, clock: ScenarioClock(startOf: scenario, now: now), madeBy: .file)
        if isKnown {
          startNotes.append(
            "scenario \(scenario.name) has changed: its world starts anew, "
              + "what the database had of it is gone")
        }
      }
    }
    for scenario in scenarios + (try scenariosMadeByAPI(beside: scenarios)) {
      roster.put(scenario)
    }
    try loadWorlds(now)
    try store.commit()
    storedRoster = roster
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
  ) throws -> Decision {
    try recover(now)
    let account = operation.credentials.account.flatMap { directory[$0] }
    let world = account?.world ?? worlds.first
    let time = world?.time(at: now) ?? now
    let setting = world.map {
      Decision.Setting(
        world: $0.identity, time: time, now: now, scenario: account?.world.scenario.name)
    }
    var trace = DecisionTrace()
    func decision(_ outcome: Outcome?, _ behaviour: Behaviour = .plain) -> Decision {
      let local = world?.localTime(of: time) ?? LocalTime(utc: time)
      return Decision(
        verdict: outcome.map {
          Verdict(outcome: $0, wire: world?.scenario.wire ?? WireSettings(), time: local)
        },
        behaviour: behaviour, setting: setting, time: local, trace: trace)
    }
    if let refusal = loginRefusal(of: operation, account, &trace) {
      return decision(.refused(refusal))
    }
    guard let account else { return decision(.refused(Refusal(.noSuchUser))) }
    connections.note(caller.connection, of: account.id)
    let chance = account.state.chance
    let reactions = account.reactions(to: operation, at: time)
    if !reactions.trace.isEmpty {
      trace.rules = reactions.trace
      trace.script = account.world.scenario.rules
      trace.refusesNumbers = operation.policy.refusesNumbers
    }
    var behaviour = behaviour(reactions, account, time)
    try noteReactions(of: account, by: caller, chanceBefore: chance)
    if let fault = behaviour.fault, !fault.isCarriedOut {
      return decision(nil, behaviour)
    }
    let outcome = try outcome(of: operation, account, reactions, caller, time, &trace)
    behaviour.waitsForPushes = awaitedPushes.isAwaited(caller.request)
    return decision(outcome, behaviour)
  }

  /// Why the login, or what must be right before it, keeps a request out; nil: it is the account's.
  private func loginRefusal(
    of operation: Operation, _ account: Account?, _ trace: inout DecisionTrace
  ) -> Refusal? {
    if case .defective(let condition, afterLogin: false) = operation.kind {
      return Refusal(condition)
    }
    let policy = operation.policy
    let credentials = operation.credentials
    if credentials.account != nil, credentials.password != nil {
      trace.passes(.credentials)
    } else if policy.refuses(.emptyCredentials) {
      trace.refuses(.credentials)
      return Refusal(.emptyCredentials)
    }
    guard let account else {
      trace.refuses(.account)
      return Refusal(.noSuchUser)
    }
    trace.passes(.account)
    guard let password = credentials.password, account.isPassword(password) else {
      trace.refuses(.password)
      return Refusal(.wrongPassword)
    }
    trace.passes(.password)
    if policy.checksUserid, let userid = account.settings.userid {
      trace.passes(.userid)
      if userid != credentials.userid {
        trace.refuses(.userid)
        return Refusal(.authFailed)
      }
    }
    return nil
  }

  /// The account's rules, the scenario's, and then what was asked for.
  private func outcome(
    of operation: Operation, _ account: Account, _ reactions: Reactions, _ caller: Caller,
    _ time: Instant, _ trace: inout DecisionTrace
  ) throws -> Outcome {
    let policy = operation.policy
    let admission = AdmissionRules(
      account: account, policy: policy, connections: connections.count(of: account.id))
    if let condition = admission.refusal(of: operation, from: caller, at: time, &trace) {
      trace.refuses(AccountRule(finding: condition))
      return .refused(Refusal(condition))
    }
    if let refusal = reactions.refusal {
      trace.isRefusedByScenario = true
      let words = refusal.condition == .keyword ? account.keywordsFound(in: operation.kind) : []
      return .refused(Refusal(refusal.condition, words: words, wording: refusal.wording))
    }
    switch operation.kind {
    case .submit(let draft):
      return try submit(draft, from: account, policy, reactions, caller, time, &trace)
    case .balance:
      if policy.hasProducts {
        if account.settings.balanceInterval != nil { trace.passes(.balanceInterval) }
        if account.isAskedTooSoon(at: time) {
          trace.refuses(.balanceInterval)
          return .refused(Refusal(.tooFast))
        }
        if account.settings.balanceInterval != nil { try storeChange(of: account, by: caller) }
      }
      return .balance(account.statement)
    case .takeReports(let pull): return try takeReports(of: account, pull, caller, time)
    case .takeReplies(let limit): return try takeReplies(of: account, limit, caller, time)
    case .checkKeywords(let content):
      let words = account.contentRules.keywordsFound(in: content)
      trace.passes(.keywords)
      guard !words.isEmpty else { return .keywordsAbsent }
      trace.refuses(.keywords)
      return .refused(Refusal(.keyword, words: words))
    case .changePassword(let password):
      account.changePassword(to: password)
      try storeChange(of: account, by: caller)
      return .passwordChanged
    case .defective(let condition, _):
      // Where the defect goes before the rate, the request counts towards it all the same.
      if operation.name == .send, operation.permission == nil { _ = account.isTooFast(at: time) }
      return .refused(Refusal(condition))
    }
  }

  /// A request that meets a rule of the scenario, or has been drawn for one or by one, has changed
  /// what the next one meets.
  private func noteReactions(
    of account: Account, by caller: Caller, chanceBefore: SplitMix64
  ) throws {
    if !account.world.rules.changedPlaces.isEmpty {
      changedWorlds[account.world.id] = account.world
    }
    if account.state.chance != chanceBefore {
      try storeChange(of: account, by: caller)
    } else if changedWorlds[account.world.id] != nil {
      try store.begin()
    }
  }

  private func behaviour(
    _ reactions: Reactions, _ account: Account, _ time: Instant
  ) -> Behaviour {
    guard !reactions.matched.isEmpty else { return .plain }
    var behaviour = Behaviour(world: account.world.identity)
    behaviour.notBefore = reactions.delay.map { time + account.draw(from: $0) }
    if let time = behaviour.notBefore { account.world.noteSleeper(until: time) }
    behaviour.fault = reactions.fault
    if behaviour.fault == .garbage { behaviour.garbage = account.drawGarbage() }
    return behaviour
  }

  /// Stores what the turn changed, for good: from here on its answers may leave.
  package func commit() throws {
    // Nothing of a turn that was abandoned may be stored by the next.
    guard !mustRecover, store.isInTransaction else { return }
    for account in changedAccounts.values { try store.save(account) }
    for world in changedWorlds.values { try store.saveTallies(of: world) }
    try store.purge(keeping: maxMessages)
    if isFailing { try store.proveWritable() }
    try store.commit()
    for account in changedAccounts.values { account.markStored() }
    for world in changedWorlds.values { world.rules.markStored() }
    changedAccounts.removeAll(keepingCapacity: true)
    changedWorlds.removeAll(keepingCapacity: true)
    storedRoster = roster
    storedAwaitedPushes = awaitedPushes
    isFailing = false
  }

  /// Takes the turn back, after its transaction failed: the store's rows and, before the next
  /// operation, the worlds as they stood before it.
  package func abandonTurn() {
    isFailing = true
    mustRecover = true
    changedAccounts.removeAll(keepingCapacity: true)
    changedWorlds.removeAll(keepingCapacity: true)
    awaitedPushes = storedAwaitedPushes
    releasedRequests = []
    pushDesk.forgetQueues()
    worldEvents = []
    happenings = []
    roster = storedRoster
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

  /// The number of the newest row of a message; those that a request makes follow it.
  package var newestMessage: Int64 { store.newestMessage }

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
    worlds = try roster.scenarios.map { try makeWorld(of: $0) }
    let rates = directory.compactMapValues(\.rate)
    directory = [:]
    pushDesk.forgetQueues()
    changedAccounts = [:]
    for account in worlds.flatMap(\.accounts) {
      directory[account.settings.account] = account
      // What came before goes on counting, as long as it is for the same rate.
      if let rate = rates[account.settings.account], rate.rate == account.settings.rate {
        account.rate = rate
      }
      try recallFrequency(of: account, at: account.world.time(at: now))
    }
  }

  /// The world of a scenario as the store has it.
  func makeWorld(of scenario: Scenario) throws -> World {
    guard let stored = try store.world(named: scenario.name, source: scenario.source) else {
      throw StoreError("the world of scenario \(scenario.name) has gone from the database")
    }
    let world = World(
      stored: stored, scenario: scenario, identity: roster.identity(of: scenario.name))
    for account in stored.accounts { restoreOverrides(of: account, in: world) }
    for account in world.accounts
    where account.state.products.count != account.settings.products.count {
      throw StoreError(
        "the database lacks a product of account \(account.settings.account); name another file")
    }
    return world
  }

  /// What happened to worlds since this was last asked, once it is stored.
  package func takeWorldEvents() -> [WorldEvent] {
    defer { worldEvents = [] }
    return worldEvents
  }

  func recallFrequency(of account: Account, at time: Instant) throws {
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
