import Foundation
import HTTP
import Testing

@Suite struct ConsoleTests {
  private func call(
    _ server: LiveServer, _ request: String, headers: [String] = [], body: String = "",
    host: String = "127.0.0.1", control: Bool = true
  ) throws -> String {
    let lines = ["\(request) HTTP/1.1", "Host: \(host)", "Content-Length: \(body.utf8.count)"]
    return try WireClient(port: control ? server.controlPort : server.port)
      .exchange(Bytes((lines + headers + ["", body]).joined(separator: "\r\n"))).utf8Text
  }

  private func status(_ answer: String) -> Int? {
    Int(answer.split(separator: " ").dropFirst().first ?? "")
  }

  @Test func readinessAndInfoAreThere() throws {
    let server = try LiveServer()
    #expect(try status(call(server, "GET /__mock/livez")) == 200)
    #expect(try status(call(server, "GET /__mock/readyz")) == 200)
    let head = try call(server, "HEAD /__mock/readyz", headers: ["Connection: close"])
    #expect(status(head) == 200)
    #expect(head.hasSuffix("\r\n\r\n"))
    let info = try call(server, "GET /__mock/v1/info")
    #expect(info.contains("\"scenarios\":[\"default\"]"))
    #expect(info.contains("\"gateway\":\"127.0.0.1:\(server.port)\""))
  }

  @Test func whatIsNotThereSaysWhatIs() throws {
    let server = try LiveServer()
    let missing = try call(server, "GET /__mock/v1/nothing")
    #expect(status(missing) == 404)
    #expect(missing.contains("application/problem+json"))
    #expect(missing.contains("/__mock/v1/replies"))
    let wrong = try call(server, "DELETE /__mock/v1/info")
    #expect(status(wrong) == 405)
    #expect(wrong.contains("Allow: GET\r\n"))
    #expect(try status(call(server, "GET /nothing")) == 404)
  }

  @Test func theTokenIsAskedForUnderV1Only() throws {
    let server = try LiveServer { $0.token = .fixed("secret") }
    let refused = try call(server, "GET /__mock/v1/info")
    #expect(status(refused) == 401)
    #expect(refused.contains("WWW-Authenticate: Bearer"))
    for wrong in ["Bearer secre", "Bearer secrets", "secret", "Basic secret", "Bearer "] {
      let answer = try call(server, "GET /__mock/v1/info", headers: ["Authorization: \(wrong)"])
      #expect(status(answer) == 401)
    }
    let taken = try call(server, "GET /__mock/v1/info", headers: ["Authorization: Bearer secret"])
    #expect(status(taken) == 200)
    #expect(try status(call(server, "GET /__mock/livez")) == 200)
    #expect(try status(call(server, "GET //__mock//v1/%69nfo")) == 401)
  }

  @Test(arguments: [
    ("localhost", 200), ("localhost:7862", 200), ("127.0.0.1:1", 200), ("[::1]:7862", 200),
    ("10.1.2.3", 200), ("mock", 200), ("MOCK:80", 200), ("evil.example", 403),
    ("1.2.3.4.evil", 403),
  ])
  func onlyKnownHostsMayCall(_ host: String, _ expected: Int) throws {
    let server = try LiveServer { $0.allowedHosts = ["mock"] }
    #expect(try status(call(server, "GET /__mock/v1/info", host: host)) == expected)
    #expect(try status(call(server, "GET /__mock/livez", host: host)) == 200)
  }

  @Test func aForeignPageMayNotCall() throws {
    let server = try LiveServer()
    func origin(_ origin: String) throws -> Int? {
      try status(
        call(
          server, "POST /__mock/v1/replies", headers: ["Origin: \(origin)"],
          body: "{\"account\":\"922011\",\"mobile\":\"13800138000\",\"content\":\"a\"}"))
    }
    #expect(try origin("http://evil.example") == 403)
    #expect(try origin("null") == 403)
    #expect(try origin("http://localhost:7862") == 201)
  }

  @Test func controlMayHaveAnAddressOfItsOwn() throws {
    let server = try LiveServer { $0.control = "127.0.0.1:0" }
    #expect(server.port != server.controlPort)
    #expect(try status(call(server, "GET /__mock/v1/info")) == 200)
    #expect(try status(call(server, "GET /sms?action=send")) == 404)
    #expect(try status(call(server, "GET /__mock/v1/info", control: false)) == 404)
    #expect(try status(call(server, "GET /sms?action=send", control: false)) == 200)
  }

  @Test(arguments: [
    ("", 400), ("[]", 422), ("{\"account\":\"922011\"}", 422),
    ("{\"account\":\"x\",\"mobile\":\"13800138000\",\"content\":\"a\"}", 404),
    ("{\"account\":\"922011\",\"mobile\":\"1\",\"content\":\"a\"}", 422),
    ("{\"account\":\"922011\",\"mobile\":13800138000,\"content\":\"a\"}", 422),
    (
      "{\"account\":\"922011\",\"mobile\":\"13800138000\",\"content\":\"a\",\"after\":\"soon\"}",
      422
    ),
  ])
  func aReplyWithAMistakeIsRefusedInWords(_ body: String, _ expected: Int) throws {
    let server = try LiveServer()
    let answer = try call(server, "POST /__mock/v1/replies", body: body)
    #expect(status(answer) == expected)
    #expect(answer.contains("\"detail\":\""))
  }

  @Test func aBodyInAnotherCharsetIsTheCallersMistakeAlone() throws {
    let server = try LiveServer()
    let json = "{\"account\":\"922011\",\"mobile\":\"13800138000\",\"content\":\"a\"}"
    for encoding in [String.Encoding.utf32, .utf16] {
      let body = Bytes(try #require(json.data(using: encoding)))
      let head =
        "POST /__mock/v1/replies HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(body.count)\r\n\r\n"
      let answer = try WireClient(port: server.port).exchange(Bytes(head) + body).utf8Text
      #expect(status(answer) == 400)
    }
  }

  /// A sleeping answer is something to come.
  @Test func aDelayedAnswerLeavesOnTheWayToIdle() throws {
    let server = try LiveServer([
      """
      name: asleep
      clock: {start: "2017-04-12 01:38:21", run: false}
      report: none
      accounts:
        - {account: "922011", password: "123456"}
      rules:
        - {when: {operation: send}, then: {delay: 1h}}
      """
    ])
    let client = try WireClient(port: server.port)
    try client.send(
      Bytes(
        "GET /sms?action=send&account=922011&password=123456&mobile=13800138000&content=a"
          + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
    try server.waitUntil("/__mock/v1/messages", holds: "\"total\":1")
    let answer = try server.post("/__mock/v1/clock", "{\"until\": \"idle\"}")
    #expect(answer.contains("2017-04-12 02:38:21"))
    #expect(try client.receive().utf8Text.contains("<message>ok</message>"))
  }
}
