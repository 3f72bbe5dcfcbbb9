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
    let account = try call.gateway.accountStatus(body.account, now: call.now)
    guard let account, scenario == nil || scenario == account.scenario,
      let reply = try call.gateway.addReply(
        to: body.account, from: mobile, as: body.mobile, extno: body.extno,
        content: body.content, after: after, now: call.now)
    else { throw Problem(404, "there is no account \(body.account)") }
    return .json(status: 201) { json in
      json.field("id", reply.id.text)
      json.field("account", account.account)
      json.field("scenario", account.scenario)
      json.field("mobile", reply.mobile)
      json.field("extno", reply.extno)
      json.field("content", reply.content)
    }
  }

  @Sendable static func list(_ call: ConsoleCall) throws -> CallAnswer {
    let filter = try call.filter(states: DeliveryState.allCases.map(\.rawValue))
    let scan = try call.gateway.replyScan(filter, try call.window(), now: call.now)
    return try .list(scan, call) { json, reply in
      json.field("id", reply.id)
      json.field("mid", reply.mid.text)
      json.field("account", reply.account)
      json.field("scenario", reply.scenario)
      json.field("mobile", reply.mobile)
      json.field("extno", reply.extno)
      json.field("content", reply.content)
      json.field("at", reply.at.text)
      json.fields(reply.delivery)
    }
  }
}
