/// An account as it stands.
package struct AccountStatus: Sendable {
  package var account: String
  package var scenario: String
  package var balance: Int64
  package var paidIn: Int64
  package var products: [AccountStatement.Product]
  /// Accepted in this calendar month.
  package var monthMessages: Int
  /// The eleven digits of each.
  package var unsubscribed: [String]
  /// Every key of the scenario format, with its value as the format writes it.
  package var settings: [WrittenValue.Entry]
}

/// What became of a change of an account.
package enum AccountChange: Sendable {
  case noSuchAccount
  case refused([ScenarioProblem])
  /// With the warnings, if there are any.
  case changed(AccountStatus, [ScenarioProblem])
}

extension Gateway {
  /// - Parameter scenario: nil: of all worlds.
  package func accountStatuses(of scenario: String?, now: Instant) throws -> [AccountStatus] {
    try recover(now)
    return worlds(named: scenario).flatMap { world in
      world.accounts.map { status(of: $0, now) }
    }
  }

  /// Nil if there is no such account.
  package func accountStatus(_ name: String, now: Instant) throws -> AccountStatus? {
    try recover(now)
    return directory[name].map { status(of: $0, now) }
  }

  /// Changes what a scenario says of an account, from now on and until its world is reset.
  ///
  /// - Parameter change: a JSON object of the keys that a scenario has for an account; null sets one
  ///   back to the format's standard.
  package func changeAccount(
    _ name: String, by change: [UInt8], now: Instant
  ) throws -> AccountChange {
    try recover(now)
    guard let account = directory[name] else { return .noSuchAccount }
    let former = account.settings
    let (patch, problems) = AccountPatch.read(change, onto: former, vocabulary: vocabulary)
    guard let patch else { return .refused(problems) }
    let time = account.world.time(at: now)
    account.change(
      to: patch.settings, overriding: account.overriddenKeys.union(patch.keys))
    account.adoptState(of: patch.keys)
    changedAccounts[account.id] = account
    try store.saveOverrides(of: account)
    if patch.keys.contains("products") { try store.replaceProducts(of: account) }
    if former.push != patch.settings.push { try changePushes(of: account) }
    if former.perMobile != patch.settings.perMobile { try recallFrequency(of: account, at: time) }
    happenings.append(.accountChanged(Occasion(account, at: time)))
    return .changed(status(of: account, now), problems)
  }

  /// Brings back what the control API had changed of an account's settings.
  func restoreOverrides(of stored: StoredAccount, in world: World) {
    guard let overrides = stored.overrides,
      let account = world.accounts.first(where: { $0.id == stored.id })
    else { return }
    let (patch, problems) = AccountPatch.read(
      Array(overrides.utf8), onto: account.settings, vocabulary: vocabulary)
    guard let patch else {
      let reason = problems.first { $0.severity == .error }?.message ?? ""
      startNotes.append(
        "what the control API had changed of account \(stored.name) no longer reads and is left "
          + "out: \(reason)")
      return
    }
    account.change(to: patch.settings, overriding: Set(patch.keys))
  }

  private func status(of account: Account, _ now: Instant) -> AccountStatus {
    let time = account.world.time(at: now)
    let statement = account.statement
    return AccountStatus(
      account: statement.account, scenario: account.world.scenario.name,
      balance: statement.balance, paidIn: statement.paidIn, products: statement.products,
      monthMessages: account.state.messages(in: account.world.localTime(of: time)),
      unsubscribed: account.unsubscribedNumbers(at: time).map { String($0.value) },
      settings: account.settings.written)
  }
}
