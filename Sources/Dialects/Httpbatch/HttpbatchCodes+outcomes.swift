internal import Carrier

/// What document 001 (sections 1.3.3, 2.2 and 4.4) says can come of a request.
extension HttpbatchCodes {
  static let outcomes: [DocumentedOutcome] =
    statuses + balances + stats

  private static let statuses: [DocumentedOutcome] = [
    .init(
      "httpbatch.status.0", "status", "0", "提交成功", .ok,
      "a good request"),
    .init(
      "httpbatch.status.101", "status", "101", "无此用户", .noSuchUser,
      "no such account"),
    .init(
      "httpbatch.status.102", "status", "102", "密码错", .wrongPassword,
      "wrong password"),
    .init(
      "httpbatch.status.103", "status", "103", "提交过快（提交速度超过流速限制）", .tooFast,
      "more than the account's rate"),
    .init(
      "httpbatch.status.104", "status", "104", "系统忙", .systemBusy,
      "only by a rule"),
    .init(
      "httpbatch.status.105", "status", "105", "敏感短信", .keyword,
      "msg holds one of the account's keywords"),
    .init(
      "httpbatch.status.106", "status", "106", "消息长度错", .badLength,
      "msg empty or longer than 536 characters"),
    .init(
      "httpbatch.status.107", "status", "107", "手机号码错误", .badMobile,
      "not in the document, known to its clients: a number is not a mobile number"),
    .init(
      "httpbatch.status.108", "status", "108", "手机号码个数错", .tooManyRecipients,
      "no number, or more than 50000"),
    .init(
      "httpbatch.status.109", "status", "109", "无发送额度", .insufficientBalance,
      "the product's balance does not cover the request"),
    .init(
      "httpbatch.status.110", "status", "110", "不在发送时间内", .outsideHours,
      "outside the account's hours"),
    .init(
      "httpbatch.status.111", "status", "111", "超出该账户当月发送额度限制", .monthlyQuota,
      "more than the account's monthly_quota this month"),
    .init(
      "httpbatch.status.112", "status", "112", "无此产品，用户没有订购该产品", .noSuchProduct,
      "product is none of the account's products"),
    .init(
      "httpbatch.status.113", "status", "113", "extno格式错", .badAccessCode,
      "extno is not digits, or longer than extno_digits"),
    .init(
      "httpbatch.status.115", "status", "115", "自动审核驳回", .reviewRejected,
      "content matches one of the account's review patterns"),
    .init(
      "httpbatch.status.116", "status", "116", "签名不合法，未带签名", .badSignature,
      "signature required or registered, and missing or unknown"),
    .init(
      "httpbatch.status.117", "status", "117", "IP地址认证错", .ipDenied,
      "the caller's address is not in the account's ip list"),
    .init(
      "httpbatch.status.118", "status", "118", "用户没有相应的发送权限", .noPermission,
      "the account lacks the permission send, or is disabled"),
    .init(
      "httpbatch.status.119", "status", "119", "用户已过期", .accountExpired,
      "past the account's expires"),
    .init(
      "httpbatch.status.120", "status", "120", "内容不在白名单中", .notWhitelisted,
      "content matches none of the account's templates"),
  ]

  private static let balances: [DocumentedOutcome] = [
    .init(
      "httpbatch.balance.0", "balance", "0", "成功", .ok,
      "a good query"),
    .init(
      "httpbatch.balance.101", "balance", "101", "无此用户", .noSuchUser,
      "no such account"),
    .init(
      "httpbatch.balance.102", "balance", "102", "密码错", .wrongPassword,
      "wrong password"),
    .init(
      "httpbatch.balance.103", "balance", "103", "查询过快", .tooFast,
      "sooner than the account's balance_interval after the last query"),
  ]

  private static let stats: [DocumentedOutcome] = [
    .init(
      "httpbatch.stat.DELIVRD", "stat", "DELIVRD", "发送成功", .delivered,
      "the default report"),
    .init(
      "httpbatch.stat.MBBLACK", "stat", "MBBLACK", "黑名单号码", .blacklisted,
      "the number is on the scenario's blacklist, or replied TD"),
    .init(
      "httpbatch.stat.ROUTEERR", "stat", "ROUTEERR", "通道异常", .noRoute,
      "a number's carrier is not among the account's carriers"),
    .init(
      "httpbatch.stat.REJECT", "stat", "REJECT", "审核驳回", .rejected,
      "only by a rule"),
    .init(
      "httpbatch.stat.DISTURB", "stat", "DISTURB", "手机号码发送次数过多", .tooFrequent,
      "more sends to one number than the account's per_mobile limit"),
    .init(
      "httpbatch.stat.EMSERR", "stat", "EMSERR", "长短信不完整", .segmentsIncomplete,
      "only by a rule"),
    .init(
      "httpbatch.stat.SIGNERR", "stat", "SIGNERR", "签名错", .badSignature,
      "only by a rule"),
    .init(
      "httpbatch.stat.KEYWORD", "stat", "KEYWORD", "敏感词", .keyword,
      "only by a rule (a keyword is refused with 105 at once)"),
  ]
}
