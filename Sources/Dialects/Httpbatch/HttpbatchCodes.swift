internal import Carrier

/// The codes of document 001, and which condition gets which.
enum HttpbatchCodes {
  /// The code table has 536 characters, the parameter table 700.
  static let maxLength = WireSwitch(
    "httpbatch_max_length", .number(1...1000, standard: 536),
    "the longest msg in characters: 536 by the code table, 700 by the parameter table")

  /// Statuses refuse the request (section 1.3.3), the others come as reports (section 2.2).
  static let policy = DialectPolicy(
    name: "httpbatch", maxRecipients: .fixed(50_000), maxLength: .wire(maxLength), extno: .digits,
    hasProducts: true, pushes: true,
    placements: [
      .ipDenied: .request,
      .wrongInterface: .request,
      .accountDisabled: .request,
      .accountExpired: .request,
      .tooManyConnections: .request,
      .noPermission: .request,
      .tooFast: .request,
      .badMobile: .request,
      .badAccessCode: .request,
      .outsideHours: .request,
      .badLength: .request,
      .badSignature: .request,
      .keyword: .request,
      .reviewRejected: .request,
      .notWhitelisted: .request,
      .monthlyQuota: .request,
      .insufficientBalance: .request,

      .badSegment: .report(stat: "ROUTEERR"),
      .noRoute: .report(stat: "ROUTEERR"),
      .blacklisted: .report(stat: "MBBLACK"),
      .segmentBlacklist: .report(stat: "MBBLACK"),
      .unsubscribed: .report(stat: "MBBLACK"),
      .tooFrequent: .report(stat: "DISTURB"),
    ])

  /// What the document has no code for gets the nearest: 118 for an account that may not come in
  /// this way, 104 for a gateway that cannot take more.
  static func status(of refusal: Refusal) -> Int {
    if case .code(let code) = refusal.wording { return code }
    return statuses[refusal.condition] ?? 104
  }

  private static let statuses: [Condition: Int] = [
    .noSuchUser: 101,
    .wrongPassword: 102,
    .tooFast: 103,
    .systemBusy: 104,
    .tooManyConnections: 104,
    .keyword: 105,
    .badLength: 106,
    .badMobile: 107,
    .noRecipients: 108,
    .tooManyRecipients: 108,
    .insufficientBalance: 109,
    .outsideHours: 110,
    .monthlyQuota: 111,
    .noSuchProduct: 112,
    .badAccessCode: 113,
    .reviewRejected: 115,
    .badSignature: 116,
    .ipDenied: 117,
    .noPermission: 118,
    .accountDisabled: 118,
    .wrongInterface: 118,
    .accountExpired: 119,
    .notWhitelisted: 120,
  ]
}
