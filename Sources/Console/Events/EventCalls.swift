internal import Carrier
internal import HTTP

/// `GET /events`: listening to what happens.
enum EventCalls {
  static let parameters = [
    Parameter("type", "the types to be told, commas between several; left out: all"),
    Parameter(
      "last_event_id",
      "the id behind which to go on, as the header `Last-Event-ID`; 0: the oldest there is"),
    Parameter(
      "per_second", "at most so many events a second; more at once are told as one `gap`",
      .integer(Pace.limits)),
  ]

  @Sendable static func listen(_ call: ConsoleCall) throws -> CallAnswer {
    let filter = EventFilter(scenario: try call.scenario(), types: try types(call.query["type"]))
    let pace = try pace(call.query["per_second"])
    // Who would rather miss events than hear too many has nothing kept for it.
    if pace == nil { call.events.noteListener() }
    return .events(EventFeed(call.events, filter, from: start(call), pace: pace))
  }

  static let head = HTTPResponse(
    contentType: "text/event-stream; charset=utf-8",
    headers: [.init("Cache-Control", "no-store"), .init("X-Accel-Buffering", "no")])

  private static func types(_ text: String?) throws -> Set<EventType>? {
    guard let text else { return nil }
    return try Set(
      text.split(separator: ",").map { name in
        guard let type = EventType(rawValue: String(name)) else {
          let all = EventType.allCases.map(\.rawValue).joined(separator: ", ")
          throw Problem(400, "type: \(name) is none; there are \(all), and commas between several")
        }
        return type
      })
  }

  private static func pace(_ text: String?) throws -> Pace? {
    guard let text else { return nil }
    let limits = Pace.limits
    guard let most = Int(text), limits.contains(Int64(most)) else {
      throw Problem(
        400,
        "per_second: \(text) is not a whole number from \(limits.lowerBound) to \(limits.upperBound)"
      )
    }
    return Pace(most: most)
  }

  /// A browser says where it was by the header; the parameter is for the first time.
  private static func start(_ call: ConsoleCall) -> EventFeed.Start {
    let header = call.request.headers.first("Last-Event-ID").map { Bytes($0).utf8Text }
    guard let id = header ?? call.query["last_event_id"], !id.isEmpty else { return .now }
    if id == "0" { return .oldest }
    let parts = id.split(separator: "-")
    guard parts.count == 2, parts[0] == call.events.run, let number = UInt64(parts[1]) else {
      return .lost
    }
    return .after(number)
  }
}
