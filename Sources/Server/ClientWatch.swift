internal import Carrier
internal import Dialects
internal import HTTP

/// Looks on while clients are served: finds what their requests do wrong, and tells what their answers
/// show them. It decides nothing.
final class ClientWatch {
  let coverage: CoverageBook
  private let lint: LintLog
  private let wire: WireLint

  init(_ dialects: DialectCatalog, _ coverage: CoverageBook, _ lint: LintLog) {
    self.coverage = coverage
    self.lint = lint
    wire = WireLint(dialects)
  }

  /// Looks at a request that was decided.
  ///
  /// - Returns: what its answer shows, to be counted once it leaves; nil where a fault keeps it from
  ///   being one that its document has.
  func note(
    _ request: HTTPRequest, _ call: any DialectCall, _ operation: Operation, _ decision: Decision,
    number: Int64
  ) -> ShownOutcomes? {
    lint.note(
      operation, decision, wire.findings(in: request, number: number), request: number)
    guard let verdict = decision.verdict, decision.behaviour.fault == nil else { return nil }
    return ShownOutcomes(
      call.shownOutcomes(of: verdict), by: operation.policy.name,
      in: decision.setting?.scenario, request: number)
  }

  /// A turn ends that had requests, or may have had.
  func endTurn(failed: Bool) {
    lint.endTurn(failed: failed)
  }
}

@available(*, unavailable)
extension ClientWatch: Sendable {}
