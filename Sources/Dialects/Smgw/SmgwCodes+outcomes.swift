internal import Carrier

/// What documents 000 (sections 6 and 7) and 003 (sections 7 to 9) say can come of a request.
extension SmgwCodes {
  static let outcomes: [DocumentedOutcome] =
    statuses + results + stats

  private static let statuses: [DocumentedOutcome] = [
    .init(
      "smgw.status.0", "status", "0", "成功", .ok,
      "a good request"),
    .init(
      "smgw.status.1", "status", "1", "消息包格式错误", .badRequest,
      "unknown action, missing or empty account/password/mobile/content, malformed mobileContentList"
    ),
    .init(
      "smgw.status.2", "status", "2", "IP错误", .ipDenied,
      "the caller's address is not in the account's ip list"),
    .init(
      "smgw.status.3", "status", "3", "鉴权错误", .authFailed,
      "no such account, or wrong password"),
    .init(
      "smgw.status.4", "status", "4", "版本号错误", .versionError,
      "only by a rule"),
    .init(
      "smgw.status.5", "status", "5", "其他错误", .otherError,
      "only by a rule"),
    .init(
      "smgw.status.6", "status", "6", "错误的接入点", .wrongInterface,
      "the account's interface is cmpp or soap, not http"),
    .init(
      "smgw.status.7", "status", "7", "错误的状态", .accountDisabled,
      "the account is disabled or expired"),
    .init(
      "smgw.status.15", "status", "15", "余额不足", .insufficientBalance,
      "XML: prepaid and the balance pays for none of the numbers; JSON: only by a rule"),
    .init(
      "smgw.status.21", "status", "21", "连接过多", .tooManyConnections,
      "more connections open from this account's callers than its limit"),
    .init(
      "smgw.status.100", "status", "100", "内部错误", .noRoute,
      "a number's carrier is not among the account's carriers"),
    .init(
      "smgw.status.102", "status", "102", "单次提交的号码数过多", .tooManyRecipients,
      "more numbers than the account's max_recipients (500 unless set)"),
  ]

  private static let results: [DocumentedOutcome] = [
    .init(
      "smgw.result.0", "result", "0", "提交成功", .ok,
      "a good number"),
    .init(
      "smgw.result.6", "result", "6", "错误的消息长度", .badLength,
      "content longer than the account's max_length (500 unless set), or a p2p line with no text"),
    .init(
      "smgw.result.10", "result", "10", "错误的原发号码，接入码错误", .badAccessCode,
      "extno is none of the account's access_codes"),
    .init(
      "smgw.result.12", "result", "12", "错误的目的号码", .badMobile,
      "not a mobile number"),
    .init(
      "smgw.result.15", "result", "15", "余额不足", .insufficientBalance,
      "prepaid and the balance ran out before this number"),
    .init(
      "smgw.result.16", "result", "16", "该时间段内禁止下发", .outsideHours,
      "outside the account's hours"),
    .init(
      "smgw.result.17", "result", "17", "签名无效", .badSignature,
      "signature required or registered, and missing or unknown"),
  ]

  private static let stats: [DocumentedOutcome] = [
    .init(
      "smgw.stat.DELIVRD", "stat", "DELIVRD", "短信投递成功", .delivered,
      "the default report"),
    .init(
      "smgw.stat.EXPIRED", "stat", "EXPIRED", "Message validity period has expired", .expired,
      "only by a rule"),
    .init(
      "smgw.stat.DELETED", "stat", "DELETED", "Message has been deleted.", .deleted,
      "only by a rule"),
    .init(
      "smgw.stat.REJECTED", "stat", "REJECTED", "Message is in a rejected state", .rejected,
      "only by a rule"),
    .init(
      "smgw.stat.MA:0001", "stat", "MA:0001", "全局黑名单号码", .blacklisted,
      "the number is on the scenario's blacklist"),
    .init(
      "smgw.stat.MA:0002", "stat", "MA:0002", "内容非法", .keyword,
      "content holds one of the account's keywords"),
    .init(
      "smgw.stat.MA:0003", "stat", "MA:0003", "无法找到下级路由", .noRoute,
      "only by a rule"),
    .init(
      "smgw.stat.MA:0004", "stat", "MA:0004", "未知", .unknown,
      "only by a rule"),
    .init(
      "smgw.stat.MA:0005", "stat", "MA:0005", "目的号码格式错误", .badMobile,
      "only by a rule"),
    .init(
      "smgw.stat.MA:0006", "stat", "MA:0006", "系统拒绝", .systemRejected,
      "only by a rule"),
    .init(
      "smgw.stat.MA:0009", "stat", "MA:0009", "未定义错误", .undefined,
      "only by a rule"),
    .init(
      "smgw.stat.MA:0011", "stat", "MA:0011", "未知系统内部错误", .internal,
      "only by a rule"),
    .init(
      "smgw.stat.MA:0012", "stat", "MA:0012", "防钓鱼", .phishing,
      "only by a rule"),
    .init(
      "smgw.stat.MA:0013", "stat", "MA:0013", "非法错误的包时序", .badSequence,
      "only by a rule"),
    .init(
      "smgw.stat.MA:0014", "stat", "MA:0014", "非法的OP_ISDN号段", .badSegment,
      "a well-formed number in no carrier's segment"),
    .init(
      "smgw.stat.MA:0021", "stat", "MA:0021", "号码格式错误", .badMobile,
      "only by a rule"),
    .init(
      "smgw.stat.MA:0022", "stat", "MA:0022", "号码超过半小时下发次数限制", .tooFrequent,
      "more sends to one number in half an hour than the account's per_mobile limit"),
    .init(
      "smgw.stat.MA:0023", "stat", "MA:0023", "客户黑名单号码", .unsubscribed,
      "the number replied TD (or T, 退订) to this account"),
    .init(
      "smgw.stat.MA:0024", "stat", "MA:0024", "内容未报备", .notWhitelisted,
      "content matches none of the account's templates"),
    .init(
      "smgw.stat.MA:0025", "stat", "MA:0025", "不支持该短信", .unsupported,
      "only by a rule"),
    .init(
      "smgw.stat.MA:0026", "stat", "MA:0026", "分条发送，组包超时", .segmentsIncomplete,
      "only by a rule"),
    .init(
      "smgw.stat.MA:0027", "stat", "MA:0027", "通道黑名单", .channelBlacklist,
      "only by a rule"),
    .init(
      "smgw.stat.MA:0028", "stat", "MA:0028", "全局黑名单号段", .segmentBlacklist,
      "the number's prefix is on the scenario's blacklist (an entry ending in *)"),
    .init(
      "smgw.stat.MA:0029", "stat", "MA:0029", "通道黑名单号段", .channelSegmentBlacklist,
      "only by a rule"),
    .init(
      "smgw.stat.MA:0030", "stat", "MA:0030", "直接产生拒绝报告", .directReject,
      "only by a rule"),
    .init(
      "smgw.stat.MO:200", "stat", "MO:200", "不支持分条短信", .noLongMessages,
      "only by a rule"),
    .init(
      "smgw.stat.MO:0254", "stat", "MO:0254", "转发提交超时", .forwardTimeout,
      "only by a rule"),
    .init(
      "smgw.stat.MO:0255", "stat", "MO:0255", "转发提交过程中，连接断开", .forwardBroken,
      "only by a rule"),
    .init(
      "smgw.stat.MO:NNNN", "stat", "MO:NNNN", "上级网关的返回值", .upstream,
      "only by a rule, any four digits"),
  ]
}
