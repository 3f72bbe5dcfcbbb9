import Carrier
import Dialects
import Foundation
import HTTP
import Testing

/// What clients were shown, as the control API tells it.
@Suite struct CoverageTests {
  private struct Answer: Decodable {
    struct Dialect: Decodable {
      var dialect: String
      var seen: Int
      var total: Int
      var neverSeen: [String]
      var pushes: [String: Int]?
    }
    struct Outcome: Decodable {
      var id: String
      var cause: String
      var seen: Int
      var firstRequest: Int64?
    }
    var seen: Int
    var total: Int
    var percentage: Int
    var dialects: [Dialect]
    var outcomes: [Outcome]
    var detail: String?

    subscript(_ id: String) -> Outcome? { outcomes.first { $0.id == id } }
    var shown: [String] { outcomes.filter { $0.seen > 0 }.map(\.id) }
  }

  private func coverage(_ server: LiveServer, _ query: String = "") throws -> Answer {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(
      Answer.self, from: Data(server.get("/__mock/v1/coverage\(query)").utf8))
  }

  private func whole(_ server: LiveServer, _ query: String) throws -> String {
    try WireClient(port: server.port).exchange(
      Bytes("GET /__mock/v1/coverage\(query) HTTP/1.1\r\nHost: localhost\r\n\r\n")
    ).utf8Text
  }

  @Test func nothingIsShownAtFirst() throws {
    let server = try LiveServer()
    let first = try coverage(server)
    #expect(first.seen == 0 && first.total == 131 && first.percentage == 0)
    #expect(first.outcomes.allSatisfy { !$0.cause.isEmpty && $0.firstRequest == nil })
    #expect(Set(first.outcomes.map(\.id)).count == 131)
  }

