import Carrier
import Dialects
import Foundation
import HTTP
import Testing

/// Plays each file in `scenarios`, and holds it to what its comment promises.
@Suite struct ScenarioPlayTests {
  private static let played: Set<String> = [
    "quickstart", "magic-numbers", "carrier-outage", "prepaid-runs-dry", "slow-and-late-reports",
    "contradictory-reports", "unsubscribe", "flaky-network", "night-ban", "push-receiver-down",
    "every-refusal", "lost-answers",
  ]

  @Test func noneIsLeftOut() throws {
    #expect(try Set(PlayedScenario.all()) == Self.played)
  }

  /// Each says what it is for, and reads without a word of warning.
  @Test(arguments: try PlayedScenario.all())
  func readsWithoutAWarning(name: String) throws {
    let text = try PlayedScenario.text(of: name)
    #expect(text.hasPrefix("# yaml-language-server: $schema=schema.json\n# "))
    let reading = ScenarioReader.read(
      Array(text.utf8), file: "\(name).yaml", vocabulary: DialectCatalog.all.vocabulary)
    #expect(reading.scenario?.name == name)
    #expect(reading.problems.map(\.description) == [])
  }

  @Test func quickstart() throws {
    let play = try PlayedScenario("quickstart")
    #expect(try play.smgw("smgw-user", "您的验证码是1234").contains("\"result\":0"))
    #expect(try play.httpbatch("batch-user").contains(",0\n"))
    #expect(try play.aspx("aspx-user").contains("Success"))
    #expect(try play.mms("mms-user").contains(":"))
    try play.advance("1s")
    #expect(try play.stats("smgw-user") == ["DELIVRD"])
    #expect(try play.replies("smgw-user") == [])
    try play.advance("1s")
    #expect(try play.replies("smgw-user") == ["收到"])
  }

  @Test func carrierOutage() throws {
    let play = try PlayedScenario("carrier-outage")
    for _ in 0..<3 {
      #expect(try play.smgw("outage-smgw") == "{\"status\":\"21\",\"balance\":0,\"list\":[]}")
      #expect(try play.httpbatch("outage-batch").hasSuffix(",104"))
      #expect(try play.aspx("outage-aspx").contains("<message>其他错误</message>"))
      #expect(try play.mms("outage-mms") == "7")
    }
    #expect(try play.smgw("outage-smgw").contains("\"result\":0"))
    #expect(try play.httpbatch("outage-batch").contains(",0\n"))
    #expect(try play.aspx("outage-aspx").contains("Success"))
    #expect(try play.mms("outage-mms").contains(":"))
    try play.advance("29s")
    #expect(try play.stats("outage-smgw") == [])
    try play.advance("1s")
    #expect(try play.stats("outage-smgw") == ["DELIVRD"])
  }

  @Test func prepaidRunsDry() throws {
    let play = try PlayedScenario("prepaid-runs-dry")
    let four = "13800138000,13800138001,13800138002,13800138003"
    let answer = try play.smgw("dry-smgw", to: four)
    #expect(answer.components(separatedBy: "\"result\":0").count == 4)
    #expect(answer.contains("\"mobile\":\"13800138003\",\"result\":15"))
    #expect(try play.httpbatch("dry-batch", to: four).hasSuffix(",109"))
    #expect(try play.aspx("dry-aspx", to: four).contains("对不起，您当前要发送的量大于您当前余额"))
    #expect(try play.mms("dry-mms", to: four) == "6")
    #expect(try play.mms("dry-mms").hasPrefix("2:"))
    _ = try play.server.request(
      "PATCH", "/__mock/v1/accounts/dry-smgw", body: "{\"balance\": 100}")
    #expect(try play.smgw("dry-smgw").contains("\"balance\":99,"))
  }

