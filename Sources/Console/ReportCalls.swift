internal import Carrier
internal import HTTP

/// The delivery reports: peeking at them, and making one by hand.
enum ReportCalls {
  private struct Body: Decodable {
    var stat: String
    var after: String?
  }

  @Sendable static func list(_ call: ConsoleCall) throws -> CallAnswer {
    let filter = try call.filter(states: DeliveryState.allCases.map(\.rawValue))
    let scan = try call.gateway.reportScan(filter, try call.window(), now: call.now)
    return try .list(scan, call) { json, report in json.fields(report) }
  }

  @Sendable static func post(_ call: ConsoleCall) throws -> HTTPResponse {
    let id = call.path["id"] ?? ""
    let scenario = try call.scenario()
    let body = try JSON.value(Body.self, keys: ["stat", "after"], from: call.request.body)
    guard Gateway.isStat(body.stat) else {
      throw Problem(
        422,
        "stat: \(body.stat) is not a stat such as DELIVRD (1 to 32 printable ASCII "
          + "characters without spaces)")
    }
    let after = try body.after.map { try ClockCalls.span($0, "after") } ?? .zero
    switch try call.gateway.makeReport(
      of: id, in: scenario, stat: body.stat, after: after, now: call.now)
    {
    case .noSuchMessage: throw MessageCalls.missing(id)
    case .gone: throw MessageCalls.gone(id)
    case .refused(let reason):
      throw Problem(409, "message \(id) was refused (\(reason)), so nothing can be reported of it")
    case .made(let report): return .json(status: 201) { $0.fields(report) }
    }
  }
}

extension JSONWriter {
  mutating func fields(_ report: ReportItem) {
    field("id", report.id)
    field("message", report.message)
    field("mid", report.mid.text)
    field("account", report.account)
    field("scenario", report.scenario)
    field("mobile", report.mobile)
    field("stat", report.stat)
    fields(report.delivery)
    field("push", report.delivery.push)
  }

  mutating func fields(_ delivery: Delivery) {
    field("due", delivery.due.text)
    field("state", delivery.state)
    field("taken_at", delivery.takenAt?.text)
    field("taken_by", delivery.takenBy)
  }
}
