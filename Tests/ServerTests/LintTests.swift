import Carrier
import Foundation
import HTTP
import Testing

/// What clients do wrong, as the control API tells it.
@Suite struct LintTests {
  private struct Answer: Decodable {
    struct Item: Decodable {
      struct Example: Decodable {
        var request: Int64
        var section: String
        var seen: String
        var advice: String
      }
      var rule: String
      var severity: String
      var dialect: String
      var account: String?
      var count: Int
      var firstRequest: Int64
      var lastRequest: Int64
      var section: String
      var advice: String
      var examples: [Example]
    }
    var items: [Item]
    var total: Int
    var next: String?
  }

  private func lint(_ server: LiveServer, _ query: String = "") throws -> Answer {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(
      Answer.self, from: Data(server.get("/__mock/v1/lint\(query)").utf8))
  }

  private static let decent =
    "action=send&account=922011&password=123456&rt=json&mobile=13800138000&content=hello&extno=1069"

  @Test func aDecentClientHasNoFindings() throws {
    let server = try LiveServer()
    _ = try server.post("/sms", Self.decent)
    server.clock.advance(by: .seconds(5))
    _ = try server.post("/sms", "action=report&account=922011&password=123456&rt=json")
    _ = try server.post("/sms", "action=overage&account=922011&password=123456")
    let answer = try lint(server)
    #expect(answer.items.isEmpty && answer.total == 0 && answer.next == nil)
  }

  @Test func findingsAreCountedAndNarrowed() throws {
    let server = try LiveServer()
    _ = try server.get("/sms?\(Self.decent)")
    _ = try server.get("/sms?\(Self.decent)")
    _ = try server.post("/msg/QueryBalance", "account=test01&pswd=123456")
    _ = try server.post("/msg/QueryBalance", "account=test01&pswd=123456&x=1")
    let answer = try lint(server)
    #expect(
      answer.items.map(\.rule) == [
        "get-for-post", "password-in-query", "sent-twice", "unknown-parameter",
        "balance-polled-too-often",
      ])
    #expect(answer.items.map(\.count) == [2, 2, 1, 1, 1])
    #expect(answer.items[0].section == "003 §1.1")
    #expect(answer.items[0].firstRequest == 1 && answer.items[0].lastRequest == 2)
    #expect(answer.items[0].examples.map(\.request) == [2, 1])
    #expect(answer.items[4].examples[0].section == "001 §4.4")
    #expect(try lint(server, "?account=test01").total == 2)
    #expect(try lint(server, "?dialect=smgw").total == 3)
    #expect(try lint(server, "?rule=sent-twice").items.map(\.account) == ["922011"])
    #expect(try lint(server, "?severity=error").total == 0)
    #expect(try lint(server, "?scenario=default").total == 5)
    let first = try lint(server, "?limit=3")
    #expect(first.items.count == 3 && first.total == 5)
    let rest = try lint(server, "?limit=3&cursor=\(try #require(first.next))")
    #expect(rest.items.map(\.rule) == ["unknown-parameter", "balance-polled-too-often"])
    #expect(rest.next == nil)
  }

  @Test func aMisspeltFilterIsNoGate() throws {
    let server = try LiveServer()
    for (query, word) in [
      ("rule=send-twice", "sent-twice"), ("severity=fatal", "error, warning"),
      ("dialect=sgmw", "smgw"), ("colour=red", "unknown parameter"),
    ] {
      let answer = try server.get("/__mock/v1/lint?\(query)")
      #expect(answer.contains("\"status\":400") && answer.contains(word))
    }
  }

  @Test func scenariosAreToldApart() throws {
    let server = try LiveServer(
      ["one", "two"].map { name in
        """
        name: \(name)
        accounts: [{account: "\(name)", password: "123456", access_codes: ["1069"]}]
        """
      })
    _ = try server.get("/sms?action=overage&account=one&password=123456")
    _ = try server.get("/sms?action=overage&password=123456")
    #expect(try lint(server, "?scenario=one").items.map(\.account) == ["one", "one"])
    #expect(try lint(server, "?scenario=two").total == 0)
    #expect(try lint(server).items.contains { $0.account == nil })
  }

  /// What a suite sends again after a reset is no double; what was found before stays.
  @Test func aResetBeginsAnewAndForgetsNoFinding() throws {
    let server = try LiveServer()
    _ = try server.post("/sms", Self.decent)
    _ = try server.post("/__mock/v1/reset", "")
    _ = try server.post("/sms", Self.decent)
    #expect(try lint(server).total == 0)
    _ = try server.post("/sms", Self.decent)
    _ = try server.post("/__mock/v1/scenarios/default/reset", "")
    #expect(try lint(server).items.map(\.rule) == ["sent-twice"])
  }

  /// The answer was lost, the message was not: to send it again is what must not happen.
  @Test func aLostAnswerIsNoReasonToSendAgain() throws {
    let server = try LiveServer([
      """
      name: lost
      accounts: [{account: "922011", password: "123456", access_codes: ["1069"]}]
      rules:
        - {when: {operation: send, nth: 1}, then: {fault: lose_answer}}
        - {when: {operation: balance, nth: 1}, then: {fault: drop}}
      """
    ])
    _ = try? server.post("/sms", Self.decent)
    _ = try server.post("/sms", Self.decent)
    #expect(try lint(server).items.map(\.rule) == ["sent-twice"])
  }

  @Test func reportsThatNobodyPullsAreFound() throws {
    let server = try LiveServer()
    _ = try server.post("/sms", Self.decent)
    _ = try server.post(
      "/msg/HttpBatchSendSM",
      "account=test01&pswd=123456&mobile=13800138000&msg=hello&needstatus=true")
    server.clock.advance(by: .seconds(3600))
    #expect(try lint(server).total == 0)
    server.clock.advance(by: .seconds(2))
    let answer = try lint(server)
    #expect(answer.items.map(\.rule) == ["unclaimed-reports"])
    #expect(answer.items[0].account == "922011" && answer.items[0].count == 1)
    #expect(answer.items[0].firstRequest == 1 && answer.items[0].section == "003 §4")
    #expect(answer.items[0].examples[0].seen == "1 due for more than an hour")
    _ = try server.post("/sms", "action=report&account=922011&password=123456")
    #expect(try lint(server).total == 0)
  }
}
