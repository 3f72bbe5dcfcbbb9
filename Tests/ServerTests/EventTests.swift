import Foundation
import HTTP
import Testing

@Suite struct EventTests {
  /// What a stream brings until this has come.
  private func read(_ client: WireClient, until wanted: String) throws -> String {
    var text = ""
    while !text.contains(wanted) {
      let more = try client.receivePart().utf8Text
      guard !more.isEmpty else {
        throw WireClient.Failure(description: "never came \(wanted), but \(text)")
      }
      text += more
    }
    return text
  }

  private func listen(
    _ server: LiveServer, _ query: String = "", headers: String = "", version: String = "1.1"
  ) throws -> WireClient {
    let client = try WireClient(port: server.port)
    try client.send(
      Bytes(
        "GET /__mock/v1/events\(query) HTTP/\(version)\r\nHost: localhost\r\n\(headers)\r\n"))
    return client
  }

  private func event(_ text: String, _ type: String) -> String? {
    text.components(separatedBy: "\n\n").last { $0.contains("event: \(type)\n") }
  }

  @Test func whatHappensIsTold() throws {
    let receiver = try PushReceiver()
    let server = try LiveServer([
      """
      name: told
      report: {stat: DELIVRD, after: 1s}
      accounts:
        - account: "922011"
          password: "123456"
        - account: pushed
          password: "123456"
          push: {report: "\(receiver.url("/report"))", style: smgw}
      """
    ])
    let stream = try listen(server)
    _ = try read(stream, until: "retry: 1000\nid: ")
    let control = "/__mock/v1"
    _ = try server.send("hello", to: "13800138000,1")
    var text = try read(stream, until: "event: request")
    let submission = try #require(event(text, "submission"))
    for part in [
      "\"scenario\":\"told\",\"account\":\"922011\",\"dialect\":\"smgw\",\"request\":1",
      "\"total\":2,\"messages\":[{\"id\":1,\"mid\":",
      "\"mobile\":\"13800138000\",\"content\":\"hello\"",
      "\"refusal\":null,\"report\":{\"stat\":\"DELIVRD\",\"due\":\"2017-04-12 01:38:22\"},\"state\":\"pending\"}",
      "\"refusal\":\"bad_mobile\",\"report\":null,\"state\":\"refused\"}",
    ] {
      #expect(submission.contains(part), "\(submission)")
    }
    let request = try #require(event(text, "request"))
    #expect(request.contains("\"operation\":\"send\",\"outcome\":\"ok\""))
    _ = try server.request(
      "POST", "\(control)/replies",
      body: "{\"account\":\"922011\",\"mobile\":\"13800138000\",\"content\":\"好\",\"after\":\"2s\"}"
    )
    text = try read(stream, until: "event: reply")
    #expect(text.contains("\"content\":\"好\",\"due\":\"2017-04-12 01:38:23\"}\n\n"))
    _ = try server.request("POST", "\(control)/clock", body: "{\"advance\":\"2s\"}")
    text = try read(stream, until: "event: clock")
    #expect(
      text.contains("\"scenario\":\"told\",\"time\":\"2017-04-12 01:38:23\",\"running\":true"))
    _ = try server.reports()
    text = try read(stream, until: "event: request")
    #expect(text.contains("event: reports_taken\n"))
    #expect(text.contains("\"total\":1,\"reports\":[{\"id\":1,"))
    _ = try server.get("/sms?action=mo&account=922011&password=123456&rt=json")
    text = try read(stream, until: "event: request")
    #expect(text.contains("event: replies_taken\n"))
    _ = try server.request("POST", "\(control)/messages/1/reports", body: "{\"stat\":\"MA:0001\"}")
    #expect(try read(stream, until: "event: report\n").contains("\"stat\":\"MA:0001\""))
    _ = try server.request("PATCH", "\(control)/accounts/922011", body: "{\"balance\":5}")
    #expect(try read(stream, until: "event: account\n").contains("\"account\":\"922011\""))
    _ = try server.send("hello", to: "13900139000", account: "pushed")
    _ = try server.request("POST", "\(control)/clock", body: "{\"advance\":\"1s\"}")
    text = try read(stream, until: "event: push\n")
    #expect(text.contains("\"state\":\"acknowledged\",\"attempt\":1,\"status\":200,\"error\":null"))
    #expect(text.contains("\"items\":[{\"kind\":\"report\",\"report\":"))
    _ = try server.request("POST", "\(control)/reset")
    #expect(
      try read(stream, until: "event: scenario\n").contains(
        "{\"scenario\":\"told\",\"change\":\"reset\"}"))
    _ = try server.send("hello", to: "13900139000", account: "nobody")
    #expect(
      try read(stream, until: "event: request\n").contains(
        "\"scenario\":null,\"account\":\"nobody\",\"request\":5"))
  }

  @Test func aStreamIsTakenUpWhereItWasLeft() throws {
    let server = try LiveServer()
    let first = try listen(server, "?type=submission")
    _ = try read(first, until: "id: ")
    _ = try server.send("one", to: "13800138000")
    let text = try read(first, until: "\"content\":\"one\"")
    let id = try #require(
      text.components(separatedBy: "id: ").last?.components(separatedBy: "\n").first)
    _ = try server.send("two", to: "13800138000")
    _ = try server.send("three", to: "13800138000")
    let resumed = try read(
      listen(server, "?type=submission", headers: "Last-Event-ID: \(id)\r\n"), until: "three")
    #expect(resumed.contains("\"content\":\"two\""))
    #expect(!resumed.contains("\"content\":\"one\""))
    #expect(!resumed.contains("event: gap"))
    let asked = try read(listen(server, "?last_event_id=\(id)"), until: "three")
    #expect(asked.contains("event: request"))
    let lost = try read(
      listen(server, headers: "Last-Event-ID: another-5\r\n"), until: "three")
    #expect(lost.contains("event: gap\ndata: {\"missed\":null,"))
    let all = try read(listen(server, "?last_event_id=0"), until: "three")
    #expect(all.contains("\"content\":\"one\""))
    #expect(!all.contains("event: gap"))
  }

  @Test func ofATurnThatIsNotThereNothingIsTold() throws {
    let server = try LiveServer()
    let stream = try listen(server, "?type=submission&scenario=default")
    _ = try read(stream, until: "id: ")
    // Refused as a whole: no message was submitted.
    _ = try server.send("hello", to: "13800138000", account: "nobody")
    _ = try server.send("told", to: "13800138000")
    #expect(try !read(stream, until: "told").contains("hello"))
  }

  @Test func oldClientsAndHeadAreServed() throws {
    let server = try LiveServer()
    let old = try listen(server, version: "1.0")
    let head = try read(old, until: "id: ")
    #expect(!head.contains("chunked"))
    _ = try server.send("hello", to: "13800138000")
    #expect(try read(old, until: "event: request").contains("event: submission"))
    let client = try WireClient(port: server.port)
    let ending = try client.ending("HEAD /__mock/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
    #expect(ending.status == 200)
    #expect(ending.body == "")
  }

  @Test(arguments: [
    "?type=nothing", "?scenario=nothing", "?since=1", "?per_second=0", "?per_second=1001",
    "?per_second=some",
  ])
  func aStreamWithAMistakeIsRefused(_ query: String) throws {
    let server = try LiveServer()
    let answer = try listen(server, query).receive().utf8Text
    #expect(answer.contains(" 40"))
    #expect(answer.contains("application/problem+json"))
  }

  @Test func soManyMayListenAndNoMore() throws {
    let server = try LiveServer()
    var streams: [WireClient] = []
    for _ in 0..<64 {
      let stream = try listen(server)
      _ = try read(stream, until: "id: ")
      streams.append(stream)
    }
    let refused = try listen(server).receive().utf8Text
    #expect(refused.hasPrefix("HTTP/1.1 503 "))
    #expect(refused.contains("application/problem+json"))
    streams.removeLast()
    for _ in 0..<1000 {
      let stream = try listen(server)
      if try stream.receivePart().utf8Text.hasPrefix("HTTP/1.1 200") { return }
    }
    Issue.record("the place is never free again")
  }
}
