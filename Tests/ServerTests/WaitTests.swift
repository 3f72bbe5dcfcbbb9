import Foundation
import HTTP
import Testing

@Suite struct WaitTests {
  private let prefix = "/__mock/v1"

  /// Asks and does not wait for the answer.
  private func begin(_ server: LiveServer, _ target: String, body: String? = nil) throws
    -> WireClient
  {
    let client = try WireClient(port: server.port)
    let method = body == nil ? "GET" : "POST"
    try client.send(
      Bytes(
        "\(method) \(prefix)\(target) HTTP/1.1\r\nHost: localhost\r\n"
          + "Content-Length: \(body?.utf8.count ?? 0)\r\n\r\n\(body ?? "")"))
    return client
  }

  private func answer(_ client: WireClient) throws -> (status: Int, body: String) {
    let text = try client.receive().utf8Text
    let head = try #require(text.range(of: "\r\n\r\n"))
    return (Int(text.dropFirst(9).prefix(3)) ?? 0, String(text[head.upperBound...]))
  }

  @Test func aWaitIsAnsweredWhenTheMessageComes() throws {
    let server = try LiveServer()
    let wait = try begin(server, "/messages/wait?mobile=13800138000&content=code&timeout=10m")
    let two = try begin(server, "/messages/wait?account=922011&count=2&timeout=10m")
    _ = try server.send("hello", to: "13800138000")
    _ = try server.send("your+code", to: "13800138000")
    let (status, body) = try answer(wait)
    #expect(status == 200)
    #expect(body.contains("\"content\":\"your code\""))
    #expect(body.hasSuffix("\"total\":1,\"next\":null}\n"))
    #expect(try answer(two).body.contains("\"total\":2"))
  }

