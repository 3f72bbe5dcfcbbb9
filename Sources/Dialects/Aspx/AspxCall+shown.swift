package import Carrier

extension AspxCall {
  func shownOutcomes(of verdict: Verdict) -> OutcomeSet {
    switch verdict.outcome {
    case .refused(let refusal): shown(by: refusal)
    case .submitted: AspxRows.submitted
    case .balance: AspxRows.balance
    case .reports(let reports, _): reports.shown(AspxRows.stat)
    case .replies: .none
    case .keywordsAbsent: AspxRows.noKeyword
    case .passwordChanged: AspxRows.passwordChanged
    }
  }

  private func shown(by refusal: Refusal) -> OutcomeSet {
    switch question {
    case .reports: AspxRows.reportErrors[AspxCodes.pullError(of: refusal).code] ?? .none
    case .replies: AspxRows.replyErrors[AspxCodes.pullError(of: refusal).code] ?? .none
    case .send, .unknown: AspxRows.sends[AspxCodes.text(of: refusal, question)] ?? .none
    case .overage: AspxRows.overages[AspxCodes.text(of: refusal, question)] ?? .none
    case .checkKeywords: AspxRows.keywords[AspxCodes.text(of: refusal, question)] ?? .none
    case .changePassword: AspxRows.passwords[AspxCodes.text(of: refusal, question)] ?? .none
    }
  }
}

extension Aspx {
  package func shownOutcomes(ofReport stat: String) -> OutcomeSet {
    AspxRows.stat(stat)
  }
}

/// The rows of the catalogue by what stands on the wire.
enum AspxRows {
  static let submitted = index.only(.ok, at: "send")
  static let balance = index.only(.ok, at: "overage")
  static let noKeyword = index.only(.ok, at: "checkkeyword")
  static let passwordChanged = index.only(.ok, at: "changespwd")

  static let sends = index.texts(at: "send")
  static let overages = index.texts(at: "overage")
  static let keywords = index.texts(at: "checkkeyword")
  static let passwords = index.texts(at: "changespwd")
  static let reportErrors = numbers(at: "error")
  static let replyErrors = numbers(at: "mo-error")

  /// Section 4.3 tells two apart: 10 is DELIVRD, 20 whatever else the gateway behind says.
  static func stat(_ stat: String) -> OutcomeSet {
    stat == "DELIVRD" ? delivered : failed
  }

  private static let index = OutcomeIndex(AspxCodes.outcomes)
  private static let delivered = index.only(.delivered, at: "status")
  private static let failed = index.only(.undelivered, at: "status")

  private static func numbers(at place: String) -> [Int64: OutcomeSet] {
    Dictionary(
      uniqueKeysWithValues: index.numbers(at: place).map { (Int64($0.key), $0.value) })
  }
}
