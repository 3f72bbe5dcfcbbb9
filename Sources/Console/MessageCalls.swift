internal import Carrier
private import Foundation
internal import HTTP

/// What was submitted, and what became of it.
enum MessageCalls {
  @Sendable static func list(_ call: ConsoleCall) throws -> CallAnswer {
    let filter = try call.filter(states: MessageState.allCases.map(\.rawValue))
    let scan = try call.gateway.messageScan(filter, try call.window(), now: call.now)
    return try .list(scan, call) { json, message in json.fields(message) }
  }

  @Sendable static func get(_ call: ConsoleCall) throws -> HTTPResponse {
    let id = call.path["id"] ?? ""
    switch try call.gateway.message(id, in: try call.scenario(), now: call.now) {
    case .missing: throw missing(id)
    case .gone: throw gone(id)
    case .found(let message):
      let explanation = try call.gateway.explain(message, now: call.now)
      return .json { json in
        json.fields(message)
        json.key("explain")
        guard let explanation else { return json.null() }
        json.object {
          $0.fields(explanation, isRequestKept: call.journal.isKept(message.request))
        }
      }
    }
  }

  static func missing(_ id: String) -> Problem {
    Problem(
      404,
      "there is no message \(id); an id is a number, or the sixteen hexadecimal digits of a "
        + "mid, and GET /__mock/v1/messages lists them")
  }

  static func gone(_ id: String) -> Problem {
    Problem(
      410,
      "message \(id) was there and has gone, by --max-messages or with its world's start or "
        + "end")
  }
}

extension JSONWriter {
  mutating func fields(_ message: MessageItem) {
    field("id", message.id)
    field("mid", message.mid.text)
    field("task", message.task)
    field("account", message.account)
    field("scenario", message.scenario)
    field("dialect", message.dialect)
    field("mobile", message.mobile)
    field("content", message.content)
    field("extno", message.extno)
    field("segments", message.segments)
    field("price", message.price)
    field("at", message.at.text)
    field("submitted_at", message.submittedAt.text)
    field("refusal", message.refusal)
    key("report")
    if let report = message.report {
      object { json in
        json.field("stat", report.stat)
        json.field("due", report.due.text)
        json.field("state", report.state)
      }
    } else {
      null()
    }
    field("state", message.state)
    field("lost_answer", message.twins.lostAnswer?.text)
    field("resent_as", message.twins.resentAs)
    field("resend_of", message.twins.resendOf)
    field("same_as", message.twins.sameAs)
  }

  fileprivate mutating func fields(_ message: MessageDetail) {
    fields(message.item)
    field("request", message.request)
    field("media", "\(message.media)")
    field("reports", message.reports) { json, report in json.object { $0.fields(report) } }
    guard message.media == .mms else { return }
    field("frames", message.frames) { json, frame in
      json.object { json in
        json.field("seconds", frame.seconds)
        json.field("parts", frame.parts) { json, part in
          json.object { json in
            json.field("type", part.type)
            json.field("data", Data(part.data).base64EncodedString())
          }
        }
      }
    }
  }
}
