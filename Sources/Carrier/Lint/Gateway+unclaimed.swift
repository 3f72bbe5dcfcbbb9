extension Gateway {
  /// What reports that nobody asks for say of clients: an entry for each account and dialect whose
  /// reports have waited for longer than ``LintRule/longestUnclaimed`` by the clock of their world.
  ///
  /// - Parameter advice: of the dialects; one whose document has no pull for reports is passed over.
  package func unclaimedReports(
    _ advice: [ClientAdvice], now: Instant
  ) throws -> [LintBook.Entry] {
    try recover(now)
    var entries: [LintBook.Entry] = []
    for account in worlds.flatMap(\.accounts) {
      let time = account.world.time(at: now) - LintRule.longestUnclaimed
      for waiting in try store.unclaimedReports(of: account.id, dueBy: time) {
        guard let section = advice.first(where: { $0.dialect == waiting.dialect })?.pullSection
        else { continue }
        let finding = LintFinding(
          .unclaimedReports, .warning, dialect: waiting.dialect, section: section,
          request: waiting.oldestRequest,
          .words(
            "\(waiting.count)\(waiting.isCapped ? " or more" : "") due for more than an hour"))
        entries.append(
          LintBook.Entry(finding, of: account.settings.account, count: waiting.count))
      }
    }
    return entries
  }
}

extension LintRule {
  /// How long a report may lie.
  package static let longestUnclaimed = TimeSpan.seconds(3600)
}
