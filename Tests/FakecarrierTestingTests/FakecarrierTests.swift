import FakecarrierTesting
import Foundation
import Testing

/// Where a wait is for what another task does, it has minutes: other tests may keep every thread busy.
@Suite struct FakecarrierTests {
  private static let stopped = """
    name: stopped
    clock: {start: "2017-04-12 01:38:21", run: false}
    accounts: [{account: "922011", password: "123456", balance: 10, access_codes: ["1069012345"]}]
    """

  @Test func aMessageIsAwaited() async throws {
    let carrier = try await Fakecarrier.start()
    let shop = ShopApplication(gateway: carrier.url)
    try await shop.sendCode("4711", to: "13800138000")
    let message = try await carrier.message(to: "13800138000", containing: "验证码")
    #expect(message.content == "您的验证码是4711【朗宇信息】")
    #expect(message.refusal == nil)
    await carrier.stop()
  }

  @Test func aMessageThatComesLaterIsAwaitedToo() async throws {
    try await withFakecarrier(scenarios: [Self.stopped]) { carrier in
      async let awaited = carrier.message(to: "13800138001", timeout: .seconds(300))
      let shop = ShopApplication(gateway: carrier.url)
      try await shop.sendCode("1", to: "13800138000")
      try await shop.sendCode("2", to: "13800138001")
      let message = try await awaited
      #expect(message.content.contains("码是2"))
      #expect(message.account == "922011")
      #expect(message.at == "2017-04-12 01:38:21")
      try await shop.sendCode("3", to: "13800138001")
      let next = try await carrier.message(to: "13800138001", after: message)
      #expect(next.id > message.id)
      #expect(try await carrier.messages().map(\.id) == [next.id, message.id, message.id - 1])
    }
  }

