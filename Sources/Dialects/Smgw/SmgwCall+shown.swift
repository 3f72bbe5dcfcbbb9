package import Carrier

extension SmgwCall {
  func shownOutcomes(of verdict: Verdict) -> OutcomeSet {
    switch verdict.outcome {
    case .refused(let refusal): return SmgwRows.status(of: SmgwCodes.status(of: refusal), format)
    case .submitted(let receipt): return shown(by: receipt)
    case .balance: return SmgwRows.ok
    case .reports(let reports, _): return pulled | reports.shown(SmgwRows.stat)
    case .replies: return pulled
    case .keywordsAbsent, .passwordChanged: return .none
    }
  }

  /// A pull in XML has boxes and no status.
  private var pulled: OutcomeSet {
    switch format {
    case .json: SmgwRows.ok
    case .xml: .none
    }
  }

  private func shown(by receipt: Receipt) -> OutcomeSet {
    // SmgwXML says a status and no results then.
    if format == .xml, receipt.isWhollyUnpaid {
      return SmgwRows.status(of: SmgwCodes.status(of: .insufficientBalance), format)
    }
    var shown = SmgwRows.ok
    var hasAccepted = false
    for number in receipt.numbers {
      if number.refusal == nil {
        hasAccepted = true
      } else {
        shown |= SmgwRows.result(SmgwCodes.result(of: number.refusal))
      }
    }
    return hasAccepted ? shown | SmgwRows.accepted : shown
  }
}

extension Receipt {
  /// Whether every number is refused because the balance pays for none of them.
  var isWhollyUnpaid: Bool {
    numbers.allSatisfy { $0.refusal == .condition(.insufficientBalance) }
  }
}

extension Smgw {
  package func shownOutcomes(ofReport stat: String) -> OutcomeSet {
    SmgwRows.stat(stat)
  }
}

/// The rows of the catalogue by what stands on the wire.
enum SmgwRows {
  static let ok = index.only(.ok, at: "status")
  static let accepted = index.only(.ok, at: "result")

  /// JSON says the code alone, XML a rule's text in its place.
  static func status(of status: SmgwCodes.Status, _ format: SmgwCall.Format) -> OutcomeSet {
    if status.isText, format == .xml { return statusTexts[status.text] ?? .none }
    return statuses[status.code] ?? .none
  }

  static func result(_ code: Int) -> OutcomeSet {
    results[code] ?? .none
  }

  /// Any four digits behind `MO:` are the upstream gateway's, unless the table has a word for them.
  static func stat(_ stat: String) -> OutcomeSet {
    stats[stat] ?? (isUpstream(stat) ? upstream : .none)
  }

  private static func isUpstream(_ stat: String) -> Bool {
    stat.utf8.count == 7 && stat.hasPrefix("MO:")
      && stat.utf8.dropFirst(3).allSatisfy { (48...57).contains($0) }
  }

  private static let index = OutcomeIndex(SmgwCodes.outcomes)
  private static let statuses = index.numbers(at: "status")
  private static let statusTexts = index.texts(at: "status")
  private static let results = index.numbers(at: "result")
  private static let stats = index.codes(at: "stat")
  private static let upstream = index.only(.upstream, at: "stat")
}
