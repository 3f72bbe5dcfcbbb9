internal import Carrier

/// The codes of document 004, and which condition gets which.
enum MmsCodes {
  /// What a refused request is answered with.
  struct Code {
    let number: Int
    /// The document's words.
    let text: String
  }

  /// Where each rule of an account bites. The document knows refused requests alone; what it has no
  /// code for is 8, and what befalls a single number comes as its report, with the stats that the
  /// carriers' own gateways give. Rules of texts bite nowhere: a title is none.
  static let policy = DialectPolicy(
    name: "mms", maxRecipients: .fixed(2000), maxLength: .none, extno: .digits, checksUserid: true,
    placements: [
      .emptyCredentials: .request,
      .ipDenied: .request,
      .wrongInterface: .request,
      .accountDisabled: .request,
      .accountExpired: .request,
      .tooManyConnections: .request,
      .noPermission: .request,
      .tooFast: .request,
      .outsideHours: .request,
      .monthlyQuota: .request,
      .insufficientBalance: .request,

      .badMobile: .skip,

      .noRoute: .report(stat: "MA:0003"),
      .badSegment: .report(stat: "MA:0014"),
      .blacklisted: .report(stat: "MA:0001"),
      .segmentBlacklist: .report(stat: "MA:0028"),
      .unsubscribed: .report(stat: "MA:0023"),
      .tooFrequent: .report(stat: "MA:0022"),
    ])

  /// Section 2.1.3; the texts are those of section 2.2.3 as well.
  static func code(of refusal: Refusal) -> Code {
    let known = codes[refusal.condition] ?? Code(number: 8, text: "其他错误")
    return reworded(known, refusal, codes)
  }

  /// With the code or the text that a rule wants.
  private static func reworded(
    _ code: Code, _ refusal: Refusal, _ table: [Condition: Code]
  ) -> Code {
    switch refusal.wording {
    case nil: code
    case .code(let number):
      table.values.first { $0.number == number } ?? Code(number: number, text: "")
    case .text(let text): Code(number: code.number, text: text)
    }
  }

  /// Section 2.3.4. Whatever else keeps an account out, it may not see its reports.
  static func reportError(of refusal: Refusal) -> Code {
    let known =
      reportErrors[refusal.condition] ?? Code(number: 3, text: "该用户不允许查看状态报告")
    return reworded(known, refusal, reportErrors)
  }

  private static let codes: [Condition: Code] = [
    .badRequest: Code(number: 0, text: "参数不对"),
    .emptyCredentials: Code(number: 1, text: "用户名或密码不能为空"),
    .authFailed: wrongLogin,
    .noSuchUser: wrongLogin,
    .wrongPassword: wrongLogin,
    .noRecipients: Code(number: 3, text: "号码为空"),
    .noContent: Code(number: 4, text: "内容为空"),
    .tooManyRecipients: Code(number: 5, text: "单次提交号码不能超过2000个"),
    .insufficientBalance: Code(number: 6, text: "余额不足"),
    .systemBusy: Code(number: 7, text: "提交任务失败"),
    .tooLarge: Code(number: 9, text: "彩信文件大于100K"),
    .noPermission: Code(number: 10, text: "该用户不支持彩信"),
  ]

  private static let reportErrors: [Condition: Code] = [
    .emptyCredentials: Code(number: 1, text: "用户名或密码不能为空"),
    .authFailed: wrongLogin,
    .noSuchUser: wrongLogin,
    .wrongPassword: wrongLogin,
    .badRequest: Code(number: 4, text: "参数不正确"),
  ]

  private static let wrongLogin = Code(number: 2, text: "用户名或密码错误")
}
