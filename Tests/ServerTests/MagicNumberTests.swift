import Carrier
import Dialects
import Foundation
import HTTP
import Testing

/// Plays every magic number, and holds it to what its rule promises.
@Suite struct MagicNumberTests {
  /// The built-in scenario has the same numbers.
  @Test func magicNumbersAreBuiltIn() throws {
    func rules(_ text: String) throws -> Substring {
      text[try #require(text.range(of: "\nrules:\n")).lowerBound...]
    }
    let builtIn = try String(
      contentsOf: PlayedScenario.folder.deletingLastPathComponent().appendingPathComponent(
        "Sources/Server/BuiltIn/default.yaml"), encoding: .utf8)
    #expect(try rules(PlayedScenario.text(of: "magic-numbers")) == rules(builtIn))
  }

  @Test func magicRefusals() throws {
    let play = try PlayedScenario("magic-numbers")
    var seen = 0
    for rule in try play.rules() where rule.name.contains(".") {
      let mobile = try #require(rule.mobile).replacing("?", with: "7")
      let parts = rule.name.split(separator: ".")
      let code = String(parts[2])
      switch parts[0] + "." + parts[1] {
      case "smgw.status":
        #expect(try play.smgw("magic", to: mobile).hasPrefix("{\"status\":\"\(code)\""))
      case "smgw.result":
        let answer = try play.smgw("magic", to: "13800138000,\(mobile)")
        #expect(answer.contains("\"mobile\":\"13800138000\",\"result\":0}"))
        #expect(answer.contains("\"mobile\":\"\(mobile)\",\"result\":\(code)}"))
      case "httpbatch.status":
        #expect(try play.httpbatch("magic", to: mobile).hasSuffix(",\(code)"))
      case "mms.send":
        #expect(try play.mms("magic", to: mobile) == code)
      case "aspx.send":
        let text = try #require(
          DialectCatalog.all.dialects.flatMap(\.outcomes).first { $0.id == rule.name }
        ).text
        #expect(try play.aspx("magic", to: mobile).contains("<message>\(text)</message>"))
      default: Issue.record("no play for \(rule.name)")
      }
      seen += 1
    }
    #expect(seen == 55)
  }

  /// Every dialect gets the stat, for whichever free digit.
  @Test func magicStats() throws {
    let play = try PlayedScenario("magic-numbers")
    var seen = 0
    for rule in try play.rules() {
      let glob = try #require(rule.mobile)
      guard "345".contains(try #require(glob.dropFirst(7).first)) else { continue }
      _ = try play.smgw("magic", to: glob.replacing("?", with: "0"))
      _ = try play.httpbatch("magic", to: glob.replacing("?", with: "3"))
      _ = try play.aspx("magic", to: glob.replacing("?", with: "6"))
      _ = try play.mms("magic", to: glob.replacing("?", with: "9"))
      try play.advance("1s")
      let stat = rule.name == "MO:NNNN" ? "MO:1234" : rule.name
      #expect(try play.stats("magic") == [stat, stat, stat])
      let multimedia = try play.server.post(
        "/mmsStatusApi.aspx", "action=query&userid=12&account=magic&password=123456")
      #expect(multimedia.contains("<errorcode><![CDATA[\(stat)]]></errorcode>"))
      seen += 1
    }
    #expect(seen == 36)
  }

  @Test func magicTroubles() throws {
    let play = try PlayedScenario("magic-numbers")
    func send(_ magic: String) throws -> WireClient.Ending {
      try WireClient(port: play.server.port).ending(
        "GET /sms?action=send&account=magic&password=123456&mobile=1990000\(magic)5&content=a"
          + "&rt=json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    }
    func stored() throws -> String { try play.server.get("/__mock/v1/messages?account=magic") }
    #expect(try send("901") == .closed(""))
    #expect(try send("902") == .reset(""))
    #expect(try send("908").status == 503)
    #expect(try stored().contains("\"total\":0"))
    #expect(try send("903").body == "")
    let garbage = try send("904")
    #expect(garbage.status == 200)
    #expect(garbage.body?.contains("status") == false)
    #expect(try send("905").body?.hasSuffix("}]}") == false)
    #expect(try send("907") == .reset(""))
    #expect(try stored().contains("\"total\":4"))
    let stalled = try WireClient(port: play.server.port)
    let slow = try WireClient(port: play.server.port)
    for (client, magic) in [(stalled, "906"), (slow, "909")] {
      try client.send(
        Bytes(
          "GET /sms?action=send&account=magic&password=123456&mobile=1990000\(magic)5&content=a"
            + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
    }
    try play.server.waitUntil("/__mock/v1/messages?account=magic", holds: "\"total\":5")
    try play.advance("3s")
    #expect(try slow.receive().utf8Text.contains("<message>ok</message>"))
    _ = try play.server.post("/__mock/v1/reset", "")
    #expect(try stalled.receive().isEmpty)
  }

  @Test func magicReports() throws {
    let play = try PlayedScenario("magic-numbers")
    func mid(_ magic: String) throws -> String {
      try #require(
        PlayedScenario.values(of: "mid", in: play.smgw("magic", to: "1990000\(magic)5")).first)
    }
    func pulled() throws -> [String] {
      let answer = try play.server.reports(account: "magic")
      return zip(
        PlayedScenario.values(of: "mid", in: answer), PlayedScenario.values(of: "stat", in: answer)
      ).map { "\($0) \($1)" }
    }
    _ = try mid("910")
    try play.advance("30d")
    #expect(try pulled() == [])
    let twice = try mid("911")
    try play.advance("1s")
    #expect(try pulled() == ["\(twice) DELIVRD", "\(twice) DELIVRD"])
    let late = try mid("912")
    try play.advance("71h")
    #expect(try pulled() == [])
    try play.advance("1h")
    #expect(try pulled() == ["\(late) DELIVRD"])
    let contradicted = try mid("913")
    try play.advance("2s")
    #expect(try pulled() == ["\(contradicted) DELIVRD", "\(contradicted) REJECTED"])
    let early = try mid("914")
    #expect(try pulled() == ["\(early) DELIVRD"])
    let known = try mid("915")
    try play.advance("1s")
    let unknown = try pulled()
    #expect(unknown.count == 1)
    #expect(!unknown[0].hasPrefix(known))
    _ = try mid("920")
    _ = try mid("921")
    try play.advance("1s")
    #expect(try play.replies("magic") == ["好的", "TD"])
    _ = try play.smgw("magic", to: "19900009215")
    try play.advance("1s")
    #expect(try play.stats("magic").last == "MA:0023")
  }
}
