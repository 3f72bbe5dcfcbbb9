import Foundation
import HTTP
import Reactor
import Testing

@Suite struct ServerTests {
  @Test func everythingAcknowledgedIsThereAfterARestart() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appendingPathComponent("a.db").path
    let first = try LiveServer { $0.location = .file(path) }
    let sent = try first.send("hello", to: "13800138000")
    first.stop()
    let second = try LiveServer { $0.location = .file(path) }
    second.clock.advance(by: .seconds(1))
    let id = try #require(sent.firstMatch(of: /"mid":"([0-9A-F]{16})"/)?.1)
    #expect(try second.reports().contains(id))
    #expect(try second.reports().hasSuffix("\"list\":[]}"))
    second.stop()
    try FileManager.default.removeItem(at: folder)
  }

  @Test func severalScenariosAreWorldsChosenByTheirAccounts() throws {
    let worlds = ["one", "two"].map {
      "{name: \($0), accounts: [{account: \($0), password: \"123456\", balance: 10}]}"
    }
    let server = try LiveServer(worlds)
    _ = try server.send("a", to: "13800138000", account: "one")
    #expect(try server.send("a", to: "1", account: "two").contains("\"balance\":10,"))
    #expect(try server.send("a", to: "1", account: "one").contains("\"balance\":9,"))
  }

  @Test func requestsOnOneConnectionAreAnsweredInTheirOrder() throws {
    let server = try LiveServer()
    let client = try WireClient(port: server.port)
    let request = "GET /sms?action=overage&account=922011&password=123456&rt=json"
    let last = "GET /sms?action=send&rt=json"
    try client.send(
      Bytes(
        [request, request, last].map { $0 + " HTTP/1.1\r\nHost: a\r\n\r\n" }.joined()))
    var all = ""
    while all.components(separatedBy: "HTTP/1.1 200").count < 4 {
      all += try client.receive().utf8Text
    }
    #expect(all.components(separatedBy: "PRECHARGE").count == 3)
    #expect(all.hasSuffix("{\"status\":\"1\",\"balance\":0,\"list\":[]}"))
  }

  @Test func twoPollersNeverGetTheSameReport() async throws {
    let server = try LiveServer([
      """
      name: race
      report: {stat: DELIVRD, after: 0s}
      accounts: [{account: "922011", password: "123456"}]
      """
    ])
    let mobiles = (0..<200).map { "138001\(10_000 + $0)" }.joined(separator: ",")
    _ = try server.send("hello", to: mobiles)
    let taken = try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<4 {
        group.addTask {
          try (0..<10).flatMap { _ in
            try server.get(
              "/sms?action=report&account=922011&password=123456&rt=json&size=10"
            ).matches(of: /"mid":"([0-9A-F]{16})"/).map { String($0.1) }
          }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(taken.count == 200)
    #expect(Set(taken).count == 200)
  }

  /// Nothing may have been written by then.
  @Test func aPortInUseIsSaidSoBeforeTheStoreIsTouched() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    let server = try LiveServer()
    let error = #expect(throws: ReactorError.self) {
      _ = try LiveServer {
        $0.listen = "127.0.0.1:\(server.port)"
        $0.location = .file(path)
      }
    }
    #expect(error?.isAddressInUse == true)
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
