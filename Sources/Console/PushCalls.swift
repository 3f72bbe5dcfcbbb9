internal import Carrier
internal import HTTP

/// The pushes to clients: what became of each attempt, and letting go those that a rule holds.
enum PushCalls {
  private struct Body: Decodable {
    var account: String?
  }

  @Sendable static func list(_ call: ConsoleCall) throws -> HTTPResponse {
    let part = try part(try filter(call), try call.window(), of: call.gateway, now: call.now)
    return .list(part) { json, push in json.fields(push) }
  }

  static func part(
    _ filter: PushFilter, _ window: ListWindow, of gateway: Gateway, now: Instant
  ) throws -> Listing<PushRecord> {
    // One more, to see whether there is a further part.
    let (found, total) = try gateway.pushes(
      filter, before: window.before, limit: window.limit + 1, now: now)
    let items = Array(found.prefix(window.limit))
    return Listing(
      items: items, total: window.total ?? total,
      next: found.count > items.count ? items.last?.id : nil)
  }

  @Sendable static func release(_ call: ConsoleCall) throws -> HTTPResponse {
    let scenario = try call.scenario()
    let body = call.request.body.isEmpty ? Bytes("{}") : call.request.body
    let account = try JSON.value(Body.self, keys: ["account"], from: body).account
    if let account { _ = try AccountCalls.status(of: account, in: scenario, call) }
    let count = try call.gateway.releasePushes(
      scenario: scenario, account: account, now: call.now)
    return .json { $0.field("released", count) }
  }

  @Sendable static func get(_ call: ConsoleCall) throws -> HTTPResponse {
    let key = call.path["id"] ?? ""
    let scenario = try call.scenario()
    guard let id = Int64(key),
      let push = try call.gateway.push(id, in: scenario, now: call.now)
    else { throw missing(key) }
    return .json { $0.fields(push) }
  }

  @Sendable static func again(_ call: ConsoleCall) throws -> HTTPResponse {
    let key = call.path["id"] ?? ""
    let scenario = try call.scenario()
    guard let id = Int64(key) else { throw missing(key) }
    switch try call.gateway.pushAgain(id, in: scenario, now: call.now) {
    case .waits(let push): return .json { $0.fields(push) }
    case .noSuchPush: throw missing(key)
    case .underWay:
      throw Problem(409, "push \(id) is on its way right now")
    case .empty:
      throw Problem(410, "what push \(id) brought has gone with the oldest messages")
    }
  }

  private static func missing(_ key: String) -> Problem {
    Problem(404, "there is no push \(key); see GET /__mock/v1/pushes")
  }

  /// The list's own filters in the words of a push, whose dialect is the one it is pushed in.
  private static func filter(_ call: ConsoleCall) throws -> PushFilter {
    let states = PushRecord.State.allCases.map(\.rawValue)
    let common = try call.filter(states: states)
    var filter = PushFilter()
    filter.scenario = common.scenario
    filter.account = common.account
    filter.style = common.dialect
    filter.mobile = common.mobile
    filter.content = common.content
    filter.state = common.state.flatMap { PushRecord.State(rawValue: $0) }
    return filter
  }
}

extension JSONWriter {
  mutating func fields(_ push: PushRecord) {
    field("id", push.id)
    field("account", push.account)
    field("scenario", push.scenario)
    field("url", push.url)
    field("dialect", push.style)
    field("state", push.state.rawValue)
    field("next_at", push.nextAt?.text)
    field("items", push.items) { json, item in json.object { $0.fields(item) } }
    field("attempts", push.attempts) { json, attempt in json.object { $0.fields(attempt) } }
  }

  private mutating func fields(_ item: PushRecord.Item) {
    switch item.content {
    case .report(let stat):
      field("kind", "report")
      field("report", item.row)
      field("mid", item.id.text)
      field("mobile", item.mobile)
      field("stat", stat)
    case .reply(let content):
      field("kind", "reply")
      field("reply", item.row)
      field("mid", item.id.text)
      field("mobile", item.mobile)
      field("content", content)
    }
  }

  mutating func fields(_ attempt: PushRecord.Attempt) {
    field("at", attempt.time.text)
    field("milliseconds", attempt.milliseconds)
    field("status", attempt.status.map { Int64($0) })
    field("answer", attempt.status.map { _ in attempt.answer.utf8Text })
    field("error", attempt.error)
  }
}
