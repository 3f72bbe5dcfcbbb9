import Carrier
import Foundation
import Testing

@testable import Console

@Suite struct MetricsTests {
  private func metrics(_ server: LiveServer) throws -> MetricSamples {
    try MetricSamples(server.get("/__mock/metrics"))
  }

  @Test func everyFamilyIsThereBeforeAnythingHappens() throws {
    let metrics = try metrics(LiveServer())
    #expect(
      metrics.kinds.keys.sorted() == [
        "fakecarrier_build_info", "fakecarrier_database_size_bytes",
        "fakecarrier_message_results_total", "fakecarrier_messages_stored",
        "fakecarrier_open_connections", "fakecarrier_push_attempts_total",
        "fakecarrier_push_retries_total", "fakecarrier_pushes_given_up_total",
        "fakecarrier_queue_depth", "fakecarrier_request_duration_seconds",
        "fakecarrier_requests_total", "fakecarrier_turn_duration_seconds",
        "fakecarrier_waits_open", "process_start_time_seconds",
      ])
    #expect(metrics.value("fakecarrier_build_info") == 1)
    #expect(metrics.value("process_start_time_seconds") == 1_491_932_301)
    #expect(metrics.value("fakecarrier_open_connections").map { $0 >= 1 } == true)
    let size = try #require(metrics.value("fakecarrier_database_size_bytes"))
    #expect(size >= 4096)
    for (name, kind) in metrics.kinds { #expect((kind == "counter") == name.hasSuffix("_total")) }
  }

