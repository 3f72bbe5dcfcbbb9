internal import Carrier

/// What document 002 says can come of a request, chapter by chapter.
extension AspxCodes {
  static let outcomes: [DocumentedOutcome] =
    sends + overages + keywords + reports + reportErrors + replyErrors + passwords

  private static let sends: [DocumentedOutcome] = [
    .init(
      "aspx.send.ok", "send", "", "ok", .ok,
      "a good request"),
    .init(
      "aspx.send.empty_credentials", "send", "", "用户名或密码不能为空", .emptyCredentials,
      "account or password empty"),
    .init(
      "aspx.send.sql", "send", "", "发送内容包含sql注入字符", .sqlInjection,
      "content holds an SQL injection pattern"),
    .init(
      "aspx.send.auth", "send", "", "用户名或密码错误", .authFailed,
      "no such account, wrong password, or wrong userid"),
    .init(
      "aspx.send.no_mobile", "send", "", "短信号码不能为空", .noRecipients,
      "mobile empty"),
    .init(
      "aspx.send.no_content", "send", "", "短信内容不能为空", .noContent,
      "content empty"),
    .init(
      "aspx.send.keyword", "send", "", "包含非法字符：", .keyword,
      "content holds one of the account's keywords; the text ends with the words found"),
    .init(
      "aspx.send.balance", "send", "", "对不起，您当前要发送的量大于您当前余额", .insufficientBalance,
      "prepaid and the balance does not cover the request"),
    .init(
      "aspx.send.other", "send", "", "其他错误", .otherError,
      "any other refusal (disabled, expired, hours, address, extno, signature), or by a rule"),
  ]

  private static let overages: [DocumentedOutcome] = [
    .init(
      "aspx.overage.ok", "overage", "", "", .ok,
      "a good query: Sucess and an empty message"),
    .init(
      "aspx.overage.empty_credentials", "overage", "", "用户名或密码不能为空", .emptyCredentials,
      "account or password empty"),
    .init(
      "aspx.overage.auth", "overage", "", "用户名或密码错误", .authFailed,
      "no such account, wrong password, or wrong userid"),
  ]

  private static let keywords: [DocumentedOutcome] = [
    .init(
      "aspx.keyword.found", "checkkeyword", "", "包含非法字符", .keyword,
      "content holds one of the account's keywords"),
    .init(
      "aspx.keyword.clean", "checkkeyword", "", "没有包含屏蔽词", .ok,
      "it holds none"),
    .init(
      "aspx.keyword.empty_credentials", "checkkeyword", "", "用户名或密码不能为空", .emptyCredentials,
      "account or password empty"),
    .init(
      "aspx.keyword.auth", "checkkeyword", "", "用户名或密码错误", .authFailed,
      "no such account, wrong password, or wrong userid"),
  ]

  private static let reports: [DocumentedOutcome] = [
    .init(
      "aspx.report.delivered", "status", "10", "DELIVRD", .delivered,
      "the default report"),
    .init(
      "aspx.report.failed", "status", "20", "", .undelivered,
      "any other stat"),
  ]

  private static let reportErrors: [DocumentedOutcome] = [
    .init(
      "aspx.report.1", "error", "1", "用户名或密码不能为空", .emptyCredentials,
      "account or password empty"),
    .init(
      "aspx.report.2", "error", "2", "用户名或密码错误", .authFailed,
      "no such account, wrong password, or wrong userid"),
    .init(
      "aspx.report.3", "error", "3", "该用户不允许查看状态报告", .noPermission,
      "the account lacks the permission report"),
    .init(
      "aspx.report.4", "error", "4", "参数不正确", .badRequest,
      "action is not query, or statusNum is no number or out of range"),
  ]

  private static let replyErrors: [DocumentedOutcome] = [
    .init(
      "aspx.mo.1", "mo-error", "1", "用户名或密码不能为空", .emptyCredentials,
      "account or password empty"),
    .init(
      "aspx.mo.2", "mo-error", "2", "用户名或密码错误", .authFailed,
      "no such account, wrong password, or wrong userid"),
    .init(
      "aspx.mo.3", "mo-error", "3", "该用户不允许查看状态报告", .noPermission,
      "the account lacks the permission mo"),
    .init(
      "aspx.mo.4", "mo-error", "4", "参数不正确", .badRequest,
      "action is not query"),
  ]

  private static let passwords: [DocumentedOutcome] = [
    .init(
      "aspx.password.ok", "changespwd", "", "密码修改成功", .ok,
      "the password is changed, and the old one no longer works"),
    .init(
      "aspx.password.empty_credentials", "changespwd", "", "用户名或密码不能为空", .emptyCredentials,
      "account or password empty"),
    .init(
      "aspx.password.auth", "changespwd", "", "用户名或密码错误", .authFailed,
      "no such account, wrong password, or wrong userid"),
    .init(
      "aspx.password.other", "changespwd", "", "两次输入的新密码不一致", .badRequest,
      "newpwd empty, or newpwd and renewpwd differ: a Chinese description"),
  ]
}
