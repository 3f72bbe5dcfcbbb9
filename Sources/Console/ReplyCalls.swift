internal import Carrier
internal import HTTP

/// The texts of handsets (MO): sending one, and looking at them.
enum ReplyCalls {
  private struct Body: Decodable {
    var account: String
    var mobile: String
    var extno: String?
    var content: String
    var after: String?
  }

  @Sendable static func post(_ call: ConsoleCall) throws -> HTTPResponse {
    let scenario = try call.scenario()
    let body = try JSON.value(
      Body.self, keys: ["account", "mobile", "extno", "content", "after"],
      from: call.request.body)
    guard let mobile = MobileNumber(body.mobile) else {
      throw Problem(422, "mobile: \(body.mobile) is not a mobile number such as 13800138000")
    }
    let after = try body.after.map { try ClockCalls.span($0, "after") } ?? .seconds(1)
    guard !body.content.isEmpty else {
      throw Problem(422, "content: a handset sends no empty text")
    }
    _ = try AccountCalls.status(of: body.account, in: scenario, call)
    guard
      let reply = try call.gateway.addReply(
        to: body.account, from: mobile, as: body.mobile, extno: body.extno,
        content: body.content, after: after, now: call.now)
    else { throw AccountCalls.unknown(body.account) }
    return .json(status: 201) { $0.fields(reply) }
  }

  @Sendable static func list(_ call: ConsoleCall) throws -> CallAnswer {
    let filter = try call.filter(states: DeliveryState.allCases.map(\.rawValue))
    let scan = try call.gateway.replyScan(filter, try call.window(), now: call.now)
    return try .list(scan, call) { json, reply in json.fields(reply) }
  }
}

extension JSONWriter {
  fileprivate mutating func fields(_ reply: ReplyItem) {
    field("id", reply.id)
    field("mid", reply.mid.text)
    field("account", reply.account)
    field("scenario", reply.scenario)
    field("mobile", reply.mobile)
    field("extno", reply.extno)
    field("content", reply.content)
    field("at", reply.at.text)
    fields(reply.delivery)
    field("push", reply.delivery.push)
  }
}