  @Test func slowAndLateReports() throws {
    let play = try PlayedScenario("slow-and-late-reports")
    _ = try play.smgw("late", to: "13800130000,13800131111")
    let others = (0..<50).map { String(13_800_138_200 + $0) }.joined(separator: ",")
    _ = try play.smgw("late", to: others)
    try play.advance("29s")
    #expect(try play.stats("late") == [])
    try play.advance("571s")
    let stats = try play.stats("late")
    #expect(stats.count == 50)
    #expect(Set(stats) == ["DELIVRD", "MA:0001"])
    try play.advance("72h")
    #expect(try play.stats("late") == ["EXPIRED"])
    try play.advance("30d")
    #expect(try play.stats("late") == [])
    // A slow answer sleeps by the scenario's clock, which stands: only an advance lets it leave.
    let client = try WireClient(port: play.server.port)
    try client.send(
      Bytes(
        "GET /sms?action=send&account=late&password=123456&mobile=13800138000&content=%E6%85%A2"
          + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
    try play.server.waitUntil(
      "/__mock/v1/messages?account=late&content=%E6%85%A2", holds: "\"total\":1")
    try play.advance("4s")
    #expect(try client.receive().utf8Text.contains("<message>ok</message>"))
  }

  @Test func contradictoryReports() throws {
    let play = try PlayedScenario("contradictory-reports")
    func mids(_ json: String) -> [String] { PlayedScenario.values(of: "mid", in: json) }
    let twice = try mids(play.smgw("contra", to: "13800138001"))
    try play.advance("1s")
    #expect(try mids(play.server.reports(account: "contra")) == twice + twice)

    let changed = try mids(play.smgw("contra", to: "13800138002"))
    try play.advance("2s")
    let pull = try play.server.reports(account: "contra")
    #expect(mids(pull) == changed + changed)
    #expect(PlayedScenario.values(of: "stat", in: pull) == ["DELIVRD", "REJECTED"])

    let first = try mids(play.smgw("contra", to: "13800138003"))
    let second = try mids(play.smgw("contra", to: "13800138003"))
    try play.advance("10s")
    #expect(try mids(play.server.reports(account: "contra")) == second + first)

    let early = try mids(play.smgw("contra", to: "13800138004"))
    #expect(try mids(play.server.reports(account: "contra")) == early)

    let known = try mids(play.smgw("contra", to: "13800138005"))
    try play.advance("2s")
    let reported = try mids(play.server.reports(account: "contra"))
    #expect(reported.count == 2)
    #expect(reported.first != known.first)
    #expect(reported.last == known.first)

    let long = String(repeating: "%E5%AD%97", count: 135)
    let segments = try mids(play.smgw("contra", to: "13800138006", long))
    try play.advance("1s")
    #expect(
      try mids(play.server.reports(account: "contra")) == [String](repeating: segments[0], count: 3)
    )
  }

  @Test func unsubscribe() throws {
    let play = try PlayedScenario("unsubscribe")
    _ = try play.smgw("ads", "优惠多多，回TD退订")
    try play.advance("1s")
    #expect(try play.stats("ads") == ["DELIVRD"])
    #expect(try play.replies("ads") == ["TD"])
    _ = try play.smgw("ads", "still there?")
    _ = try play.httpbatch("ads")
    _ = try play.aspx("ads")
    try play.advance("1s")
    #expect(try play.stats("ads") == ["MA:0023", "MBBLACK", "MA:0023"])
    _ = try play.server.post("/__mock/v1/reset", "")
    _ = try play.smgw("ads")
    try play.advance("1s")
    #expect(try play.stats("ads") == ["DELIVRD"])
  }

  @Test func flakyNetwork() throws {
    let play = try PlayedScenario("flaky-network")
    func send() throws -> WireClient.Ending {
      try WireClient(port: play.server.port).ending(
        "GET /sms?action=send&account=flaky&password=123456&mobile=13800138000&content=a&rt=json"
          + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    }
    func stored() throws -> Int {
      PlayedScenario.values(
        of: "mid", in: try play.server.get("/__mock/v1/messages?account=flaky")
      ).count
    }
    #expect(try send() == .closed(""))
    #expect(try send() == .reset(""))
    #expect(try stored() == 0)
    #expect(try send().body == "")
    #expect(try stored() == 1)
    let garbage = try send()
    #expect(garbage.status == 200)
    #expect(garbage.body?.contains("status") == false)
    let half = try send()
    #expect(half.status == 200)
    #expect(half.body?.hasPrefix("{\"status\":\"0\"") == true)
    #expect(half.body?.hasSuffix("}]}") == false)
    #expect(try stored() == 3)
    #expect(try send().status == 503)
    #expect(try stored() == 3)
    #expect(try send() == .reset(""))
    #expect(try stored() == 4)
    // The one that is never answered ends when the world is reset.
    let client = try WireClient(port: play.server.port)
    try client.send(
      Bytes(
        "GET /sms?action=send&account=flaky&password=123456&mobile=13800138000&content=a"
          + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
    try play.server.waitUntil(
      "/__mock/v1/scenarios/flaky-network", holds: "\"matches\":8")
    #expect(try send().body?.contains("\"result\":0") == true)
    _ = try play.server.post("/__mock/v1/scenarios/flaky-network/reset", "")
    #expect(try client.receive().isEmpty)
    #expect(try send() == .closed(""))
  }

  @Test func nightBan() throws {
    let play = try PlayedScenario("night-ban")
    #expect(try play.smgw("night").contains("\"result\":0"))
    try play.advance("9s")
    #expect(try play.smgw("night").contains("\"result\":0"))
    try play.advance("1s")
    #expect(try play.smgw("night").contains("\"result\":16"))
    #expect(try play.httpbatch("night").hasSuffix(",110"))
    #expect(try play.aspx("night").contains("其他错误"))
    #expect(try play.mms("night") == "8")
    try play.advance("11h")
    #expect(try play.smgw("night").contains("\"result\":0"))
  }

  @Test func everyRefusal() throws {
    let play = try PlayedScenario("every-refusal")
    func rows(_ dialect: String, _ place: String) -> [DocumentedOutcome] {
      DialectCatalog.all.dialects.filter { $0.policy.name == dialect }.flatMap(\.outcomes)
        .filter { $0.place == place && $0.condition != .ok }
    }
    let login = "userid=12&account=refused&password=123456"
    func aspx(_ action: String, _ path: String = "/sms.aspx") throws -> String {
      try play.server.post(path, "action=\(action)&\(login)&content=a&newpwd=1&renewpwd=1")
    }
    for row in rows("smgw", "status") {
      #expect(try play.smgw("refused").hasPrefix("{\"status\":\"\(row.code)\""), "\(row.id)")
    }
    for row in rows("smgw", "result") {
      #expect(try play.smgw("refused").contains("\"result\":\(row.code)}"), "\(row.id)")
    }
    #expect(try play.smgw("refused").contains("\"result\":0}"))
    for row in rows("smgw", "status") {
      let answer = try play.server.get("/sms?action=report&account=refused&password=123456")
      #expect(answer.contains("<error>\(row.code)</error>"), "\(row.id)")
    }
    for row in rows("httpbatch", "status") {
      #expect(try play.httpbatch("refused").hasSuffix(",\(row.code)"), "\(row.id)")
    }
    #expect(try play.httpbatch("refused").contains(",0\n"))
    for row in rows("httpbatch", "balance") {
      let answer = try play.server.get("/msg/QueryBalance?account=refused&pswd=123456")
      #expect(answer.hasSuffix(",\(row.code)"), "\(row.id)")
    }
    for row in rows("aspx", "send") {
      #expect(try play.aspx("refused").contains("<message>\(row.text)</message>"), "\(row.id)")
    }
    #expect(try play.aspx("refused").contains("Success"))
    for (place, action) in [
      ("overage", "overage"), ("checkkeyword", "checkkeyword"), ("changespwd", "changespwd"),
    ] {
      for row in rows("aspx", place) {
        #expect(try aspx(action).contains("<message>\(row.text)</message>"), "\(row.id)")
      }
    }
    for (place, path) in [("error", "/statusApi.aspx"), ("mo-error", "/callApi.aspx")] {
      for row in rows("aspx", place) {
        let answer = try aspx("query", path)
        #expect(answer.contains("<error>\(row.code)</error>"), "\(row.id)")
        #expect(answer.contains("<remark>\(row.text)</remark>"), "\(row.id)")
      }
    }
    for row in rows("mms", "send") {
      #expect(try play.mms("refused") == row.code, "\(row.id)")
    }
    #expect(try play.mms("refused").contains(":"))
    for row in rows("mms", "overage") {
      #expect(try aspx("overage", "/sendmms.aspx").contains(row.text), "\(row.id)")
    }
    for row in rows("mms", "error") {
      let answer = try aspx("query", "/mmsStatusApi.aspx")
      #expect(answer.contains("<error>\(row.code)</error>"), "\(row.id)")
    }
  }

  @Test func lostAnswers() throws {
    let play = try PlayedScenario("lost-answers")
    for count in 1...10 {
      let ending = try WireClient(port: play.server.port).ending(
        "GET /sms?action=send&account=lossy&password=123456&mobile=13800138000&content=a"
          + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
      #expect((ending == .reset("")) == (count % 5 == 0))
    }
    let statement = try play.server.get(
      "/sms?action=overage&account=lossy&password=123456&rt=json")
    #expect(statement.contains("\"balance\":99990,"))
  }

  @Test func pushReceiverDown() throws {
    let nobody = try ClosedPort()
    let play = try PlayedScenario("push-receiver-down") {
      $0.replacing(":9000/", with: ":\(nobody.port)/")
    }
    _ = try play.smgw("push-smgw")
    _ = try play.httpbatch("push-batch")
    // A stopped clock: an attempt, and then each retry when the clock has come to it.
    for (span, attempts) in [("1s", 1), ("1s", 2), ("5s", 3), ("30s", 4)] {
      #expect(try play.stats("push-smgw") == [])
      try play.advance(span)
      for account in ["push-smgw", "push-batch"] {
        try play.server.waitUntil(
          "/__mock/v1/pushes?account=\(account)", holdsTimes: attempts, "refused")
      }
    }
    for account in ["push-smgw", "push-batch"] {
      let pushes = try play.server.get("/__mock/v1/pushes?account=\(account)")
      #expect(pushes.contains("\"state\":\"failed\""))
      #expect(try play.stats(account) == ["DELIVRD"])
    }
  }

  @Test func pushReceiverComesBack() throws {
    let receiver = try PushReceiver { _, place in place < 2 ? .status(503, "") : .ok }
    let play = try PlayedScenario("push-receiver-down") {
      $0.replacing(":9000/", with: ":\(receiver.port)/")
    }
    _ = try play.smgw("push-smgw")
    #expect(try play.server.post("/__mock/v1/clock", "{\"until\": \"idle\"}").contains("DELIVRD"))
    #expect(receiver.all.count == 3)
    #expect(receiver.all.allSatisfy { $0.body.contains("\"stat\":\"DELIVRD\"") })
    #expect(try play.stats("push-smgw") == [])
  }
}