  @Test func answersAndPulledReportsCount() throws {
    let server = try LiveServer()
    _ = try server.send("hello", to: "13800138000,123")
    _ = try server.reports()
    #expect(
      try Set(coverage(server).shown) == [
        "smgw.status.0", "smgw.result.0", "smgw.result.12",
      ])
    server.clock.advance(by: .seconds(1))
    _ = try server.reports()
    let answer = try coverage(server, "?dialect=smgw")
    #expect(answer["smgw.stat.DELIVRD"]?.seen == 1)
    #expect(answer["smgw.stat.DELIVRD"]?.firstRequest == 3)
    #expect(answer["smgw.status.0"]?.seen == 3)
    #expect(answer.dialects.map(\.dialect) == ["smgw"] && answer.total == 48)
    #expect(answer.dialects[0].seen == 4 && answer.dialects[0].neverSeen.count == 44)
  }

  /// A fault's answer is none that a document has, and one that sleeps is not shown until it leaves.
  @Test func onlyWhatLeftWholeCounts() throws {
    let server = try LiveServer([
      """
      name: faults
      accounts: [{account: "922011", password: "123456", access_codes: ["1069"]}]
      rules:
        - {when: {mobile: "13800000001"}, then: {fault: lose_answer}}
        - {when: {mobile: "13800000002"}, then: {fault: {http: 503}}}
        - {when: {mobile: "13800000003"}, then: {fault: garbage}}
        - {when: {mobile: "13800000004"}, then: {delay: 10s}}
      """
    ])
    for digit in 1...3 { _ = try? server.send("hello", to: "1380000000\(digit)") }
    #expect(try coverage(server).shown.isEmpty)
    let sleeper = try WireClient(port: server.port)
    let form = "action=send&account=922011&password=123456&mobile=13800000004&content=x"
    try sleeper.send(Bytes("GET /sms?\(form) HTTP/1.1\r\nHost: localhost\r\n\r\n"))
    try server.waitUntil("/__mock/v1/messages", holds: "13800000004")
    #expect(try coverage(server).shown.isEmpty)
    _ = try server.post("/__mock/v1/clock", "{\"advance\": \"10s\"}")
    try server.waitUntil("/__mock/v1/coverage?format=text", holds: "2 of 131")
    withExtendedLifetime(sleeper) {}
  }

  /// It is the run's: a suite resets its worlds between tests.
  @Test func aResetTakesNothingAway() throws {
    let server = try LiveServer()
    _ = try server.send("hello", to: "13800138000")
    _ = try server.post("/__mock/v1/reset", "")
    #expect(try coverage(server).seen == 2)
    #expect(try coverage(server, "?scenario=default").seen == 2)
  }

  @Test func scenariosAreToldApart() throws {
    let server = try LiveServer(
      ["one", "two"].map { name in
        """
        name: \(name)
        accounts: [{account: "\(name)", password: "123456", access_codes: ["1069"]}]
        """
      })
    _ = try server.send("hello", to: "13800138000", account: "one")
    _ = try server.send("hello", to: "13800138000", account: "nobody")
    #expect(try coverage(server).seen == 3)
    #expect(try coverage(server, "?scenario=one").seen == 2)
    #expect(try coverage(server, "?scenario=two").seen == 0)
    #expect(try whole(server, "?scenario=three").hasPrefix("HTTP/1.1 404"))
  }

  @Test func aGateIsAStatus() throws {
    let server = try LiveServer()
    _ = try server.post("/sendmms.aspx", "action=overage&account=zhouyang&password=x")
    let share = try coverage(server, "?dialect=mms")
    #expect(share.seen == 1 && share.total == 21 && share.percentage == 4)
    let open = try whole(server, "?dialect=mms&min=4")
    #expect(open.hasPrefix("HTTP/1.1 200 "))
    let shut = try whole(server, "?dialect=mms&min=5")
    #expect(shut.hasPrefix("HTTP/1.1 409 ") && shut.contains("application/problem+json"))
    #expect(shut.contains("4 % of the outcomes were shown, fewer than 5 %"))
    #expect(try coverage(server, "?dialect=mms&min=5").seen == 1)
    for format in ["text", "junit"] {
      let answer = try whole(server, "?dialect=mms&format=\(format)&min=5")
      #expect(answer.hasPrefix("HTTP/1.1 409 "))
      #expect(answer.contains("mms"))
      #expect(try whole(server, "?format=\(format)&min=0").hasPrefix("HTTP/1.1 200 "))
    }
    let text = try server.get("/__mock/v1/coverage?dialect=mms&format=text")
    #expect(text.hasPrefix("mms 1 of 21; never seen: send.ok, send.0,"))
    #expect(text.hasSuffix("\n1 of 21, 4 %\n"))
    for (query, word) in [
      ("min=101", "from 0 to 100"), ("min=x", "from 0 to 100"),
      ("format=html", "json, text, junit"),
      ("dialect=mm7", "smgw, httpbatch, aspx, mms"),
    ] {
      let answer = try whole(server, "?\(query)")
      #expect(answer.hasPrefix("HTTP/1.1 400 ") && answer.contains(word))
    }
  }

  @Test func pushesCount() throws {
    let receiver = try PushReceiver { _, place in place == 0 ? .status(500, "no") : .ok }
    let server = try LiveServer([
      """
      name: pushes
      report: {stat: DELIVRD, after: 0s}
      accounts:
        - {account: test01, password: "123456", access_codes: ["1069012345"],
           push: {report: "\(receiver.url("/r"))", retry: [1s], timeout: 5s}}
      """
    ])
    defer { server.stop() }
    _ = try server.post(
      "/msg/HttpBatchSendSM",
      "account=test01&pswd=123456&mobile=13800138000&msg=hello&needstatus=true")
    _ = try receiver.wait(for: 1)
    try server.waitUntil("/__mock/v1/coverage?format=text", holds: "1 refused")
    #expect(try coverage(server)["httpbatch.stat.DELIVRD"]?.seen == 0)
    server.clock.advance(by: .seconds(1))
    try server.waitUntil("/__mock/v1/coverage?format=text", holds: "1 acknowledged")
    let answer = try coverage(server, "?scenario=pushes")
    #expect(answer["httpbatch.stat.DELIVRD"]?.seen == 1)
    #expect(answer["httpbatch.stat.DELIVRD"]?.firstRequest == nil)
    let pushes = answer.dialects.first { $0.dialect == "httpbatch" }?.pushes
    #expect(pushes == ["acknowledged": 1, "refused": 1, "retried": 1, "given_up": 0])
    #expect(answer.dialects.first { $0.dialect == "aspx" }?.pushes == nil)
  }

  @Test func aPushThatIsGivenUpShowsNothing() throws {
    let receiver = try PushReceiver { _, _ in .status(500, "no") }
    let server = try LiveServer([
      """
      name: pushes
      report: {stat: DELIVRD, after: 0s}
      accounts:
        - {account: test01, password: "123456", access_codes: ["1069012345"],
           push: {report: "\(receiver.url("/r"))", retry: [], timeout: 5s}}
      """
    ])
    defer { server.stop() }
    _ = try server.post(
      "/msg/HttpBatchSendSM",
      "account=test01&pswd=123456&mobile=13800138000&msg=hello&needstatus=true")
    try server.waitUntil("/__mock/v1/coverage?format=text", holds: "1 given up")
    #expect(try coverage(server).shown == ["httpbatch.status.0"])
  }
}
