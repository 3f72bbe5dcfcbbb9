internal import Carrier

/// The codes of documents 000 and 003, and which condition gets which.
enum SmgwCodes {
  /// What a refused request is answered with.
  struct Status {
    let code: Int
    /// The document's words.
    let text: String
    /// The product's own name for the code.
    let symbol: String
    /// Whether the text is a rule's, to be said wherever there is a place for words.
    var isText = false
  }

  /// Where each rule of an account bites: statuses refuse the request (document 003, section 7),
  /// results the number (section 8), stats come as its report (section 9).
  static let policy = DialectPolicy(
    name: "smgw", maxRecipients: .account(standard: 500), maxLength: .account(standard: 500),
    extno: .accessCode, pushes: true,
    placements: [
      .emptyCredentials: .request,
      .ipDenied: .request,
      .wrongInterface: .request,
      .accountDisabled: .request,
      .accountExpired: .request,
      .tooManyConnections: .request,
      .noRoute: .request,
      // The document has no code for these three; each gets the one that is nearest.
      .tooFast: .request,
      .monthlyQuota: .request,
      .noPermission: .request,

      .badMobile: .number,
      .badAccessCode: .number,
      .badLength: .number,
      .outsideHours: .number,
      .badSignature: .number,
      .insufficientBalance: .number,

      .badSegment: .report(stat: "MA:0014"),
      .blacklisted: .report(stat: "MA:0001"),
      .segmentBlacklist: .report(stat: "MA:0028"),
      .unsubscribed: .report(stat: "MA:0023"),
      .keyword: .report(stat: "MA:0002"),
      .reviewRejected: .report(stat: "MA:0006"),
      .notWhitelisted: .report(stat: "MA:0024"),
      .tooFrequent: .report(stat: "MA:0022"),
    ])

  static func status(of refusal: Refusal) -> Status {
    switch refusal.wording {
    case nil: status(of: refusal.condition)
    case .code(let code):
      statuses.values.first { $0.code == code }
        ?? Status(code: code, text: String(code), symbol: String(code))
    case .text(let text):
      Status(code: otherError.code, text: text, symbol: otherError.symbol, isText: true)
    }
  }

  static func status(of condition: Condition) -> Status {
    statuses[condition] ?? otherError
  }

  /// Nil is an accepted number.
  static func result(of refusal: NumberRefusal?) -> Int {
    switch refusal {
    case nil: 0
    case .condition(let condition): results[condition] ?? otherError.code
    case .code(let code): code
    }
  }

  private static let otherError = Status(code: 5, text: "其他错误", symbol: "CONN_OTHER")

  /// Symbols of codes 6 and 7 are formed after their kin: the product's own list leaves them out.
  private static let statuses: [Condition: Status] = [
    .badRequest: Status(code: 1, text: "消息包格式错误", symbol: "CON_BAD_PDU"),
    .emptyCredentials: Status(code: 1, text: "用户名或密码不能为空", symbol: "CON_BAD_PDU"),
    .ipDenied: Status(code: 2, text: "IP错误", symbol: "CON_INVALID_IP"),
    .authFailed: Status(code: 3, text: "鉴权错误", symbol: "CON_INVALID_AUTH"),
    .noSuchUser: Status(code: 3, text: "鉴权错误", symbol: "CON_INVALID_AUTH"),
    .wrongPassword: Status(code: 3, text: "鉴权错误", symbol: "CON_INVALID_AUTH"),
    .versionError: Status(code: 4, text: "版本号错误", symbol: "CON_BAD_VERSION"),
    .otherError: otherError,
    .wrongInterface: Status(code: 6, text: "错误的接入点", symbol: "CON_INVALID_ACCESS"),
    .accountDisabled: Status(code: 7, text: "错误的状态", symbol: "CON_INVALID_STATUS"),
    .accountExpired: Status(code: 7, text: "错误的状态", symbol: "CON_INVALID_STATUS"),
    .noPermission: Status(code: 7, text: "错误的状态", symbol: "CON_INVALID_STATUS"),
    .monthlyQuota: otherError,
    .insufficientBalance: Status(code: 15, text: "余额不足", symbol: "SMT_IB"),
    .tooFast: Status(code: 21, text: "连接过多", symbol: "CON_TOO_MANY_CONNECTIONS"),
    .tooManyConnections: Status(code: 21, text: "连接过多", symbol: "CON_TOO_MANY_CONNECTIONS"),
    .noRoute: Status(code: 100, text: "内部错误", symbol: "SYS_INTERNAL_ERROR"),
    .internal: Status(code: 100, text: "内部错误", symbol: "SYS_INTERNAL_ERROR"),
    .tooManyRecipients: Status(
      code: 102, text: "单次提交的号码数过多", symbol: "SMT_INVALID_DEST_COUNT"),
  ]

  private static let results: [Condition: Int] = [
    .badLength: 6,
    .badAccessCode: 10,
    .badMobile: 12,
    .insufficientBalance: 15,
    .outsideHours: 16,
    .badSignature: 17,
  ]
}
