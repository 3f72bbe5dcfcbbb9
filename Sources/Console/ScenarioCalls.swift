internal import Carrier
internal import HTTP

/// The scenarios at work: what they are, loading others, and taking them back to their start.
enum ScenarioCalls {
  @Sendable static func list(_ call: ConsoleCall) throws -> HTTPResponse {
    let worlds = try call.gateway.worldStatuses(of: try call.scenario(), now: call.now)
    return .list(try ListCalls.part(of: worlds, for: call)) { json, world in json.fields(world) }
  }

  @Sendable static func get(_ call: ConsoleCall) throws -> HTTPResponse {
    let world = try status(of: call.scenarioOfPath(), call)
    if try wantsYAML(call) {
      return HTTPResponse(
        contentType: "application/yaml; charset=utf-8", headers: [.init("Vary", "Accept")],
        body: world.source)
    }
    var answer = HTTPResponse.json { json in
      json.fields(world)
      json.field("source", world.source.utf8Text)
    }
    answer.headers.append(.init("Vary", "Accept"))
    return answer
  }

  @Sendable static func put(_ call: ConsoleCall) throws -> HTTPResponse {
    let name = try call.scenarioOfPath(mustExist: false)
    let reading = call.gateway.readScenario(call.request.body)
    guard let scenario = reading.scenario else {
      throw Problem(
        422, "the scenario has mistakes; nothing was loaded", problems: reading.problems)
    }
    guard scenario.name == name else {
      throw Problem(
        422,
        "the scenario's name is \(scenario.name); put it to /__mock/v1/scenarios/"
          + "\(scenario.name), or name it \(name)", problems: reading.problems)
    }
    let status: Int
    switch try call.gateway.load(scenario, now: call.now) {
    case .made: status = 201
    case .replaced: status = 200
    case .conflict(let account, let other):
      throw Problem(
        409,
        "account \(account) is scenario \(other)'s; an account chooses its scenario, so "
          + "rename it, or delete \(other)")
    }
    let world = try self.status(of: name, call)
    return .json(status: status) { json in
      json.fields(world)
      json.field("problems", reading.problems)
    }
  }

  @Sendable static func delete(_ call: ConsoleCall) throws -> HTTPResponse {
    let name = try call.scenarioOfPath(mustExist: false)
    // One that sleeps in the database may go as well.
    if try !call.gateway.hasWorld(named: name, now: call.now) { try call.requireScenario(name) }
    try call.gateway.removeWorld(named: name, now: call.now)
    return HTTPResponse(status: 204)
  }

  @Sendable static func reset(_ call: ConsoleCall) throws -> HTTPResponse {
    let name = try call.scenarioOfPath()
    try call.gateway.reset(name, now: call.now)
    let world = try status(of: name, call)
    return .json { $0.fields(world) }
  }

  @Sendable static func resetAll(_ call: ConsoleCall) throws -> HTTPResponse {
    let name = try call.scenario()
    try call.gateway.reset(name, now: call.now)
    let worlds = try call.gateway.worldStatuses(of: name, now: call.now)
    return .json { json in
      json.field("scenarios", worlds) { json, world in json.object { $0.fields(world) } }
    }
  }

  @Sendable static func check(_ call: ConsoleCall) throws -> HTTPResponse {
    _ = try call.scenario()
    let reading = call.gateway.readScenario(call.request.body)
    return .json { $0.field("problems", reading.problems) }
  }

  private static func status(of name: String, _ call: ConsoleCall) throws -> WorldStatus {
    guard let world = try call.gateway.worldStatuses(of: name, now: call.now).first else {
      throw Problem(404, "there is no scenario \(name)")
    }
    return world
  }

  private static func wantsYAML(_ call: ConsoleCall) throws -> Bool {
    switch call.query["format"] {
    case "yaml": return true
    case "json": return false
    case let format?: throw Problem(400, "format: \(format) is neither yaml nor json")
    case nil:
      let accept = call.request.headers.first("Accept").map { Bytes($0).utf8Text } ?? ""
      return accept.lowercased().split(separator: ",").contains { range in
        range.prefix { $0 != ";" }.filter { $0 != " " } == "application/yaml"
      }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func fields(_ world: WorldStatus) {
    field("name", world.name)
    field("description", world.description)
    field("timezone", world.timezone)
    key("seed")
    value(world.seed)
    key("clock")
    object { json in
      json.field("time", world.time.text)
      json.field("running", world.isRunning)
    }
    field("accounts", world.accounts)
    field("rules", world.rules) { json, rule in
      json.object { json in
        json.field("name", rule.name)
        json.field("line", rule.line)
        json.field("matches", rule.matches)
      }
    }
  }
}
