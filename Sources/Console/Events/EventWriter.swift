internal import Carrier
internal import HTTP

/// Puts happenings into the words of server-sent events; the documentation's table says which.
struct EventWriter {
  private(set) var bytes: Bytes
  private let run: String

  init(_ bytes: Bytes, run: String) {
    self.bytes = bytes
    self.run = run
  }

  mutating func add(_ event: Bytes) {
    bytes += event
  }

  mutating func write(_ happening: Happening, number: UInt64) {
    bytes += "id: ".utf8
    bytes += run.utf8
    bytes += "-".utf8
    bytes += String(number).utf8
    bytes += "\nevent: ".utf8
    bytes += EventType(happening).rawValue.utf8
    bytes += "\ndata: ".utf8
    bytes += JSONWriter.bytes { json in json.object { $0.fields(happening) } }
    bytes += "\n".utf8
  }
}

extension JSONWriter {
  fileprivate mutating func fields(_ happening: Happening) {
    switch happening {
    case .submitted(let note): fields(note)
    case .reportsTaken(let note): fields(note)
    case .repliesTaken(let note): fields(note)
    case .reportMade(let report, let occasion):
      field("at", occasion.time.text)
      fields(report)
    case .replied(let note): fields(note)
    case .pushed(let note): fields(note)
    case .released(let count): field("total", count)
    case .pushedAgain(let push, let occasion):
      fields(occasion)
      field("id", push)
    case .worldChanged(let note):
      field("scenario", note.scenario)
      field("change", note.change.rawValue)
    case .clockMoved(let note):
      field("scenario", note.scenario)
      field("time", note.time.text)
      field("running", note.isRunning)
    case .accountChanged(let occasion): fields(occasion)
    case .served(let note): fields(note)
    }
  }

  private mutating func fields(_ occasion: Occasion) {
    field("at", occasion.time.text)
    field("scenario", occasion.scenario)
    field("account", occasion.account)
  }

  private mutating func fields(_ note: SubmissionNote) {
    fields(note.occasion)
    field("dialect", note.dialect)
    field("request", note.request)
    field("task", note.task)
    field("extno", note.extno)
    field("media", "\(note.media)")
    field("send_at", note.sendTime.text)
    field("total", note.count)
    field("messages", note.messages(limit: EventLog.mostItems)) { json, message in
      json.object { $0.fields(message) }
    }
  }

  private mutating func fields(_ message: MessageNote) {
    field("id", message.id)
    field("mid", message.mid.text)
    field("mobile", message.mobile)
    field("content", message.content)
    field("segments", message.segments)
    field("price", message.price)
    field("refusal", message.refusal)
    key("report")
    if let report = message.report {
      object { json in
        json.field("stat", report.stat)
        json.field("due", report.due.text)
      }
    } else {
      null()
    }
    field("state", message.state.rawValue)
  }

  private mutating func fields(_ note: ReportsNote) {
    fields(note.occasion)
    field("request", note.request)
    field("total", note.count)
    field("reports", note.items(limit: EventLog.mostItems)) { json, item in
      json.object { json in
        json.field("id", item.row)
        json.field("mid", item.mid.text)
        json.field("mobile", item.mobile)
        json.field("stat", item.stat)
      }
    }
  }

  private mutating func fields(_ note: RepliesNote) {
    fields(note.occasion)
    field("request", note.request)
    field("total", note.count)
    field("replies", note.items(limit: EventLog.mostItems)) { json, item in
      json.object { json in
        json.field("id", item.row)
        json.field("mid", item.mid.text)
        json.field("mobile", item.mobile)
        json.field("content", item.content)
      }
    }
  }

  private mutating func fields(_ note: ReplyNote) {
    fields(note.occasion)
    field("id", note.id)
    field("mid", note.mid.text)
    field("mobile", note.mobile)
    field("extno", note.extno)
    field("content", note.content)
    field("due", note.dueTime.text)
  }

  private mutating func fields(_ note: PushNote) {
    fields(note.occasion)
    field("id", note.id)
    field("url", note.url)
    field("dialect", note.style)
    field("state", note.state.rawValue)
    field("attempt", note.attempt)
    field("status", note.status.map { Int64($0) })
    field("error", note.error)
    field("milliseconds", note.milliseconds)
    field("next_at", note.nextTime?.text)
    field("total", note.count)
    field("items", note.items(limit: EventLog.mostItems)) { json, pushed in
      json.object { $0.fields(pushed.row, pushed.item) }
    }
  }

  private mutating func fields(_ row: Int64, _ item: PushItem) {
    switch item {
    case .report(let report):
      field("kind", "report")
      field("report", row)
      field("mid", report.id.text)
      field("mobile", report.mobile)
      field("stat", report.stat)
    case .reply(let reply):
      field("kind", "reply")
      field("reply", row)
      field("mid", reply.id.text)
      field("mobile", reply.mobile)
      field("content", reply.content)
    }
  }

  mutating func fields(_ note: RequestNote) {
    field("at", note.time?.text)
    field("scenario", note.scenario)
    field("account", note.account)
    field("request", note.request)
    field("dialect", note.dialect)
    field("operation", note.operation?.rawValue)
    switch note.outcome {
    case .carriedOut: field("outcome", "ok")
    case .refused(let condition): field("outcome", condition.rawValue)
    case .notCarriedOut: field("outcome", String?.none)
    }
  }
}
