internal import Carrier

/// The words of document 002, and which condition gets which.
enum AspxCodes {
  /// Where each rule of an account bites. The document knows no refused number: a rule refuses the
  /// whole request, or shows in the report, whose stats it leaves to the gateway behind (section 4.3).
  static let policy = DialectPolicy(
    name: "aspx", maxRecipients: .fixed(50_000), maxLength: .none, extno: .digits,
    checksUserid: true,
    placements: [
      .emptyCredentials: .request,
      .ipDenied: .request,
      .wrongInterface: .request,
      .accountDisabled: .request,
      .accountExpired: .request,
      .tooManyConnections: .request,
      .noPermission: .request,
      .tooFast: .request,
      .badAccessCode: .request,
      .outsideHours: .request,
      .badSignature: .request,
      .keyword: .request,
      .reviewRejected: .request,
      .monthlyQuota: .request,
      .insufficientBalance: .request,

      .badMobile: .skip,

      .noRoute: .report(stat: "MA:0003"),
      .badSegment: .report(stat: "MA:0014"),
      .blacklisted: .report(stat: "MA:0001"),
      .segmentBlacklist: .report(stat: "MA:0028"),
      .unsubscribed: .report(stat: "MA:0023"),
      .notWhitelisted: .report(stat: "MA:0024"),
      .tooFrequent: .report(stat: "MA:0022"),
    ])

  /// What a refused request to the sms paths says in `<message>`, but for the keywords that the
  /// answer to a send ends with.
  static func text(of refusal: Refusal, _ question: AspxCall.Question) -> String {
    let condition = refusal.condition
    switch refusal.wording {
    case .text(let text): return text
    // These answers have no place for a code.
    case .code: return otherError
    case nil: break
    }
    switch question {
    case .checkKeywords: return logins[condition] ?? keywords[condition] ?? otherError
    case .changePassword: return logins[condition] ?? passwords[condition] ?? otherError
    case .send, .overage, .unknown, .reports, .replies:
      return logins[condition] ?? sends[condition] ?? otherError
    }
  }

  /// What a refused pull says (sections 4.4 and 5.4).
  struct PullError {
    let code: Int64
    let text: String
  }

  /// Whoever is kept out by a rule that the document has no number for is "not allowed" too.
  static func pullError(of refusal: Refusal) -> PullError {
    switch refusal.wording {
    case .text(let text): return PullError(code: pullError(of: refusal.condition).code, text: text)
    case .code(let code): return PullError(code: Int64(code), text: pullTexts[code] ?? "")
    case nil: return pullError(of: refusal.condition)
    }
  }

  private static let pullTexts = [
    1: emptyCredentials, 2: wrongCredentials, 3: notAllowed, 4: badParameters,
  ]

  private static func pullError(of condition: Condition) -> PullError {
    if condition == .badRequest { return PullError(code: 4, text: badParameters) }
    if condition == .emptyCredentials { return PullError(code: 1, text: emptyCredentials) }
    if logins[condition] != nil { return PullError(code: 2, text: wrongCredentials) }
    return PullError(code: 3, text: notAllowed)
  }

  private static let emptyCredentials = "用户名或密码不能为空"
  private static let wrongCredentials = "用户名或密码错误"
  private static let notAllowed = "该用户不允许查看状态报告"
  private static let badParameters = "参数不正确"
  private static let otherError = "其他错误"

  /// The same in every chapter.
  private static let logins: [Condition: String] = [
    .emptyCredentials: emptyCredentials,
    .authFailed: wrongCredentials,
    .noSuchUser: wrongCredentials,
    .wrongPassword: wrongCredentials,
  ]

  /// Section 1.3.
  private static let sends: [Condition: String] = [
    .sqlInjection: "发送内容包含sql注入字符",
    .noRecipients: "短信号码不能为空",
    .noContent: "短信内容不能为空",
    .keyword: "包含非法字符：",
    .insufficientBalance: "对不起，您当前要发送的量大于您当前余额",
  ]

  /// Section 3.3.
  private static let keywords: [Condition: String] = [
    .keyword: "包含非法字符"
  ]

  /// Section 6.3 leaves the words to the gateway.
  private static let passwords: [Condition: String] = [
    .badRequest: "两次输入的新密码不一致"
  ]
}
