internal import HTTP

/// `livez`, `readyz` and `info`: whether the server works, and what it is.
enum HealthCalls {
  @Sendable static func livez(_ call: ConsoleCall) -> HTTPResponse {
    .text(200, "ok\n")
  }

  /// Where the last turn could not be stored, this turn's commit is the proof that the next one
  /// can: should it fail, the answer becomes a 503 with all the others of the turn.
  @Sendable static func readyz(_ call: ConsoleCall) throws -> HTTPResponse {
    if call.gateway.isFailing { try call.gateway.touchStore(now: call.now) }
    return .text(200, "ok\n")
  }

  @Sendable static func info(_ call: ConsoleCall) throws -> HTTPResponse {
    let worlds = try call.gateway.worldStatuses(of: try call.scenario(), now: call.now)
    let info = call.info
    return .json { json in
      json.field("version", info.version)
      json.field("gateway", info.gateway)
      json.field("control", info.control)
      json.field("scenarios", worlds.map(\.name))
      json.field("libevent", info.libevent)
      json.field("sqlite", info.sqlite)
    }
  }
}
