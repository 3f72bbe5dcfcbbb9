internal import Carrier
internal import HTTP

extension Aspx {
  package var manners: Manners { AspxManners.all }
}

/// What document 002 asks of clients. It knows POST alone, and says nothing of percent-encoding.
enum AspxManners {
  static let all = Manners(
    namesIgnoreCase: true,
    advice: ClientAdvice(dialect: AspxCodes.policy.name, pullSection: "002 §4.1"),
    requests: sms(.sms) + sms(.smsGBK) + pulls)

  private static func sms(_ endpoint: AspxCall.Endpoint) -> [RequestManners] {
    let (path, charset) = (endpoint.rawValue, endpoint.charset)
    return [
      .init(
        path, "send", "002 §1.2", .postAsked("002 §1.1"), charset: charset,
        login + [
          .init("mobile", .mandatory, .numbers(most: [])),
          .init("content", .mandatory, .text(most: [])),
          .init("sendTime", .optional, .time),
          .init("extno", .optional, .digits(most: 10)),
        ]),
      .init(
        path, "overage", "002 §2.2", .postAsked("002 §2.1"), charset: charset, login),
      .init(
        path, "checkkeyword", "002 §3.2", .postAsked("002 §3.1"), charset: charset,
        login + [.init("content", .mandatory, .text(most: []))]),
      .init(
        path, "changespwd", "002 §6.2", .postAsked("002 §6.1"), charset: charset,
        login + [
          .init("newpwd", .mandatory, .password),
          .init("renewpwd", .mandatory, .password),
        ]),
    ]
  }

  private static let pulls: [RequestManners] = [
    .init(
      AspxCall.Endpoint.status.rawValue, "query", "002 §4.2", .postAsked("002 §4.1"),
      login + [
        .init("statusNum", .optional, .number(1...10_000)),
        // Not in the document, known to its clients.
        .init("taskid", .optional, .digits(most: nil)),
      ]),
    .init(
      AspxCall.Endpoint.replies.rawValue, "query", "002 §5.2", .postAsked("002 §5.1"), login),
  ]

  private static let login: [ParameterManners] = [
    .init("action", .mandatory, .action),
    .init("userid", .expected, .name),
    .init("account", .mandatory, .name),
    .init("password", .mandatory, .password),
  ]
}
