internal import Carrier
internal import HTTP

/// `POST /replies`: a handset answers (MO).
enum ReplyCalls {
  private struct Body: Decodable {
    var account: String
    var mobile: String
    var extno: String?
    var content: String
    var after: String?
  }

  private struct Answer: Encodable {
    var id: String
    var account: String
    var mobile: String
    var extno: String
    var content: String
  }

  static func post(_ request: HTTPRequest, _ gateway: Gateway, _ now: Instant) throws
    -> HTTPResponse
  {
    let body = try JSON.value(
      Body.self, keys: ["account", "mobile", "extno", "content", "after"], from: request.body)
    guard let mobile = MobileNumber(body.mobile) else {
      throw Problem(422, "mobile: \(body.mobile) is not a mobile number such as 13800138000")
    }
    let after: TimeSpan
    switch body.after {
    case nil: after = .seconds(1)
    case let text?:
      guard let span = TimeSpan(text) else {
        throw Problem(422, "after: \(text) is not a length of time such as 0s, 1500ms, 5m or 72h")
      }
      after = span
    }
    let reply = try gateway.addReply(
      to: body.account, from: mobile, as: body.mobile, extno: body.extno, content: body.content,
      after: after, now: now)
    guard let reply else { throw Problem(404, "there is no account \(body.account)") }
    let id = String(reply.id.value, radix: 16, uppercase: true)
    return .json(
      status: 201,
      Answer(
        id: String(repeating: "0", count: 16 - id.count) + id, account: body.account,
        mobile: reply.mobile, extno: reply.extno, content: reply.content))
  }
}
