import Carrier
import Foundation
import HTTP
import Server
import Testing

/// The same seed and the same requests give the same bytes: twice in a row, across a restart, and on
/// every machine.
@Suite struct DeterminismTests {
  private static let scenario = """
    name: same
    seed: 42
    clock: {start: "2017-04-12 01:38:21", run: false}
    report: {mix: {DELIVRD: 8, "MA:0001": 1, none: 1}, after: 1s..9s}
    accounts:
      - {account: one, password: "123456", userid: "12"}
      - {account: two, password: "123456", userid: "12", products: {"7": 500}}
    rules:
      - {name: coin, when: {operation: send, chance: 0.3}, then: {reject: other_error}}
      - {name: third, when: {mobile: "*3", nth: every 3}, then: {result: 6}}
      - {name: noise, when: {operation: balance, nth: 2}, then: {fault: garbage}}
      - {name: long, when: {content: "*b*"}, then: {report: {stat: DELIVRD, per: segment, after: 1s..1m}}}
      - {name: answer, when: {mobile: "*4"}, then: {reply: {content: 好, after: 1s..1m}}}
      - name: list
        when: {dialect: httpbatch, operation: send}
        then: [{report: EXPIRED}, {report: [DELIVRD, {stat: REJECTED, id: unknown}]}]
        repeat: true
    """

  private enum Step {
    case get(String)
    case post(String, String)
    /// Of the server, where it has a file.
    case restart
  }

  private static let steps: [Step] =
    (0..<20).map { number in
      .get(
        "/sms?action=send&account=one&password=123456&rt=json&content=a"
          + "&mobile=1380013800\(number % 10),1390013800\(number / 2)")
    } + [
      .post(
        "/sms",
        "action=send&account=two&password=123456&mobile=13800138004&content="
          + String(repeating: "b", count: 150)),
      .get("/sms?action=overage&account=one&password=123456"),
      .get("/sms?action=overage&account=one&password=123456"),
      .restart,
      .post("/__mock/v1/clock", "{\"advance\": \"5s\"}"),
      .get("/sms?action=report&account=one&password=123456"),
    ]
    + (0..<6).map { number in
      .get(
        "/msg/HttpBatchSendSM?account=two&pswd=123456&msg=a&needstatus=true"
          + "&mobile=1380013800\(number)")
    } + [
      .post(
        "/sms.aspx",
        "action=send&userid=12&account=one&password=123456&content=b&mobile=13800138004"),
      .restart,
      .post("/__mock/v1/clock", "{\"until\": \"idle\"}"),
      .get("/sms?action=report&account=one&password=123456&rt=json"),
      .get("/statusApi.aspx?action=query&userid=12&account=two&password=123456"),
      .get("/callApi.aspx?action=query&userid=12&account=one&password=123456"),
      .get("/sms?action=mo&account=two&password=123456"),
      .get("/__mock/v1/messages?limit=100"),
    ]

  @Test func twoRunsGiveTheSameBytes() throws {
    let inMemory = try play(file: nil)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
    let withRestarts = try play(file: folder.appendingPathComponent("same.db").path)
    #expect(inMemory == withRestarts)

    let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Transcripts/session.txt")
    if ProcessInfo.processInfo.environment["FAKECARRIER_RECORD"] == "1" {
      try Data(inMemory).write(to: golden)
    }
    #expect(try inMemory == Bytes(Data(contentsOf: golden)))
  }

  /// Every request and every answer, one after the other.
  private func play(file: String?) throws -> Bytes {
    let clock = ManualClock()
    func start() throws -> LiveServer {
      try LiveServer([Self.scenario], clock: clock) { configuration in
        if let file { configuration.location = .file(file) }
      }
    }
    var server = try start()
    defer { server.stop() }
    var transcript: Bytes = []
    for step in Self.steps {
      let request: Bytes
      switch step {
      case .get(let target):
        request = Bytes("GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n")
      case .post(let path, let body):
        request = Bytes(
          "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
            + body)
      case .restart:
        guard file != nil else { continue }
        server.stop()
        server = try start()
        continue
      }
      let answer = try WireClient(port: server.port).exchange(request)
      transcript += request + Bytes("\n") + answer + Bytes("\n\n")
    }
    return transcript
  }
}
