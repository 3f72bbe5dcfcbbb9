internal import Carrier
internal import HTTP

/// A request to a route, taken apart.
struct ConsoleCall {
  let gateway: Gateway
  let journal: Journal
  let events: EventLog
  let coverage: CoverageBook
  let lint: LintLog
  let info: ServerInfo
  let meter: Meter
  /// Calls that wait for their answers.
  let waits: Int
  let request: HTTPRequest
  let now: Instant
  /// What the path has in the places of the route's parameters.
  let path: [String: String]
  let query: Query

  /// The scenario that the query narrows the call to; nil: all of them.
  ///
  /// - Throws: `Problem` 404 where there is none of that name.
  func scenario() throws -> String? {
    guard let name = query["scenario"] else { return nil }
    try requireScenario(name)
    return name
  }

  func requireScenario(_ name: String) throws {
    let names = try gateway.worldStatuses(of: nil, now: now).map(\.name)
    guard names.contains(name) else {
      let all = names.isEmpty ? "none at all" : names.joined(separator: ", ")
      throw Problem(404, "there is no scenario \(name); there are \(all)")
    }
  }

  /// The scenario that the path names; the query may only name the same.
  ///
  /// - Parameter mustExist: whether it is 404 where there is none of that name.
  func scenarioOfPath(mustExist: Bool = true) throws -> String {
    let name = path["name"] ?? ""
    if let other = query["scenario"], other != name {
      throw Problem(400, "the path names scenario \(name), the query \(other); leave out the query")
    }
    if mustExist { try requireScenario(name) }
    return name
  }
}

/// What a call comes to.
enum CallAnswer {
  case now(HTTPResponse)
  /// The answer comes with a later turn, once this gives it. It is asked at the end of each turn,
  /// before the turn is stored.
  case later((Instant) throws -> HTTPResponse?)
  /// The same for work that is done a slice at a time: another turn follows at once.
  case sliced((Instant) throws -> HTTPResponse?)
  /// The answer comes once enough has happened, or too late.
  case wait(Wait)
  /// The answer goes on for as long as somebody listens.
  case events(EventFeed)
}
