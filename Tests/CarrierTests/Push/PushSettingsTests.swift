import Testing

@testable import Carrier

/// What a change of an account's `push` does to what waits.
@Suite struct PushSettingsTests {
  private static let url = "http://127.0.0.1:9/new"

  @Test func anAccountThatGetsURLsPushesFromThenOn() throws {
    let harness = try PushHarness(accounts: ["a": ""])
    try harness.send(1)
    #expect(try harness.take().isEmpty)
    try harness.change(
      "{\"push\": {\"report\": \"\(Self.url)\", \"mo\": \"\(Self.url)\"}}")
    try harness.send(2)
    try harness.reply("hi")
    let push = try harness.takeOne()
    #expect(push.url == Self.url)
    #expect(PushHarness.text(push) == "2 hi")
    try harness.end(push)
    #expect(try harness.pull() == [1])
  }

  @Test func whatWaitsGoesToTheURLThereIsNow() throws {
    let harness = try PushHarness()
    try harness.send(1)
    try harness.change("{\"push\": {\"report\": \"\(Self.url)\"}}")
    #expect(try harness.takeOne().url == Self.url)
  }

  @Test func withoutAURLWhatWaitsCanBePulled() throws {
    let harness = try PushHarness(reactions: ["*2": Reaction(push: .hold)])
    try harness.send(1, 2)
    try harness.reply("hi")
    try harness.change("{\"push\": null}")
    #expect(try harness.take().isEmpty)
    #expect(try harness.pull() == [1, 2])
    let replies = try harness.gateway.replies(ListFilter(), ListWindow(limit: 1), now: harness.now)
    #expect(replies.items.map(\.delivery.state) == ["due"])
    let account = try #require(harness.gateway.directory["a"])
    let taken = try harness.gateway.store.takeReplies(
      of: account.id, dueBy: harness.now, limit: 10, request: 9)
    #expect(taken.map(\.content) == ["hi"])
  }

  @Test func noAnswerWaitsForAPushThatDoesNotComeAnyMore() throws {
    var plan = ReportPlan(stat: "DELIVRD")
    plan.isBeforeAnswer = true
    let harness = try PushHarness(
      accounts: ["a": PushHarness.to, "b": PushHarness.to],
      reactions: ["*1": Reaction(reports: [plan])])
    try harness.send(1, 11)
    try harness.send(1, from: "b")
    try harness.change("{\"push\": null}")
    try harness.gateway.commit()
    #expect(harness.gateway.takeReleasedRequests() == [1])
    #expect(try harness.pushAll() == ["1"])
    #expect(harness.gateway.takeReleasedRequests() == [2])
  }

  @Test func whatWaitsGoesWhereTheAccountNowPushes() throws {
    let harness = try PushHarness(accounts: ["a": "balance: 100"])
    try harness.send(1)
    #expect(try harness.pushAll() == [])
    try harness.change("{\"push\": {\"report\": \"http://127.0.0.1:9/r\"}}")
    // What was to be pulled still is.
    #expect(try harness.pushAll() == [])
    #expect(try harness.pull() == [1])
    try harness.send(2)
    try harness.change("{\"push\": {\"report\": \"http://127.0.0.1:9/other\"}}")
    let push = try harness.takeOne()
    #expect((PushHarness.text(push), push.url) == ("2", "http://127.0.0.1:9/other"))
  }

  @Test func whatWaitsIsPulledWhereTheAccountPushesNoMore() throws {
    let harness = try PushHarness(reactions: ["*3": Reaction(push: .hold)])
    try harness.send(1)
    let push = try harness.takeOne()
    try harness.send(2, 3)
    try harness.reply("yes")
    try harness.change("{\"push\": null}")
    #expect(try harness.take().isEmpty)
    #expect(try harness.pull() == [2, 3])
    #expect(try harness.pullReplies() == ["yes"])
    // What was under way ends as ever, but is not tried again.
    try harness.end(push, acknowledged: false)
    #expect(try harness.take().isEmpty)
    #expect(try harness.pull() == [1])
  }
}
