internal import Carrier
internal import Dialects
internal import HTTP

/// Looks on while clients are served: counts what their answers show them, and finds what their
/// requests do wrong. It decides nothing and delays no answer.
final class ClientWatch {
  private struct Served {
    var request: HTTPRequest
    var operation: Operation
    var decision: Decision
    var number: Int64
  }

  let coverage: CoverageBook
  let lint: LintLog
  private let wire: WireLint
  private var served: [Served] = []

  init(_ dialects: DialectCatalog, _ coverage: CoverageBook, _ lint: LintLog) {
    self.coverage = coverage
    self.lint = lint
    wire = WireLint(dialects)
  }

  /// Keeps a request that was decided until the end of its turn.
  ///
  /// - Returns: what its answer shows, to be counted once it leaves; nil where a fault keeps it from
  ///   being one that its document has.
  func note(
    _ request: HTTPRequest, _ call: any DialectCall, _ decision: Decision, number: Int64
  ) -> ShownOutcomes? {
    served.append(
      Served(
        request: request, operation: call.operation, decision: decision, number: number))
    guard let verdict = decision.verdict, decision.behaviour.fault == nil else { return nil }
    return ShownOutcomes(
      call.shownOutcomes(of: verdict), by: call.operation.policy.name,
      in: decision.setting?.scenario, request: number)
  }

  /// Looks at the turn's requests, once their answers have left; of a turn that failed nothing is
  /// held against anybody, as its clients have to send again.
  func endTurn(failed: Bool) {
    guard !served.isEmpty else { return }
    if !failed {
      for served in served {
        lint.note(
          served.operation, served.decision,
          wire.findings(in: served.request, number: served.number), request: served.number)
      }
    }
    served.removeAll(keepingCapacity: true)
  }
}

@available(*, unavailable)
extension ClientWatch: Sendable {}
