import Testing

@testable import Carrier

@Suite struct GatewayTests {
  @Test func whoPollsFirstTakesAReportAndTheRowRemembers() throws {
    let harness = try GatewayHarness()
    let receipt = try harness.send(to: ["13800138000"])
    try harness.gateway.commit()
    #expect(try harness.reports().isEmpty)
    harness.now = harness.now + .seconds(1)
    #expect(try harness.reports().map(\.id) == receipt.numbers.map(\.id))
    #expect(try harness.reports().isEmpty)
    let row = try #require(try harness.gateway.store.messageRow(of: receipt.numbers[0].id))
    #expect(row.takenAt == harness.now)
    #expect(row.takenBy == 3)
  }

  @Test func reportsComeInTheOrderTheyFallDue() throws {
    let harness = try GatewayHarness(top: "report: {stat: DELIVRD, after: 1s..60s}")
    for index in 0..<50 { _ = try harness.send(to: ["138001380\(10 + index)"]) }
    harness.now = harness.now + .seconds(60)
    let reports = try harness.reports()
    #expect(reports.count == 50)
    let times = reports.map { $0.time.secondsAsUTC }
    #expect(times == times.sorted())
    #expect(Set(times).count > 20)
  }

  @Test func aLimitLeavesTheRestForTheNextPoll() throws {
    let harness = try GatewayHarness(top: "report: {stat: DELIVRD, after: 0s}")
    let receipt = try harness.send(to: (0..<25).map { "138001380\(10 + $0)" })
    let polls = try (0..<4).map { _ in try harness.reports(limit: 10).map(\.id) }
    #expect(polls.map(\.count) == [10, 10, 5, 0])
    #expect(polls.flatMap { $0 } == receipt.numbers.map(\.id))
  }

  @Test func aTextWithANulIsStoredWhole() throws {
    let harness = try GatewayHarness()
    let receipt = try harness.send("a\0b", to: ["13800138000"])
    let row = try #require(try harness.gateway.store.messageRow(of: receipt.numbers[0].id))
    #expect(row.content == "a\0b")
  }

