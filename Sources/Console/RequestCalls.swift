internal import Carrier
private import Foundation
internal import HTTP

/// The journal: what clients sent, byte for byte, and what they were answered.
enum RequestCalls {
  @Sendable static func list(_ call: ConsoleCall) throws -> HTTPResponse {
    let filter = try JournalFilter(call)
    let window = try call.window()
    let journal = call.journal
    var items: [JournalRecord] = []
    var hasMore = false
    var total = 0
    journal.forEach(before: window.total == nil ? nil : window.before) { head in
      if let since = filter.since, head.number <= since { return false }
      guard filter.holds(for: head, journal.terms) else { return true }
      total += 1
      if items.count < window.limit, case .found(let record) = journal.record(head.number) {
        items.append(record)
      } else {
        hasMore = true
      }
      return window.total == nil || !hasMore
    }
    let listing = Listing(
      items: items, total: window.total ?? total, next: hasMore ? items.last?.head.number : nil)
    return .list(listing) { json, record in json.fields(record, journal.terms) }
  }

  @Sendable static func get(_ call: ConsoleCall) throws -> HTTPResponse {
    let text = call.path["number"] ?? ""
    let scenario = try call.scenario()
    let missing = Problem(
      404,
      "there is no request \(text); a request's number is in every message it made, and GET "
        + "/__mock/v1/requests lists them")
    guard let number = Int64(text) else { throw missing }
    switch call.journal.record(number) {
    case .missing: throw missing
    case .gone:
      throw Problem(
        410,
        "request \(number) was there and has gone from the journal, which keeps the newest, and "
          + "none over a restart")
    case .found(let record):
      guard scenario == nil || record.head.decision?.scenario == scenario else { throw missing }
      let messages = try record.head.kept.map {
        try call.gateway.messages(after: $0.rows.after, last: $0.rows.last, limit: 1000)
      }
      let findings = call.lint.findings(ofRequest: number)
      return .json { json in
        json.fields(record, call.journal.terms)
        json.details(of: record, messages ?? [])
        json.field("findings", findings) { json, finding in json.object { $0.fields(finding) } }
      }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func fields(_ record: JournalRecord, _ terms: Journal.Terms) {
    let head = record.head
    let decision = head.decision
    field("number", head.number)
    field("received_at", head.received.isoText)
    field("at", decision?.time.text)
    field("account", head.account)
    field("scenario", decision?.scenario)
    field("dialect", head.dialect.name)
    field("operation", head.operation?.rawValue)
    field("method", record.request.method)
    field("path", record.request.target.path)
    field("peer", record.request.peer.text)
    key("outcome")
    object { json in
      let terms = head.terms(terms)
      json.field("condition", head.outcome)
      json.field("code", terms?.code)
      json.field("text", terms?.text)
      json.field("summary", head.summary)
    }
    field("fault", decision?.fault?.text)
    field("status", record.status)
    field("fate", head.fate.text)
    field("microseconds", head.microseconds)
  }

  fileprivate mutating func details(of record: JournalRecord, _ messages: [Int64]) {
    let form = Form(record.request, charset: record.head.charset)
    key("parameters")
    object { json in
      json.field("charset", record.head.charset == .gbk ? "gbk" : "utf-8")
      json.field("items", form.parameters) { json, parameter in
        json.object { json in
          json.field("in", parameter.place.rawValue)
          json.field("name", parameter.name)
          json.field("value", parameter.value)
          json.field("damaged", parameter.isDamaged)
        }
      }
    }
    key("request")
    object { $0.fields(raw: RawMessage.bytes(of: record.request)) }
    key("answer")
    if let answer = record.answer, record.head.fate != .failed {
      object { json in
        json.field("sent", record.head.extent.rawValue)
        json.fields(raw: RawMessage.bytes(of: answer, .whole))
      }
    } else {
      null()
    }
    field("messages", messages) { json, id in json.value(id) }
    key("explain")
    if let decision = record.head.kept {
      let explanation = Gateway.explain(decision.trace, decision.outcome)
      object { $0.fields(explanation) }
    } else {
      null()
    }
  }

  private mutating func fields(raw bytes: Bytes) {
    field("text", RawMessage.text(of: bytes))
    field("base64", Data(bytes).base64EncodedString())
  }
}

extension JournalHead {
  /// What was decided of it; nil where the store failed and nothing of that was kept.
  fileprivate var kept: Decided? { fate == .failed ? nil : decision }

  fileprivate var summary: String {
    guard let decision = kept else {
      return "the store failed; nothing of the request was kept"
    }
    return decision.outcome?.summary ?? "not carried out"
  }

  /// From when it had come until the answer left; nil: it did not.
  fileprivate var microseconds: Int64? {
    guard case .left(let nanoseconds) = fate else { return nil }
    return nanoseconds / 1000
  }

}

extension JournalRecord {
  /// Of the answer that went out; nil: none did.
  fileprivate var status: Int64? {
    if head.fate == .failed { return 503 }
    guard head.extent != .none else { return nil }
    return answer.map { Int64($0.status) }
  }
}

extension JournalHead.Fate {
  fileprivate var text: String {
    switch self {
    case .held: "held"
    case .left: "left"
    case .abandoned: "abandoned"
    case .failed: "failed"
    }
  }
}

extension Instant {
  /// In UTC (ISO 8601).
  fileprivate var isoText: String {
    let thousandths = ((milliseconds % 1000) + 1000) % 1000
    let digits = String(1000 + thousandths).dropFirst()
    return LocalTime(utc: self).text.replacing(" ", with: "T") + ".\(digits)Z"
  }
}

extension PeerAddress {
  fileprivate var text: String {
    switch self {
    case .v4(let bits): CallerAddress(v4: bits).text
    case .v6(let high, let low): CallerAddress(v6High: high, low: low).text
    }
  }
}
