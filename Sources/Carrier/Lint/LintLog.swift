/// What clients do wrong, since the process started: what their requests show by themselves, which
/// somebody who knows their bytes hands in, and what shows over several of them.
///
/// It is the run's and not the worlds': a reset takes no finding away. But nothing that an account did
/// before its world was reset is held against what it does after.
package final class LintLog {
  /// Every rule there is.
  package let rules: [LintRule]
  /// What the documents say about when to call.
  package let advice: [ClientAdvice]
  private let behaviour: BehaviourLint
  private var book = LintBook()
  private var newest = FindingRing()

  package init(_ rules: [LintRule], _ advice: [ClientAdvice]) {
    self.rules = rules
    self.advice = advice
    behaviour = BehaviourLint(advice)
  }

  /// Looks at a request that was decided. To be called in the order of the requests.
  ///
  /// - Parameters:
  ///   - findings: what its bytes show.
  ///   - request: its number.
  package func note(
    _ operation: Operation, _ decision: Decision, _ findings: [LintFinding], request: Int64
  ) {
    let account = operation.credentials.account
    for finding in findings { add(finding, of: account) }
    guard let outcome = decision.verdict?.outcome else { return }
    behaviour.note(operation, outcome, decision.setting, request: request) {
      add($0, of: account)
    }
  }

  /// A turn ends. What clients asked for in one that failed is not kept: they have to send it again, and
  /// that is held against nobody.
  package func endTurn(failed: Bool) {
    if failed { behaviour.abandonTurn() }
    behaviour.endTurn()
  }

  /// What was found, in the order in which each was first found.
  package var entries: [LintBook.Entry] { book.entries }

  /// What was found in one request; nothing where it is not among the newest that had findings.
  package func findings(ofRequest request: Int64) -> [LintFinding] {
    newest.findings(ofRequest: request)
  }

  private func add(_ finding: LintFinding, of account: String?) {
    book.add(finding, of: account)
    newest.add(finding)
  }
}

@available(*, unavailable)
extension LintLog: Sendable {}
