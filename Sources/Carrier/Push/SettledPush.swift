/// What became of an attempt to push, for ``CoverageBook``.
package struct SettledPush: Sendable {
  /// What it was pushed in: the dialect's name.
  package var style: String
  package var scenario: String
  package var fates: [Coverage.PushFate]

  init(
    style: String, scenario: String, _ attempt: PushAttempt, isFirst: Bool, isLast: Bool
  ) {
    self.style = style
    self.scenario = scenario
    fates = isFirst ? [] : [.retried]
    if attempt.isAcknowledged {
      fates.append(.acknowledged)
    } else {
      if attempt.status != nil { fates.append(.refused) }
      if isLast { fates.append(.givenUp) }
    }
  }
}