  @Test func requestsAreCountedByDialectOperationAndOutcome() throws {
    let server = try LiveServer([
      """
      name: counted
      accounts: [{account: "922011", password: "123456", balance: 3}]
      rules:
        - {when: {mobile: "1990*"}, then: {reject: {code: 104}}}
        - {when: {mobile: "1991*"}, then: {reject: too_fast}}
        - {when: {mobile: "1992*"}, then: {fault: drop}}
      """
    ])
    _ = try server.send("a", to: "13800138000,13800138001,1,13800138002,13800138003")
    for mobile in ["19900000000", "19910000000", "19910000001"] {
      _ = try server.send("a", to: mobile)
    }
    _ = try WireClient(port: server.port).ending(
      "GET /sms?action=send&account=922011&password=123456&mobile=19920000000&content=a HTTP/1.1\r\n"
        + "Host: a\r\n\r\n")
    _ = try server.get("/sms?action=dance&account=922011&password=123456")
    let metrics = try metrics(server)
    func count(_ operation: String, _ outcome: String) -> Double? {
      metrics.value(
        "fakecarrier_requests_total",
        ["dialect": "smgw", "operation": operation, "outcome": outcome])
    }
    #expect(count("send", "ok") == 1)
    #expect(count("send", "too_fast") == 2)
    #expect(count("send", "scripted") == 1)
    #expect(count("send", "not_carried_out") == 1)
    #expect(metrics.samples.count { $0.labels["operation"] == "unknown" } == 1)
    let fast = metrics.samples.first { $0.labels["outcome"] == "too_fast" }
    #expect(fast?.labels["code"] == "21")
    #expect(metrics.samples.first { $0.labels["outcome"] == "ok" }?.labels["code"] == "0")
    let sent = ["dialect": "smgw", "result": "accepted"]
    #expect(metrics.value("fakecarrier_message_results_total", sent) == 3)
    #expect(
      metrics.value(
        "fakecarrier_message_results_total", ["dialect": "smgw", "result": "refused"]) == 2)
    #expect(metrics.value("fakecarrier_messages_stored") == 5)
    let latency = ["dialect": "smgw"]
    #expect(metrics.value("fakecarrier_request_duration_seconds_count", latency) == 6)
    let turns = try #require(metrics.value("fakecarrier_turn_duration_seconds_count"))
    #expect(turns >= 6)
  }

  @Test func queuesAreShownByScenario() throws {
    let server = try LiveServer([
      """
      name: one
      clock: {start: "2017-04-12 01:38:21", run: false}
      report: {stat: DELIVRD, after: 10s}
      accounts: [{account: "922011", password: "123456"}]
      """,
      "{name: two, accounts: [{account: b, password: \"123456\"}]}",
    ])
    _ = try server.send("a", to: "13800138000,13800138001")
    _ = try server.request(
      "POST", "/__mock/v1/replies",
      body: "{\"account\":\"b\",\"mobile\":\"13800138000\",\"content\":\"a\",\"after\":\"0s\"}")
    func depth(_ scenario: String, _ queue: String, _ state: String) throws -> Double? {
      try metrics(server).value(
        "fakecarrier_queue_depth", ["scenario": scenario, "queue": queue, "state": state])
    }
    #expect(try depth("one", "reports", "pending") == 2)
    #expect(try depth("one", "reports", "due") == 0)
    #expect(try depth("two", "replies", "due") == 1)
    _ = try server.request("POST", "/__mock/v1/clock", body: "{\"advance\":\"10s\"}")
    #expect(try depth("one", "reports", "pending") == 0)
    #expect(try depth("one", "reports", "due") == 2)
    _ = try server.reports()
    #expect(try depth("one", "reports", "due") == 0)
  }

  @Test func pushesAreCountedByTheirEnd() throws {
    let receiver = try PushReceiver { _, place in place == 0 ? .status(500, "no") : .ok }
    let server = try LiveServer([
      """
      name: pushed
      clock: {start: "2017-04-12 01:38:21", run: false}
      report: {stat: DELIVRD, after: 0s}
      accounts:
        - {account: "922011", password: "123456", push: {report: "http://127.0.0.1:\(receiver.port)/report", style: smgw, retry: [5s]}}
      """
    ])
    _ = try server.send("a", to: "13800138000")
    try server.waitUntil("/__mock/metrics", holds: "push_attempts_total{result=\"refused\"} 1")
    let waiting = ["queue": "retries", "state": "pending"]
    #expect(try metrics(server).value("fakecarrier_queue_depth", waiting) == 1)
    _ = try server.request("POST", "/__mock/v1/clock", body: "{\"advance\":\"5s\"}")
    try server.waitUntil("/__mock/metrics", holds: "push_attempts_total{result=\"acknowledged\"} 1")
    let metrics = try metrics(server)
    #expect(metrics.value("fakecarrier_push_retries_total") == 1)
    #expect(metrics.value("fakecarrier_pushes_given_up_total") == 0)
    #expect(metrics.value("fakecarrier_queue_depth", waiting) == 0)
  }

  @Test func scenariosBeyondAHundredAreAddedUp() throws {
    let server = try LiveServer(
      (0..<103).map { "{name: s\($0), accounts: [{account: a\($0), password: \"123456\"}]}" })
    for index in 100..<103 {
      _ = try server.request(
        "POST", "/__mock/v1/replies",
        body: """
          {"account":"a\(index)","mobile":"13800138000","content":"a","after":"0s"}
          """)
    }
    let metrics = try metrics(server)
    let scenarios = Set(metrics.samples.compactMap { $0.labels["scenario"] })
    #expect(scenarios.count == 101)
    #expect(!scenarios.contains("s100"))
    let others = ["scenario": "_others", "queue": "replies", "state": "due"]
    #expect(metrics.value("fakecarrier_queue_depth", others) == 3)
  }

  @Test func theTokenIsAskedFor() throws {
    let server = try LiveServer { $0.token = .fixed("secret") }
    #expect(try server.get("/__mock/metrics").contains("\"status\":401"))
    #expect(try server.get("/__mock//%6detrics").contains("\"status\":401"))
  }

  @Test func labelsAndHelpAreEscaped() throws {
    var text = MetricText()
    text.family("a_total", .counter, "one\\two\nthree \"four\"") { family in
      family.sample([("label", "a\\b\"c\nd,e=\"f\"}"), ("other", "账号")], 1)
    }
    let samples = try MetricSamples(String(decoding: text.bytes, as: UTF8.self))
    #expect(samples.samples.count == 1)
    #expect(samples.samples[0].labels == ["label": "a\\b\"c\nd,e=\"f\"}", "other": "账号"])
    #expect(String(decoding: text.bytes, as: UTF8.self).contains("one\\\\two\\nthree \"four\"\n"))
  }

  @Test func conditionsAreCountedByTheirPlace() {
    #expect(Condition.allCases.map(\.ordinal) == Array(Condition.allCases.indices))
    var tally = RequestTally(dialects: 2)
    for condition in Condition.allCases { tally.add(tally.slot(1, .password, .refused(condition))) }
    tally.add(tally.slot(0, nil, .ok))
    tally.add(tally.slotNotStored(beside: tally.slot(1, .password, .ok)))
    #expect(tally.entries.count == Condition.allCases.count + 2)
    #expect(tally.entries.allSatisfy { $0.count == 1 })
    #expect(tally.entries.first?.operation == nil)
    #expect(tally.entries.contains { $0.dialect == 1 && $0.result == .notStored })
  }

  @Test func durationsFallIntoTheirBuckets() {
    var histogram = DurationHistogram()
    for duration: Int64 in [-1, 50_000, 50_001, 20_000_000_000] { histogram.add(duration) }
    #expect(histogram.cumulative.prefix(2).map(\.count) == [2, 3])
    #expect(histogram.cumulative.last?.count == 3)
    #expect(histogram.count == 4)
    #expect(MetricText.seconds(histogram.sum) == "20.000100001")
  }
}
