internal import Carrier
internal import HTTP

/// The worlds' clocks: how they stand, and moving them.
enum ClockCalls {
  private struct Body: Decodable {
    var advance: String?
    var set: String?
    var until: String?
    var run: Bool?
  }

  @Sendable static func list(_ call: ConsoleCall) throws -> HTTPResponse {
    let worlds = try call.gateway.worldStatuses(of: try call.scenario(), now: call.now)
    return .list(try ListCalls.part(of: worlds, for: call)) { json, world in
      json.field("scenario", world.name)
      json.field("time", world.time.text)
      json.field("running", world.isRunning)
    }
  }

  @Sendable static func move(_ call: ConsoleCall) throws -> CallAnswer {
    let scenario = try call.scenario()
    let body = try JSON.value(
      Body.self, keys: ["advance", "set", "until", "run"], from: call.request.body)
    guard [body.advance, body.set, body.until].count(where: { $0 != nil }) <= 1 else {
      throw Problem(422, "advance, set and until exclude each other; send one of them")
    }
    if let until = body.until {
      guard until == "idle" else { throw Problem(422, "until: \(until) is not idle") }
      return try moveUntilIdle(scenario, run: body.run, call)
    }
    var moves: [ClockMove] = []
    if let advance = body.advance { moves.append(.advance(try span(advance, "advance"))) }
    if let set = body.set {
      guard let time = LocalTime(set) else {
        throw Problem(422, "set: \(set) is not an existing time such as 2017-04-12 01:38:21")
      }
      moves.append(.set(time))
    }
    if let run = body.run { moves.append(.run(run)) }
    guard !moves.isEmpty else {
      throw Problem(422, "send what to do: advance, set, until or run")
    }
    guard try !call.gateway.isTooFar(moves, of: scenario, now: call.now) else {
      throw Problem(422, "a clock goes no further than \(Gateway.latestClock.text)")
    }
    return .now(answer(try call.gateway.moveClocks(of: scenario, moves, now: call.now)))
  }

  static func span(_ text: String, _ field: String) throws -> TimeSpan {
    guard let span = TimeSpan(text) else {
      throw Problem(
        422,
        "\(field): \(text) is not a length of time such as 0s, 1500ms, 5m or 72h, of ten "
          + "years at most")
    }
    return span
  }

  /// Answers at once where nothing is pushed on the way.
  private static func moveUntilIdle(
    _ scenario: String?, run: Bool?, _ call: ConsoleCall
  ) throws -> CallAnswer {
    let gateway = call.gateway
    var idleRun = try gateway.startIdleRun(of: scenario, now: call.now)
    let look = { (now: Instant) throws -> HTTPResponse? in
      guard var clocks = try gateway.carryOn(&idleRun, now: now) else { return nil }
      if let run {
        for index in clocks.indices {
          let moved = try gateway.moveClocks(of: clocks[index].scenario, [.run(run)], now: now)
          clocks[index].isRunning = moved.first?.isRunning ?? run
        }
      }
      return answer(clocks)
    }
    if let response = try look(call.now) { return .now(response) }
    return .later { now in
      // What the clocks were moved in a turn that was not stored has been taken back.
      guard !gateway.isFailing else {
        throw Problem(503, "the store failed while the clocks moved; look at them and ask again")
      }
      return try look(now)
    }
  }

  private static func answer(_ clocks: [ClockReport]) -> HTTPResponse {
    .json { json in
      json.field("scenarios", clocks) { json, clock in
        json.object { json in
          json.field("scenario", clock.scenario)
          json.field("time", clock.time.text)
          json.field("running", clock.isRunning)
          json.field("fired", clock.fired) { json, event in json.object { $0.fields(event) } }
          json.field("fired_total", clock.firedCount)
        }
      }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func fields(_ event: FiredEvent) {
    field("kind", event.kind.rawValue)
    field("at", event.time.text)
    field("account", event.account)
    switch event.kind {
    case .report:
      field("message", event.id)
      field("mobile", event.mobile)
      field("stat", event.stat)
    case .reply:
      field("reply", event.id)
      field("mobile", event.mobile)
    case .send: field("submission", event.id)
    case .push: field("push", event.id)
    }
  }
}
