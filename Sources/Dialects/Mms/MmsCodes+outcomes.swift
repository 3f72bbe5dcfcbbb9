internal import Carrier

/// What document 004 (sections 2.1.3, 2.2.3 and 2.3.4) says can come of a request.
extension MmsCodes {
  static let outcomes: [DocumentedOutcome] =
    sends + overages + reports + reportErrors

  private static let sends: [DocumentedOutcome] = [
    .init(
      "mms.send.ok", "send", "balance:task", "", .ok,
      "a good request"),
    .init(
      "mms.send.0", "send", "0", "参数不对", .badRequest,
      "unknown action, a malformed frame, an unsupported type, bad base64, "
        + "text that is not gb2312, a bad starttime"),
    .init(
      "mms.send.1", "send", "1", "用户名或密码不能为空", .emptyCredentials,
      "account or password empty"),
    .init(
      "mms.send.2", "send", "2", "用户名或密码错误", .authFailed,
      "no such account, wrong password, or wrong userid"),
    .init(
      "mms.send.3", "send", "3", "号码为空", .noRecipients,
      "mobile empty"),
    .init(
      "mms.send.4", "send", "4", "内容为空", .noContent,
      "content empty"),
    .init(
      "mms.send.5", "send", "5", "单次提交号码不能超过2000个", .tooManyRecipients,
      "more than 2000 numbers"),
    .init(
      "mms.send.6", "send", "6", "余额不足", .insufficientBalance,
      "prepaid and the balance does not cover the request"),
    .init(
      "mms.send.7", "send", "7", "提交任务失败", .systemBusy,
      "only by a rule"),
    .init(
      "mms.send.8", "send", "8", "其他错误", .otherError,
      "any other refusal (disabled, expired, hours, address), or by a rule"),
    .init(
      "mms.send.9", "send", "9", "彩信文件大于100K", .tooLarge,
      "title plus decoded content over 102400 bytes"),
    .init(
      "mms.send.10", "send", "10", "该用户不支持彩信", .noPermission,
      "the account lacks the permission mms"),
  ]

  private static let overages: [DocumentedOutcome] = [
    .init(
      "mms.overage.ok", "overage", "", "成功", .ok,
      "a good query"),
    .init(
      "mms.overage.empty_credentials", "overage", "", "用户名或密码不能为空", .emptyCredentials,
      "account or password empty"),
    .init(
      "mms.overage.auth", "overage", "", "用户名或密码错误", .authFailed,
      "no such account, wrong password, or wrong userid"),
  ]

  private static let reports: [DocumentedOutcome] = [
    .init(
      "mms.report.delivered", "status", "10", "DELIVRD", .delivered,
      "the default report"),
    .init(
      "mms.report.failed", "status", "20", "", .undelivered,
      "any other stat"),
  ]

  private static let reportErrors: [DocumentedOutcome] = [
    .init(
      "mms.report.1", "error", "1", "用户名或密码不能为空", .emptyCredentials,
      "account or password empty"),
    .init(
      "mms.report.2", "error", "2", "用户名或密码错误", .authFailed,
      "no such account, wrong password, or wrong userid"),
    .init(
      "mms.report.3", "error", "3", "该用户不允许查看状态报告", .noPermission,
      "the account lacks the permission report"),
    .init(
      "mms.report.4", "error", "4", "参数不正确", .badRequest,
      "action is not query, or statusNum is no number or over 10000"),
  ]
}
