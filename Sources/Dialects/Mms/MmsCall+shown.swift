package import Carrier

extension MmsCall {
  func shownOutcomes(of verdict: Verdict) -> OutcomeSet {
    switch verdict.outcome {
    case .refused(let refusal):
      let code = MmsCodes.code(of: refusal)
      switch action {
      case .send, nil: return MmsRows.sends[code.number] ?? .none
      case .overage: return MmsRows.overages[code.text] ?? .none
      }
    case .submitted: return MmsRows.submitted
    case .balance: return MmsRows.balance
    case .reports, .replies, .keywordsAbsent, .passwordChanged: return .none
    }
  }
}

extension MmsStatusCall {
  func shownOutcomes(of verdict: Verdict) -> OutcomeSet {
    switch verdict.outcome {
    case .refused(let refusal):
      MmsRows.reportErrors[MmsCodes.reportError(of: refusal).number] ?? .none
    case .reports(let reports, _): reports.shown(MmsRows.stat)
    case .submitted, .balance, .replies, .keywordsAbsent, .passwordChanged: .none
    }
  }
}

extension Mms {
  package func shownOutcomes(ofReport stat: String) -> OutcomeSet {
    MmsRows.stat(stat)
  }
}

/// The rows of the catalogue by what stands on the wire.
enum MmsRows {
  static let submitted = index.only(.ok, at: "send")
  static let balance = index.only(.ok, at: "overage")

  static let sends = index.numbers(at: "send")
  static let overages = index.texts(at: "overage")
  static let reportErrors = index.numbers(at: "error")

  /// Section 2.3.3 tells two apart: 10 is DELIVRD, 20 whatever else the gateway behind says.
  static func stat(_ stat: String) -> OutcomeSet {
    stat == "DELIVRD" ? delivered : failed
  }

  private static let index = OutcomeIndex(MmsCodes.outcomes)
  private static let delivered = index.only(.delivered, at: "status")
  private static let failed = index.only(.undelivered, at: "status")
}
