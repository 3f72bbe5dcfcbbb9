internal import Carrier
internal import HTTP

/// `/__mock/metrics`: what the server counts, for Prometheus.
enum MetricsCalls {
  /// The scenarios that have queues of their own here; those of all others are added up, so that
  /// loading scenarios for ever does not make series for ever.
  private static let mostScenarios = 100
  /// No scenario can have this name.
  private static let otherScenarios = "_others"

  @Sendable static func get(_ call: ConsoleCall) throws -> HTTPResponse {
    var text = MetricText()
    writeRequests(call.meter, &text)
    writePushes(call.gateway.pushTally, &text)
    try writeStore(call, &text)
    writeServer(call, &text)
    return HTTPResponse(
      contentType: "text/plain; version=0.0.4; charset=utf-8", body: text.bytes)
  }

  private static func writeRequests(_ meter: Meter, _ text: inout MetricText) {
    let names = meter.dialects.map(\.policy.name)
    text.family(
      "fakecarrier_requests_total", .counter,
      "Requests of clients by dialect, operation and outcome; code is what a refused request is "
        + "answered in the dialect."
    ) { family in
      for (dialect, operation, result, count) in meter.requests.entries {
        family.sample(
          [
            ("dialect", names[dialect]), ("operation", operation?.rawValue ?? "unknown"),
            ("outcome", result.label), ("code", result.code(in: meter.dialects[dialect])),
          ], count)
      }
    }
    text.family(
      "fakecarrier_message_results_total", .counter,
      "Numbers that texts were sent to, by dialect and result."
    ) { family in
      for (name, messages) in zip(names, meter.messages) {
        family.sample([("dialect", name), ("result", "accepted")], messages.accepted)
        family.sample([("dialect", name), ("result", "refused")], messages.refused)
      }
    }
    text.family(
      "fakecarrier_request_duration_seconds", .histogram,
      "From a whole request to its stored answer; what rules let answers wait is not in it."
    ) { family in
      for (name, histogram) in zip(names, meter.latencies) {
        family.sample([("dialect", name)], histogram)
      }
    }
    text.family(
      "fakecarrier_turn_duration_seconds", .histogram,
      "Turns of the loop that had something to store: from their first request to their last answer."
    ) { $0.sample([], meter.turns) }
  }

  private static func writePushes(_ tally: PushTally, _ text: inout MetricText) {
    text.family(
      "fakecarrier_push_attempts_total", .counter,
      "Attempts to push, by what the receiver made of them."
    ) { family in
      family.sample([("result", "acknowledged")], tally.acknowledged)
      family.sample([("result", "refused")], tally.refused)
      family.sample([("result", "unanswered")], tally.unanswered)
    }
    text.family(
      "fakecarrier_push_retries_total", .counter, "Attempts of a push after its first.",
      tally.retried)
    text.family(
      "fakecarrier_pushes_given_up_total", .counter, "Pushes given up, each time.",
      tally.givenUp)
  }

  private static func writeStore(_ call: ConsoleCall, _ text: inout MetricText) throws {
    let depths = try call.gateway.queueDepths(now: call.now)
    text.family(
      "fakecarrier_queue_depth", .gauge,
      "What waits: reports and replies for a pull or a push, pushes for another attempt; pending is "
        + "not due yet by the scenario's clock."
    ) { family in
      for (scenario, depths) in bounded(depths) {
        for (depth, queue) in zip(depths, QueueDepth.Queue.allCases) {
          let labels = [("scenario", scenario), ("queue", queue.rawValue)]
          family.sample(labels + [("state", "pending")], depth.pending)
          family.sample(labels + [("state", "due")], depth.due)
        }
      }
    }
    let size = try call.gateway.storeSize(now: call.now)
    text.family(
      "fakecarrier_messages_stored", .gauge, "Messages in the database.", size.messages)
    text.family(
      "fakecarrier_database_size_bytes", .gauge,
      "The size of the database, in memory or in its file.",
      size.bytes)
  }

  private static func writeServer(_ call: ConsoleCall, _ text: inout MetricText) {
    text.family(
      "fakecarrier_open_connections", .gauge, "Connections of clients that are open.",
      call.meter.openConnections())
    text.family(
      "fakecarrier_waits_open", .gauge, "Calls of the control API that wait for their answers.",
      call.waits)
    text.family("fakecarrier_build_info", .gauge, "What is running; always 1.") { family in
      family.sample(
        [
          ("version", call.info.version), ("libevent", call.info.libevent),
          ("sqlite", call.info.sqlite),
        ], 1)
    }
    let start = call.meter.startedAt.milliseconds
    text.family("process_start_time_seconds", .gauge, "When the process started, since 1970.") {
      $0.sample([], MetricText.seconds(start * 1_000_000))
    }
  }

  private static func bounded(
    _ depths: [ScenarioQueues]
  ) -> [(scenario: String, depths: [QueueDepth])] {
    let own = depths.prefix(mostScenarios).map { ($0.scenario, $0.depths) }
    let others = depths.dropFirst(mostScenarios)
    guard let first = others.first else { return own }
    let sum = others.dropFirst().reduce(first.depths) { zip($0, $1.depths).map(+) }
    return own + [(otherScenarios, sum)]
  }
}

extension RequestTally.Result {
  fileprivate var label: String {
    switch self {
    case .ok: "ok"
    case .refused(let condition): condition.rawValue
    case .scripted: "scripted"
    case .notCarriedOut: "not_carried_out"
    case .notStored: "not_stored"
    }
  }

  /// Empty, which is as if it were not there, where the dialect does not decide it.
  fileprivate func code(in dialect: Meter.Dialect) -> String {
    switch self {
    case .ok: dialect.goodCode
    case .refused(let condition): dialect.code(condition)
    case .scripted, .notCarriedOut, .notStored: ""
    }
  }
}
