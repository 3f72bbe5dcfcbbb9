package import Carrier

extension HttpbatchCall {
  func shownOutcomes(of verdict: Verdict) -> OutcomeSet {
    switch verdict.outcome {
    case .refused(let refusal):
      let code = HttpbatchCodes.status(of: refusal)
      return operation.name == .balance
        ? HttpbatchRows.balance(code) : HttpbatchRows.status(code)
    case .submitted: return HttpbatchRows.submitted
    case .balance: return HttpbatchRows.balanced
    case .reports, .replies, .keywordsAbsent, .passwordChanged: return .none
    }
  }
}

extension Httpbatch {
  package func shownOutcomes(ofReport stat: String) -> OutcomeSet {
    HttpbatchRows.stat(stat)
  }
}

/// The rows of the catalogue by what stands on the wire.
enum HttpbatchRows {
  static let submitted = index.only(.ok, at: "status")
  static let balanced = index.only(.ok, at: "balance")

  static func status(_ code: Int) -> OutcomeSet { statuses[code] ?? .none }
  static func balance(_ code: Int) -> OutcomeSet { balances[code] ?? .none }
  static func stat(_ stat: String) -> OutcomeSet { stats[stat] ?? .none }

  private static let index = OutcomeIndex(HttpbatchCodes.outcomes)
  private static let statuses = index.numbers(at: "status")
  private static let balances = index.numbers(at: "balance")
  private static let stats = index.codes(at: "stat")
}