  @Test func aMessageThatDoesNotComeIsAnErrorWithTheNearestMiss() async throws {
    try await withFakecarrier(scenarios: [Self.stopped]) { carrier in
      try await ShopApplication(gateway: carrier.url).sendCode("1", to: "13800138000")
      let error = await #expect(throws: FakecarrierError.self) {
        _ = try await carrier.message(
          to: "13800138000", containing: "欢迎", timeout: .milliseconds(1))
      }
      #expect(error?.status == 408)
      #expect(error?.description.contains("content: wanted 欢迎, seen 您的验证码是1") == true)
    }
  }

  @Test func countsAndAbsenceAreVerified() async throws {
    try await withFakecarrier(scenarios: [Self.stopped]) { carrier in
      let shop = ShopApplication(gateway: carrier.url)
      try await shop.sendCode("1", to: "13800138000")
      try await shop.sendCode("2", to: "13800138000")
      let sent = MessageFilter(to: "13800138000")
      try await carrier.verify(sent, count: 2)
      try await carrier.verify(sent, count: 1...3)
      #expect(try await carrier.messages(sent, count: 2).count == 2)
      try await carrier.never(MessageFilter(to: "139*"), within: .milliseconds(1))
      for filter in [sent, MessageFilter(containing: "码是2", account: "922011")] {
        let error = await #expect(throws: FakecarrierError.self) {
          try await carrier.never(filter)
        }
        #expect(error?.status == 409)
      }
      await #expect(throws: FakecarrierError.self) { try await carrier.verify(sent, count: 3) }
    }
  }

  @Test func timeIsTheTests() async throws {
    try await withFakecarrier(scenarios: [Self.stopped]) { carrier in
      let shop = ShopApplication(gateway: carrier.url)
      try await shop.sendCode("1", to: "13800138000")
      let message = try await carrier.message()
      #expect(try await shop.pullReports().hasSuffix("\"list\":[]}"))
      let fired = try await carrier.advance(by: .seconds(1))
      #expect(fired.map(\.stat) == ["DELIVRD"])
      #expect(try await carrier.reports(state: "due").map(\.message) == [message.id])
      async let taken = carrier.takenReport(
        MessageFilter(to: "13800138000"), timeout: .seconds(300))
      #expect(try await shop.pullReports().contains(message.mid))
      #expect(try await taken.message == message.id)
      try await carrier.setClock(to: "2020-01-01 00:00:00")
      try await carrier.report(message, as: "MA:0001", after: .seconds(3600))
      #expect(try await carrier.runUntilIdle().map(\.at) == ["2020-01-01 01:00:00"])
      try await carrier.runClock(true)
      #expect(try await shop.pullReports().contains("MA:0001"))
    }
  }

  @Test func aHandsetAnswers() async throws {
    try await withFakecarrier(scenarios: [Self.stopped]) { carrier in
      let shop = ShopApplication(gateway: carrier.url)
      try await shop.sendCode("1", to: "13800138000")
      let reply = try await carrier.reply(to: try await carrier.message(), "好的")
      #expect(reply.extno == "1069012345")
      #expect(try await shop.pullReplies().contains(reply.mid))
      try await carrier.reply(from: "13800138000", to: "922011", "TD")
      #expect(try await carrier.account("922011").unsubscribed == ["13800138000"])
    }
  }

  @Test func scenariosComeAndGo() async throws {
    try await withFakecarrier(scenarios: [Self.stopped]) { carrier in
      try await carrier.load(
        "{name: more, accounts: [{account: shop, password: \"123456\", balance: 1}]}")
      var shop = ShopApplication(gateway: carrier.url)
      shop.account = "shop"
      try await shop.sendCode("1", to: "13800138000")
      #expect(try await carrier.messages(MessageFilter(scenario: "more")).count == 1)
      #expect(try await carrier.account("shop").balance == 0)
      #expect(try await carrier.change(account: "shop", "{\"balance\": 5}").balance == 5)
      try await carrier.reset("more")
      #expect(try await carrier.account("shop").balance == 1)
      #expect(try await carrier.messages().isEmpty)
      try await carrier.unload("more")
      let error = await #expect(throws: FakecarrierError.self) {
        _ = try await carrier.account("shop")
      }
      #expect(error?.status == 404)
    }
  }

  @Test func mistakesHaveTheirLines() async throws {
    let error = await #expect(throws: FakecarrierError.self) {
      _ = try await Fakecarrier.start(scenario: "name: a\nacounts: []\n")
    }
    #expect(error?.description.contains("scenario:2:1") == true)
    try await withFakecarrier { carrier in
      await #expect(throws: FakecarrierError.self) { try await carrier.load("name: a") }
      let other = await #expect(throws: FakecarrierError.self) {
        try await carrier.load("{name: b, accounts: [{account: \"922011\", password: \"1\"}]}")
      }
      #expect(other?.status == 409)
    }
  }

  @Test func severalStandSideBySide() async throws {
    try await withThrowingTaskGroup(of: String.self) { group in
      for index in 0..<4 {
        group.addTask {
          try await withFakecarrier(scenarios: [Self.stopped]) { carrier in
            try await ShopApplication(gateway: carrier.url).sendCode("\(index)", to: "13800138000")
            let messages = try await carrier.messages(count: 1)
            #expect(messages.count == 1)
            return "\(carrier.port) \(messages[0].mid)"
          }
        }
      }
      let all = try await group.reduce(into: []) { $0.append($1) }
      #expect(Set(all).count == 4)
      // The same seed and the same requests: the same ids.
      #expect(Set(all.map { $0.split(separator: " ")[1] }).count == 1)
    }
  }

  @Test func aThousandWaitsCostNoThread() async throws {
    try await withFakecarrier(scenarios: [Self.stopped]) { carrier in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for index in 0..<1000 {
          group.addTask {
            let message = try await carrier.message(
              to: "1380013\(8000 + index)", timeout: .seconds(300))
            #expect(message.mobile == "1380013\(8000 + index)")
          }
        }
        try await carrier.change(account: "922011", "{\"balance\": 1000, \"max_recipients\": 1000}")
        let mobiles = (0..<1000).map { "1380013\(8000 + $0)" }.joined(separator: ",")
        try await ShopApplication(gateway: carrier.url).sendCode("1", to: mobiles)
        try await group.waitForAll()
      }
    }
  }

  @Test func aWaitEndsWithItsTaskAndWithItsCarrier() async throws {
    let carrier = try await Fakecarrier.start()
    let cancelled = Task { try await carrier.message(to: "13800138000", timeout: .seconds(300)) }
    cancelled.cancel()
    await #expect(throws: CancellationError.self) { _ = try await cancelled.value }
    let waiting = Task { try await carrier.message(to: "13800138000", timeout: .seconds(300)) }
    try await carrier.reset()
    await carrier.stop()
    await #expect(throws: FakecarrierError.self) { _ = try await waiting.value }
    await #expect(throws: FakecarrierError.self) { try await carrier.reset() }
    await carrier.stop()
  }
}