  @Test func whatNeverComesIsAnsweredWithTheNearestMiss() throws {
    let server = try LiveServer()
    _ = try server.send("hello", to: "13800138000,13900139000")
    let miss = try answer(
      begin(server, "/messages/wait?mobile=13800138000&content=hullo&timeout=20ms"))
    #expect(miss.status == 408)
    #expect(
      miss.body.contains(
        "\"differs\":[{\"field\":\"content\",\"wanted\":\"hullo\",\"seen\":\"hello\"}]"))
    #expect(miss.body.contains("\"mobile\":\"13800138000\""))
    #expect(miss.body.contains("differs in content: wanted hullo, seen hello\""))
    let none = try answer(begin(server, "/messages/wait?count=3&timeout=0s"))
    #expect(none.status == 408)
    #expect(none.body.contains("\"seen\":2,\"nearest\":null,\"refused\":null"))
  }

  @Test func aRefusedSubmissionIsNamedToThoseWhoWaitForIt() throws {
    let server = try LiveServer()
    let wait = try begin(server, "/messages/wait?timeout=10m")
    let late = try begin(server, "/messages/wait?account=nobody&timeout=300ms")
    // Those have arrived when another call is answered.
    _ = try server.get("\(prefix)/info")
    _ = try server.send("hello", to: "13800138000", account: "nobody")
    let (status, body) = try answer(late)
    #expect(status == 408)
    #expect(body.contains("meanwhile request 1 of nobody was refused: no_such_user\""))
    #expect(body.contains("\"outcome\":\"no_such_user\"}"))
    _ = try server.send("hello", to: "13800138000")
    #expect(try answer(wait).status == 200)
  }

  @Test func whatWasRefusedBeforeTheWaitIsNamedUntilAReset() throws {
    let server = try LiveServer()
    _ = try server.get("/sms?action=send&account=922011&password=no&mobile=13800138000&content=a")
    let wait = "/messages/wait?timeout=0s&account="
    let told = "earlier request 1 of 922011 was refused: wrong_password\""
    #expect(try answer(begin(server, wait + "922011")).body.contains(told))
    let late = try answer(begin(server, "/messages/wait?timeout=20ms")).body
    #expect(late.contains(told))
    #expect(late.contains("\"outcome\":\"wrong_password\"}"))
    #expect(try answer(begin(server, wait + "nobody")).body.contains("\"refused\":null"))
    #expect(try answer(begin(server, wait + "922011&since=1")).body.contains("\"refused\":null"))
    _ = try server.request("POST", "\(prefix)/reset")
    #expect(try answer(begin(server, wait + "922011")).body.contains("\"refused\":null"))
  }

  @Test(arguments: [
    "/messages/wait?count=0", "/messages/wait?timeout=11m", "/messages/wait?timeout=soon",
    "/messages/wait?state=due", "/reports/wait?count=x", "/pushes/wait?state=due",
    "/messages/wait?cursor=1",
  ])
  func aWaitWithAMistakeIsRefused(_ target: String) throws {
    let server = try LiveServer()
    let refusal = try answer(begin(server, target))
    #expect(refusal.status == 400)
    #expect(refusal.body.contains("\"detail\""))
  }

  @Test func reportsAreAwaitedUntilTheClientHasThem() throws {
    let server = try LiveServer()
    _ = try server.send("hello", to: "13800138000")
    let early = try answer(begin(server, "/reports/wait?mobile=13800138000&timeout=20ms"))
    #expect(early.status == 408)
    #expect(
      early.body.contains(
        "{\"field\":\"state\",\"wanted\":\"taken or pushed\",\"seen\":\"pending\"}"))
    let wait = try begin(server, "/reports/wait?mobile=13800138000&timeout=10m")
    server.clock.advance(by: .seconds(1))
    #expect(try server.reports().contains("DELIVRD"))
    let (status, body) = try answer(wait)
    #expect(status == 200)
    #expect(body.contains("\"state\":\"taken\""))
  }

  @Test func pushesAreAwaitedUntilTheyAreAcknowledged() throws {
    let receiver = try PushReceiver { _, place in place == 0 ? .status(500, "no") : .ok }
    let server = try LiveServer([
      """
      name: pushed
      report: {stat: DELIVRD, after: 0s}
      accounts:
        - account: "922011"
          password: "123456"
          push: {report: "\(receiver.url("/report"))", retry: [1s]}
      """
    ])
    let failing = try begin(server, "/pushes/wait?state=waiting&timeout=10m")
    let push = try begin(server, "/pushes/wait?mobile=13800138000&content=hel&timeout=10m")
    let report = try begin(server, "/reports/wait?account=922011&timeout=10m")
    _ = try server.send("hello", to: "13800138000")
    #expect(try answer(failing).body.contains("\"status\":500"))
    let miss = try answer(begin(server, "/pushes/wait?timeout=0s"))
    #expect(miss.status == 408)
    #expect(
      miss.body.contains(
        "{\"field\":\"state\",\"wanted\":\"acknowledged\",\"seen\":\"waiting\"}"))
    _ = try server.request("POST", "\(prefix)/clock", body: "{\"advance\":\"1s\"}")
    let (status, body) = try answer(push)
    #expect(status == 200)
    #expect(body.contains("\"state\":\"acknowledged\""))
    #expect(try answer(report).body.contains("\"state\":\"pushed\""))
  }

  @Test func whoWaitsWhenTheServerStopsIsTold() throws {
    let server = try LiveServer()
    let wait = try begin(server, "/messages/wait?timeout=10m")
    let stream = try begin(server, "/events")
    #expect(try stream.receive().utf8Text.contains("text/event-stream"))
    try server.waitUntil("\(prefix)/info", holds: "version")
    server.stop()
    #expect(try answer(wait).status == 503)
  }

  @Test func whoLeavesIsForgotten() throws {
    let server = try LiveServer()
    do {
      _ = try begin(server, "/messages/wait?timeout=10m")
      _ = try begin(server, "/events")
    }
    let wait = try begin(server, "/messages/wait?timeout=10m")
    _ = try server.send("hello", to: "13800138000")
    #expect(try answer(wait).status == 200)
  }

  @Test(arguments: [
    ("{}", 200), ("{\"count\":2}", 200), ("{\"count\":1}", 409), ("{\"count\":3}", 409),
    ("{\"count\":{\"min\":1}}", 200), ("{\"count\":{\"min\":3}}", 409),
    ("{\"count\":{\"max\":1}}", 409), ("{\"count\":{\"min\":1,\"max\":2}}", 200),
    ("{\"never\":true}", 409), ("{\"match\":{\"content\":\"bye\"},\"never\":true}", 200),
    ("{\"match\":{\"mobile\":\"13800138000\"},\"count\":1}", 200),
    ("{\"match\":{\"mobile\":\"138*\",\"since\":1},\"count\":1}", 409),
    ("{\"match\":{\"since\":1},\"count\":1}", 200),
    ("{\"match\":{\"content\":\"bye\"},\"count\":0,\"within\":\"20ms\"}", 200),
    ("{\"count\":2,\"within\":\"20ms\"}", 200), ("{\"count\":3,\"within\":\"20ms\"}", 409),
    ("{\"count\":{\"max\":2},\"within\":\"20ms\"}", 200),
    ("{\"match\":{\"colour\":\"red\"}}", 422), ("{\"match\":{\"account\":[]}}", 422),
    ("{\"count\":-1}", 422), ("{\"count\":\"two\"}", 422),
    ("{\"count\":{\"min\":2,\"max\":1}}", 422),
    ("{\"count\":{}}", 422), ("{\"within\":\"1h\"}", 422), ("{\"never\":true,\"count\":1}", 422),
    ("{\"match\":{\"scenario\":\"none\"}}", 404), ("[]", 422), ("", 400),
  ])
  func verifyJudges(_ body: String, _ expected: Int) throws {
    let server = try LiveServer()
    _ = try server.send("hello", to: "13800138000,13900139000")
    let (status, text) = try answer(begin(server, "/verify", body: body))
    #expect(status == expected, "\(body): \(text)")
    #expect(status == 200 ? text.contains("\"items\":[") : text.contains("\"detail\":\""))
  }

  @Test func verifyWaitsUntilItHoldsAndTellsAtOnceWhatCannotHold() throws {
    let server = try LiveServer()
    let holds = try begin(server, "/verify", body: "{\"count\":1,\"within\":\"10m\"}")
    let never = try begin(server, "/verify", body: "{\"never\":true,\"within\":\"10m\"}")
    _ = try server.send("hello", to: "13800138000")
    #expect(try answer(holds).status == 200)
    let (status, body) = try answer(never)
    #expect(status == 409)
    #expect(body.contains("\"seen\":1"))
    #expect(body.contains("\"content\":\"hello\""))
  }
}