  @Test func prepaidRunsDryAndPostpaidDoesNot() throws {
    let prepaid = try GatewayHarness(settings: ", balance: 3, price: 2")
    #expect(
      try prepaid.send(to: ["13800138000", "13800138001"]).numbers.map(\.refusal)
        == [nil, .condition(.insufficientBalance)])
    #expect(try prepaid.balance() == 1)
    let postpaid = try GatewayHarness(settings: ", balance: 3, price: 2, billing: postpaid")
    #expect(
      try postpaid.send(to: ["13800138000", "13800138001"]).numbers.map(\.refusal) == [nil, nil])
    #expect(try postpaid.balance() == -1)
  }

  @Test func aRefusedRequestChargesAndStoresNothing() throws {
    let harness = try GatewayHarness(settings: ", carriers: [mobile]")
    let draft = Draft(
      parts: [.init(content: "a", mobiles: ["13800138000", "18900138000"])], extno: nil)
    guard case .refused(Refusal(.noRoute)) = try harness.perform(.submit(draft)) else {
      Issue.record("the request was not refused")
      return
    }
    #expect(try harness.balance() == 100_000)
    #expect(harness.gateway.store.messageCount == 0)
  }

  @Test func wrongCredentialsTellWhichIsWrong() throws {
    let harness = try GatewayHarness()
    guard case .refused(Refusal(.wrongPassword)) = try harness.perform(.balance, password: "q")
    else {
      Issue.record("a wrong password was taken")
      return
    }
  }

  @Test func theSameSeedGivesTheSameIds() throws {
    let ids = try (0..<2).map { _ in
      try GatewayHarness().send(to: ["13800138000", "13800138001"]).numbers.map(\.id)
    }
    #expect(ids[0] == ids[1])
    let other = try GatewayHarness(top: "seed: 2").send(to: ["13800138000"]).numbers.map(\.id)
    #expect(other[0] != ids[0][0])
  }

  @Test func aStoppedClockHoldsReportsBack() throws {
    let harness = try GatewayHarness(
      top: "clock: {start: \"2017-04-12 01:38:21\", run: false}")
    _ = try harness.send(to: ["13800138000"])
    harness.now = harness.now + .seconds(3600)
    #expect(try harness.reports().isEmpty)
  }

  @Test func aClockThatRunsShowsItsOwnTime() throws {
    let harness = try GatewayHarness(top: "clock: {start: \"2030-01-01 00:00:00\"}")
    _ = try harness.send(to: ["13800138000"])
    harness.now = harness.now + .seconds(1)
    let times = try harness.reports().map(\.time)
    #expect(times == [LocalTime(year: 2030, month: 1, day: 1, second: 1)])
  }

  @Test func anUnsubscriptionHoldsFromTheTimeItArrives() throws {
    let harness = try GatewayHarness()
    let number = try #require(MobileNumber("13800138000"))
    _ = try harness.gateway.addReply(
      to: "a", from: number, as: "13800138000", extno: nil, content: "TD", after: .seconds(5),
      now: harness.now)
    let account = try #require(harness.gateway.directory["a"])
    #expect(!account.isUnsubscribed(number, at: harness.now))
    #expect(account.isUnsubscribed(number, at: harness.now + .seconds(5)))
  }

  @Test func onlyWhatIsAcceptedCountsTowardsTheQuota() throws {
    let harness = try GatewayHarness(settings: ", balance: 1, monthly_quota: 5")
    _ = try harness.send(to: (0..<4).map { "1380013800\($0)" })
    let account = try #require(harness.gateway.directory["a"])
    #expect(account.state.messages(in: account.world.localTime(of: harness.now)) == 1)
  }

  @Test func aRestartRemembersHowOftenANumberWasSentTo() throws {
    func harness(_ file: TemporaryFile) throws -> GatewayHarness {
      try GatewayHarness(
        .file(file.path), settings: ", per_mobile: 2/1m",
        top: "report: [{stat: DELIVRD, after: 0s}, {stat: EXPIRED, after: 0s}]")
    }
    let file = try TemporaryFile()
    let before = try harness(file)
    var draft = Draft(parts: [.init(content: "later", mobiles: ["13800138000"])])
    draft.sendTime = LocalTime(year: 2030, month: 1, day: 1)
    _ = try before.perform(.submit(draft))
    try before.gateway.commit()
    try before.gateway.close()
    let after = try harness(file)
    for _ in 0..<2 { _ = try after.send(to: ["13800138000"]) }
    // The scheduled one and the first of these are within the limit; a second report is no send.
    #expect(try after.reports().map(\.stat) == ["DELIVRD", "EXPIRED", "OFTEN"])
  }

  @Test func aRequestWhoseDefectIsToldFirstCountsTowardsTheRate() throws {
    let harness = try GatewayHarness(settings: ", rate: 1/1s")
    guard case .refused(let refusal) = try harness.perform(.defective(.noContent, afterLogin: true))
    else { throw StoreError("not refused") }
    #expect(refusal.condition == .noContent)
    let draft = Draft(parts: [.init(content: "hello", mobiles: ["13800138000"])])
    guard case .refused(let second) = try harness.perform(.submit(draft))
    else { throw StoreError("not refused") }
    #expect(second.condition == .tooFast)
  }

  @Test func aScheduledSendCountsWhenItIsSubmitted() throws {
    let harness = try GatewayHarness(settings: ", per_mobile: 1/1m")
    var draft = Draft(parts: [.init(content: "later", mobiles: ["13800138000"])])
    draft.sendTime = LocalTime(year: 2030, month: 1, day: 1)
    _ = try harness.perform(.submit(draft))
    harness.now = harness.now + .seconds(61)
    _ = try harness.send(to: ["13800138000"])
    harness.now = harness.now + .seconds(1)
    #expect(try harness.reports().map(\.stat) == ["DELIVRD"])
  }

  @Test func aRestartCountsEachMessageOnceAndWhenItWasSubmitted() throws {
    let file = try TemporaryFile()
    func harness() throws -> GatewayHarness {
      try GatewayHarness(
        .file(file.path), settings: ", per_mobile: 2/1h",
        top: "report: [{stat: DELIVRD, after: 0s}, {stat: DELIVRD, after: 0s}]")
    }
    let first = try harness()
    var draft = Draft(parts: [.init(content: "later", mobiles: ["13800138000"])])
    draft.sendTime = LocalTime(year: 2030, month: 1, day: 1)
    _ = try first.perform(.submit(draft))
    try first.gateway.commit()
    try first.gateway.close()
    let second = try harness()
    _ = try second.send(to: ["13800138000"])
    _ = try second.send(to: ["13800138000"])
    #expect(try second.reports().map(\.stat) == ["DELIVRD", "DELIVRD", "OFTEN"])
    try second.gateway.close()
  }
}
