import Carrier
import Foundation
import HTTP
import Testing

/// Pushes over real sockets.
@Suite struct PushTests {
  private static func scenario(_ accounts: String..., top: String = "") -> String {
    """
    name: pushes
    report: {stat: DELIVRD, after: 0s}
    \(top)
    accounts:
    \(accounts.map { "  - {password: \"123456\", access_codes: [\"1069012345\"], \($0)}" }
      .joined(separator: "\n"))
    """
  }

  private static func account(
    _ name: String, report: String, mo: String? = nil, more: String = ""
  ) -> String {
    let reply = mo.map { ", mo: \"\($0)\"" } ?? ""
    return "account: \"\(name)\", push: {report: \"\(report)\"\(reply)\(more)}"
  }

  /// Sends an MO by the control API.
  private func reply(_ content: String, to server: LiveServer) throws {
    let body =
      "{\"account\": \"922011\", \"mobile\": \"18983437010\", \"content\": \"\(content)\", \"after\": \"0s\"}"
    _ = try WireClient(port: server.controlPort).exchange(
      Array(
        """
        POST /__mock/v1/replies HTTP/1.1\r
        Host: localhost\r
        Content-Type: application/json\r
        Content-Length: \(body.utf8.count)\r
        \r
        \(body)
        """.utf8))
  }

  /// Moves the clock on, turn by turn, until it holds.
  private func advance(
    _ server: LiveServer, by span: TimeSpan = .seconds(1), until holds: () throws -> Bool
  ) throws {
    for _ in 0..<20_000 {
      if try holds() { return }
      server.clock.advance(by: span)
      _ = try server.get("/__mock/livez")
    }
    Issue.record("it never held")
  }

  @Test func untilIdleGoesOverTheRetries() throws {
    let receiver = try PushReceiver { _, _ in .status(503, "later") }
    let server = try LiveServer([
      Self.scenario(
        Self.account("922011", report: receiver.url("/"), more: ", retry: [1m, 5m]"),
        top: "clock: {start: \"2017-04-12 01:38:21\", run: false}")
    ])
    defer { server.stop() }
    _ = try server.send("hello", to: "15023239810")
    let answer = try server.request("POST", "/__mock/v1/clock", body: "{\"until\":\"idle\"}")
    #expect(answer.contains("\"time\":\"2017-04-12 01:44:21\""))
    #expect(answer.components(separatedBy: "\"kind\":\"push\"").count == 3)
    #expect(try receiver.wait(for: 3).count == 3)
    let pushes = try server.get("/__mock/v1/pushes?mobile=*9810&state=failed")
    #expect(pushes.components(separatedBy: "\"answer\":\"later\"").count == 4)
    #expect(try server.request("POST", "/__mock/v1/pushes/release") == "{\"released\":0}\n")
  }

