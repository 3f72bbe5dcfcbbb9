extension LintFinding {
  /// So many may be forgotten: a run that ends does not fetch its last.
  package static let mostUnclaimedReports = 10
  /// How long a report may lie.
  package static let longestUnclaimed = TimeSpan.seconds(3600)

  /// What unclaimed reports say of a client. Asked when the findings are read.
  ///
  /// - Parameters:
  ///   - count: reports of the account that have been due for longer than ``longestUnclaimed`` by the
  ///     clock of its world, and were neither pulled nor pushed.
  ///   - dialect: the one that the messages came by.
  ///   - section: where its document speaks of reports.
  /// - Returns: nil where there are few.
  package static func unclaimedReports(
    _ count: Int, dialect: String, section: String = "-"
  ) -> LintFinding? {
    guard count > mostUnclaimedReports else { return nil }
    return LintFinding(
      .unclaimedReports, .warning, dialect: dialect, section: section, request: 0,
      .times(count, "reports due for more than an hour"))
  }
}
