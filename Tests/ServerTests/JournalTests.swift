import Carrier
import Foundation
import HTTP
import Testing

/// The journal and what it says of each request, over real sockets.
@Suite struct JournalTests {
  private static let scenario = """
    name: journal
    clock: {start: "2017-04-12 01:38:21", run: false}
    report: {stat: DELIVRD, after: 1s}
    accounts:
      - {account: "922011", password: "123456", userid: "12"}
      - {account: other, password: "123456", ip: ["10.0.0.1"]}
    rules:
      - {name: cut, when: {content: cut}, then: {fault: drop}}
      - {name: lossy, when: {content: lossy}, then: {fault: lose_answer}}
      - {name: half, when: {content: half}, then: {fault: truncate}}
      - {name: held, when: {content: held}, then: {delay: 5s}}
      - {name: late, when: {mobile: "139*"}, then: {report: {stat: LATE, after: 2s}}}
    """

  private func json(_ server: LiveServer, _ target: String) throws -> [String: Any] {
    let text = try server.get("/__mock/v1\(target)")
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(value as? [String: Any])
  }

  private func items(_ server: LiveServer, _ query: String = "") throws -> [[String: Any]] {
    try #require(try json(server, "/requests\(query)")["items"] as? [[String: Any]])
  }

  private func decoded(_ raw: Any?) throws -> Bytes {
    let base64 = try #require((raw as? [String: Any])?["base64"] as? String)
    return Bytes(try #require(Data(base64Encoded: base64)))
  }

  @Test func aRequestIsKeptByteForByteWithItsAnswer() throws {
    let server = try LiveServer([Self.scenario])
    let form =
      "action=send&account=922011&password=123456&rt=json&mobile=13800138000&content=%e4%bd%a0+a%ZZ"
    let answer = try server.post("/sms?x=1", form)
    let record = try json(server, "/requests/1")
    #expect(
      try decoded(record["request"])
        == Bytes(
          """
          POST /sms?x=1 HTTP/1.1\r
          Host: localhost\r
          Content-Type: application/x-www-form-urlencoded\r
          Content-Length: \(form.utf8.count)\r
          \r
          \(form)
          """))
    #expect(try decoded(record["answer"]).utf8Text.hasSuffix("\r\n\r\n" + answer))
    #expect((record["answer"] as? [String: Any])?["sent"] as? String == "whole")
    #expect(record["messages"] as? [Int] == [1])
    #expect(record["at"] as? String == "2017-04-12 01:38:21")
    #expect(record["received_at"] as? String == "2017-04-11T17:38:21.000Z")
    #expect(record["peer"] as? String == "127.0.0.1")
    #expect(record["fate"] as? String == "left")
    #expect((record["microseconds"] as? Int ?? 0) > 0)
    let parameters = try #require(record["parameters"] as? [String: Any])
    #expect(parameters["charset"] as? String == "utf-8")
    let all = try #require(parameters["items"] as? [[String: Any]])
    #expect(
      all.map { $0["name"] as? String } == [
        "x", "action", "account", "password", "rt", "mobile", "content",
      ])
    #expect(all.first?["in"] as? String == "query")
    #expect(all.last?["value"] as? String == "你 a%ZZ")
    let outcome = try #require(record["outcome"] as? [String: Any])
    #expect(outcome["condition"] as? String == "ok")
    #expect(outcome["code"] as? String == "0")
  }

  @Test func textsAreReadInTheEndpointsCharset() throws {
    let server = try LiveServer([Self.scenario])
    _ = try server.get(
      "/smsGBK.aspx?action=send&userid=12&account=922011&password=123456&mobile=13800138000"
        + "&content=%C4%E3%FF")
    let parameters = try #require(try json(server, "/requests/1")["parameters"] as? [String: Any])
    #expect(parameters["charset"] as? String == "gbk")
    let content = try #require((parameters["items"] as? [[String: Any]])?.last)
    #expect(content["value"] as? String == "你\u{FFFD}")
    #expect(content["damaged"] as? Bool == true)
  }

  @Test func refusalsSayWhoRefusedAndInWhichWords() throws {
    let server = try LiveServer([Self.scenario])
    _ = try server.send("a", to: "13800138000", account: "other")
    let record = try json(server, "/requests/1")
    let outcome = try #require(record["outcome"] as? [String: Any])
    #expect(outcome["condition"] as? String == "ip_denied")
    #expect(outcome["code"] as? String == "2")
    #expect(outcome["text"] as? String == "IP错误")
    let explain = try #require(record["explain"] as? [String: Any])
    let decider = try #require(explain["decided_by"] as? [String: Any])
    #expect(decider["kind"] as? String == "account_rule")
    #expect(decider["name"] as? String == "ip")
    #expect(record["messages"] as? [Int] == [])
  }

  @Test func faultsShowWhatWouldHaveBeenSaid() throws {
    let server = try LiveServer([Self.scenario])
    for content in ["cut", "lossy", "half"] {
      _ = try? server.send(content, to: "13800138000")
    }
    let cut = try json(server, "/requests/1")
    #expect(cut["fault"] as? String == "drop")
    #expect((cut["outcome"] as? [String: Any])?["condition"] as? String == "fault")
    #expect(cut["answer"] is NSNull)
    #expect(cut["status"] is NSNull)
    let lossy = try json(server, "/requests/2")
    #expect((lossy["answer"] as? [String: Any])?["sent"] as? String == "none")
    #expect(try decoded(lossy["answer"]).utf8Text.contains("\"status\":\"0\""))
    #expect(
      (try json(server, "/requests/3")["answer"] as? [String: Any])?["sent"] as? String == "half")
    #expect(try items(server, "?fault=drop").map { $0["number"] as? Int } == [1])
    #expect(try items(server, "?outcome=fault").map { $0["number"] as? Int } == [1])
    #expect(try items(server, "?outcome=ok").map { $0["number"] as? Int } == [3, 2])
    let message = try json(server, "/messages/1")
    #expect(message["lost_answer"] as? String == "lose_answer")
  }

  @Test func aHeldAnswerHasLeftOnceItsTimeHasCome() throws {
    let server = try LiveServer([Self.scenario])
    let client = try WireClient(port: server.port)
    try client.send(
      Bytes(
        "GET /sms?action=send&account=922011&password=123456&mobile=13800138000&content=held"
          + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
    try server.waitUntil("/__mock/v1/requests", holds: "\"fate\":\"held\"")
    _ = try server.request("POST", "/__mock/v1/clock", body: "{\"advance\": \"5s\"}")
    #expect(try client.receive().utf8Text.contains("200"))
    #expect(try json(server, "/requests/1")["fate"] as? String == "left")
  }

  @Test func theListIsNarrowedAndParted() throws {
    let server = try LiveServer([Self.scenario])
    for _ in 0..<3 { _ = try server.send("a", to: "13800138000") }
    _ = try server.reports()
    _ = try server.send("a", to: "13800138000", account: "nobody")
    func numbers(_ query: String) throws -> [Int] {
      try items(server, query).compactMap { $0["number"] as? Int }
    }
    #expect(try numbers("") == [5, 4, 3, 2, 1])
    #expect(try numbers("?operation=report") == [4])
    #expect(try numbers("?account=nobody") == [5])
    #expect(try numbers("?outcome=no_such_user") == [5])
    #expect(try numbers("?code=3") == [5])
    #expect(try numbers("?scenario=journal&dialect=smgw") == [4, 3, 2, 1])
    #expect(try numbers("?since=3") == [5, 4])
    let first = try json(server, "/requests?limit=2&account=922011")
    #expect(first["total"] as? Int == 4)
    let cursor = try #require(first["next"] as? String)
    let second = try json(server, "/requests?limit=2&account=922011&cursor=\(cursor)")
    #expect((second["items"] as? [[String: Any]])?.compactMap { $0["number"] as? Int } == [2, 1])
    #expect(second["total"] as? Int == 4)
    #expect(second["next"] is NSNull)
    #expect(try server.get("/__mock/v1/requests?operation=fly").contains("\"status\":400"))
    #expect(try server.get("/__mock/v1/requests?outcome=fine").contains("\"status\":400"))
    #expect(try server.get("/__mock/v1/requests/6").contains("\"status\":404"))
    #expect(try server.get("/__mock/v1/requests/0").contains("\"status\":404"))
    #expect(try server.get("/__mock/v1/requests/x").contains("\"status\":404"))
  }

  @Test func theControlAPIIsNotInIt() throws {
    let server = try LiveServer([Self.scenario])
    _ = try server.get("/__mock/v1/info")
    _ = try server.get("/nothing")
    #expect(try json(server, "/requests")["total"] as? Int == 0)
  }

  @Test func whatARestartLeftIsExplainedAndTheRequestHasGone() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
    let file = folder.appendingPathComponent("journal.db").path
    let first = try LiveServer([Self.scenario]) { $0.location = .file(file) }
    _ = try first.send("a", to: "13900139000")
    _ = try first.request("POST", "/__mock/v1/clock", body: "{\"advance\": \"2s\"}")
    #expect(try first.reports().contains("LATE"))
    first.stop()
    let second = try LiveServer([Self.scenario]) { $0.location = .file(file) }
    let message = try json(second, "/messages/1")
    let explain = try #require(message["explain"] as? [String: Any])
    #expect(explain["request_kept"] as? Bool == false)
    let report = try #require(explain["report"] as? [String: Any])
    #expect(report["drawn"] as? String == "LATE")
    #expect((report["decided_by"] as? [String: Any])?["name"] as? String == "late")
    let handOver = try #require((explain["handed_over"] as? [[String: Any]])?.first)
    #expect(handOver["way"] as? String == "pulled")
    #expect(handOver["request"] as? Int == 2)
    #expect(handOver["at"] as? String == "2017-04-12 01:38:23")
    #expect(try second.get("/__mock/v1/requests/1").contains("\"status\":410"))
    _ = try second.send("b", to: "13800138000")
    #expect(try json(second, "/messages/2")["request"] as? Int == 3)
    #expect(try json(second, "/requests/3")["number"] as? Int == 3)
  }

  @Test func aPushIsAHandOverWithTheReceiversAnswers() throws {
    let receiver = try PushReceiver()
    let server = try LiveServer([
      """
      name: pushed
      report: {stat: DELIVRD, after: 0s}
      accounts:
        - {account: "922011", password: "123456", push: {report: "\(receiver.url("/"))"}}
      """
    ])
    _ = try server.send("a", to: "13800138000")
    _ = try receiver.wait(for: 1)
    try server.waitUntil("/__mock/v1/messages/1", holds: "\"way\":\"pushed\"")
    let explain = try #require(try json(server, "/messages/1")["explain"] as? [String: Any])
    let handOver = try #require((explain["handed_over"] as? [[String: Any]])?.first)
    #expect(handOver["state"] as? String == "acknowledged")
    let attempt = try #require((handOver["attempts"] as? [[String: Any]])?.first)
    #expect(attempt["status"] as? Int == 200)
    #expect(attempt["answer"] as? String == "OK")
  }
}