  @Test func reportsAndRepliesArriveAsTheDocumentWants() throws {
    let receiver = try PushReceiver()
    let url = receiver.url("/push?who=me")
    let server = try LiveServer([
      Self.scenario(Self.account("922011", report: url, mo: url))
    ])
    defer { server.stop() }
    let sent = try server.send("hello", to: "15023239810,13527576163")
    let mids = sent.split(separator: "\"mid\":\"").dropFirst().map { $0.prefix(16) }
    let request = try #require(try receiver.wait(for: 1).first)
    #expect(
      request.head.components(separatedBy: "\r\n") == [
        "POST /push?who=me HTTP/1.1", "Host: 127.0.0.1:\(receiver.port)",
        "Content-Type: application/json; charset=utf-8",
        "Content-Length: \(request.body.utf8.count)", "Connection: close",
      ])
    #expect(
      request.body == """
        [{"flag":1,"mid":"\(mids[0])","spid":"922011","accessCode":"1069012345",\
        "mobile":"15023239810","stat":"DELIVRD","time":"2017-04-12 01:38:21"},\
        {"flag":1,"mid":"\(mids[1])","spid":"922011","accessCode":"1069012345",\
        "mobile":"13527576163","stat":"DELIVRD","time":"2017-04-12 01:38:21"}]
        """)
    try reply("上行内容", to: server)
    let second = try #require(try receiver.wait(for: 1).last)
    #expect(second.body.hasPrefix("[{\"flag\":0,\"mid\":\""))
    #expect(second.body.contains("\"content\":\"上行内容\""))
    #expect(try server.reports().contains("\"list\":[]"))
  }

  @Test func httpbatchGetsOneAfterTheOther() throws {
    let receiver = try PushReceiver { _, _ in .status(204, "") }
    let server = try LiveServer([
      Self.scenario(
        Self.account(
          "922011", report: receiver.url("/r"), mo: receiver.url("/m"),
          more: ", style: httpbatch, receiver: admin, password: \"12345\""))
    ])
    defer { server.stop() }
    let answer = try server.get(
      "/msg/HttpBatchSendSM?account=922011&pswd=123456&mobile=13900210021,13900210022&msg=a"
        + "&needstatus=true")
    let task = try #require(answer.split(separator: "\n").last)
    let lines = try receiver.wait(for: 2).map(\.line)
    #expect(
      lines
        == ["13900210021", "13900210022"].map {
          "GET /r?receiver=admin&pswd=12345&msgid=\(task)&reportTime=1704120138&mobile=\($0)"
            + "&status=DELIVRD HTTP/1.1"
        })
    try reply("hello", to: server)
    #expect(
      try receiver.wait(for: 1).last?.line
        == "GET /m?receiver=admin&pswd=12345&moTime=1704120138&destcode=1069012345"
        + "&mobile=18983437010&msg=hello HTTP/1.1")
  }

  @Test func partsThatArrivedAreNotSentAgain() throws {
    let receiver = try PushReceiver { _, place in place == 1 ? .status(500, "") : .ok }
    let server = try LiveServer([
      Self.scenario(
        Self.account(
          "922011", report: receiver.url("/r"), mo: receiver.url("/m"), more: ", style: httpbatch"))
    ])
    defer { server.stop() }
    try reply(String(repeating: "a", count: 150), to: server)
    try receiver.wait(for: 2)
    try advance(server) { receiver.all.count == 4 }
    #expect(
      receiver.all.map { $0.line.dropLast(9).suffix(3) } == ["3,1", "3,2", "3,2", "3,3"])
  }

  @Test(arguments: [
    PushReceiver.Answer.status(500, "OK"), .status(200, "no"), .raw("garbage\r\n\r\n"), .raw(""),
    .raw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nOK"), .none,
  ])
  func whatIsNotAcknowledgedIsTriedAgain(_ answer: PushReceiver.Answer) throws {
    let receiver = try PushReceiver { _, place in place == 0 ? answer : .ok }
    let server = try LiveServer([
      Self.scenario(Self.account("922011", report: receiver.url("/"), more: ", timeout: 100ms"))
    ])
    defer { server.stop() }
    _ = try server.send("hello", to: "15023239810")
    try receiver.wait(for: 1)
    try advance(server) { receiver.all.count == 2 }
    let all = receiver.all
    #expect(all[0].body == all[1].body)
    #expect(try server.reports().contains("\"list\":[]"))
  }

  @Test func afterTheLastAttemptAReportCanBePulled() throws {
    let receiver = try PushReceiver { _, _ in .status(503, "later") }
    let server = try LiveServer([
      Self.scenario(Self.account("922011", report: receiver.url("/"), more: ", retry: [1s, 1s]"))
    ])
    defer { server.stop() }
    _ = try server.send("hello", to: "15023239810")
    try advance(server) { try server.reports().contains("DELIVRD") }
    #expect(receiver.all.count == 3)
    let why = "not acknowledged: answered 503, and smgw wants a 2xx with the body OK"
    #expect(try server.get("/__mock/v1/pushes").contains(why))
    #expect(try server.reports().contains("\"list\":[]"))
  }

  @Test func aDeadReceiverDelaysNobodyElse() throws {
    let dead = try PushReceiver { _, _ in .none }
    let good = try PushReceiver()
    let server = try LiveServer([
      Self.scenario(
        Self.account("922011", report: dead.url("/1"), mo: dead.url("/2"), more: ", timeout: 60s"),
        Self.account("922012", report: dead.url("/3"), more: ", timeout: 60s"),
        Self.account("922013", report: good.url("/")))
    ])
    defer { server.stop() }
    for account in ["922011", "922012"] {
      _ = try server.send("hello", to: "15023239810", account: account)
    }
    try reply("text", to: server)
    try dead.wait(for: 2)
    for _ in 0..<5 {
      _ = try server.send("hello", to: "15023239810", account: "922013")
      try good.wait(for: 1)
    }
    #expect(good.all.count == 5)
    // Two to one receiver at once, and no more.
    #expect(dead.all.count == 2)
  }

  @Test func anAnswerMayWaitForItsPush() throws {
    let receiver = try PushReceiver { _, _ in .wait }
    let server = try LiveServer([
      Self.scenario(
        Self.account("922011", report: receiver.url("/")),
        top: "rules: [{then: {report: {stat: UNDELIV, before_answer: true}}}]")
    ])
    defer { server.stop() }
    let client = try WireClient(port: server.port)
    try client.send(
      Array(
        """
        GET /sms?action=send&account=922011&password=123456&mobile=15023239810&content=a&rt=json \
        HTTP/1.1\r
        Host: localhost\r
        \r

        """.utf8))
    #expect(try receiver.wait(for: 1)[0].body.contains("UNDELIV"))
    // Others are answered meanwhile.
    #expect(try server.reports().contains("\"list\":[]"))
    receiver.goOn()
    #expect(try client.receive().utf8Text.contains("\"result\":0"))
  }

  @Test func aSlowReceiverIsAskedOneThingAtATime() throws {
    let receiver = try PushReceiver { _, _ in .wait }
    let server = try LiveServer([Self.scenario(Self.account("922011", report: receiver.url("/")))])
    defer { server.stop() }
    for number in 0..<3 { _ = try server.send("hello", to: "1502323981\(number)") }
    try receiver.wait(for: 1)
    #expect(receiver.all.count == 1)
    receiver.goOn()
    let second = try #require(try receiver.wait(for: 1).last)
    #expect(second.body.contains("15023239811") && second.body.contains("15023239812"))
    receiver.goOn()
  }

  @Test func aRestartPushesWhatWasNotAcknowledged() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "push-\(UUID().uuidString).db")
    defer { for end in ["", "-wal"] { unlink(file.path + end) } }
    let receiver = try PushReceiver { _, place in place == 0 ? .status(500, "") : .ok }
    let scenario = Self.scenario(Self.account("922011", report: receiver.url("/")))
    let clock = ManualClock()
    let first = try LiveServer([scenario], clock: clock) { $0.location = .file(file.path) }
    _ = try first.send("hello", to: "15023239810")
    try receiver.wait(for: 1)
    first.stop()
    clock.advance(by: .seconds(1))
    let second = try LiveServer([scenario], clock: clock) { $0.location = .file(file.path) }
    defer { second.stop() }
    _ = try second.get("/__mock/livez")
    let all = try receiver.wait(for: 1)
    #expect(all[0].body == all[1].body)
  }
}
