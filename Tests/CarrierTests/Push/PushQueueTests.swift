import GRDB
import Testing

@testable import Carrier

/// What is pushed when, and in which order.
@Suite struct PushQueueTests {
  @Test func whatIsPushedIsNotPulled() throws {
    let harness = try PushHarness()
    let ids = try harness.send(1, 2)
    #expect(try harness.pull().isEmpty)
    let push = try harness.takeOne()
    #expect(PushHarness.text(push) == "1 2")
    #expect(push.url == "http://127.0.0.1:9/r")
    #expect(push.style == "many")
    #expect(try harness.pull().isEmpty)
    #expect(try harness.take().isEmpty)
    try harness.end(push)
    #expect(try harness.take().isEmpty)
    #expect(try harness.pull().isEmpty)
    let row = try #require(try harness.gateway.store.messageRow(of: ids[0]))
    #expect(row.takenAt == harness.now)
  }

  @Test func aQueueHasOnePushUnderWayAndKeepsTheOrderThingsFallDue() throws {
    let harness = try PushHarness(top: "report: {stat: DELIVRD, after: 1s..60s}")
    for number in 1...20 { try harness.send(number) }
    #expect(try harness.take().isEmpty)
    harness.now = harness.now + .seconds(61)
    var times: [Int64] = []
    while let push = try harness.take().first {
      #expect(try harness.take().isEmpty)
      #expect(push.items.count <= 3)
      for case .report(let report) in push.items { times.append(report.time.secondsAsUTC) }
      try harness.end(push)
    }
    #expect(times.count == 20)
    #expect(times == times.sorted())
  }

  @Test func theClockSaysWhatIsDue() throws {
    let harness = try PushHarness(top: "report: {stat: DELIVRD, after: 10s}")
    try harness.send(1)
    #expect(try harness.take().isEmpty)
    #expect(harness.gateway.nextPush(now: harness.now) == .seconds(10))
    #expect(!harness.gateway.hasPushNews)
    harness.now = harness.now + .seconds(4)
    try harness.send(2)
    // A later one is no news.
    #expect(!harness.gateway.hasPushNews)
    #expect(harness.gateway.nextPush(now: harness.now) == .seconds(6))
    _ = try harness.gateway.moveClocks(of: nil, [.advance(.seconds(6))], now: harness.now)
    #expect(harness.gateway.hasPushNews)
    #expect(try harness.pushAll() == ["1"])
    #expect(harness.gateway.nextPush(now: harness.now) == .seconds(4))
    _ = try harness.gateway.moveClocks(of: nil, [.run(false)], now: harness.now)
    harness.now = harness.now + .seconds(100)
    #expect(try harness.pushAll() == [])
    #expect(harness.gateway.nextPush(now: harness.now) == nil)
    _ = try harness.gateway.moveClocks(of: nil, [.advance(.seconds(4))], now: harness.now)
    #expect(try harness.pushAll() == ["2"])
  }

  @Test func reportsAndRepliesToOneURLAreMixedByTheirTimes() throws {
    let harness = try PushHarness(
      accounts: ["a": PushHarness.toOne], top: "report: {stat: DELIVRD, after: 2s}")
    try harness.send(1)
    try harness.reply("first", after: .seconds(1))
    try harness.reply("third", after: .seconds(3))
    try harness.send(2)
    harness.now = harness.now + .seconds(5)
    #expect(try harness.pushAll() == ["first 1 2", "third"])
  }

  @Test func repliesToAnotherURLHaveAQueueOfTheirOwn() throws {
    let harness = try PushHarness()
    try harness.send(1)
    try harness.reply("text")
    let due = try harness.take()
    #expect(due.map(\.url) == ["http://127.0.0.1:9/r", "http://127.0.0.1:9/m"])
    #expect(due.map(PushHarness.text) == ["1", "text"])
    #expect(due[1].style == "many")
  }

  @Test func aPushHasOneStyle() throws {
    let harness = try PushHarness()
    try harness.send(1)
    try harness.send(2, in: "one")
    try harness.send(3, in: "one")
    try harness.send(4, 5)
    #expect(try harness.pushAll() == ["1", "2", "3", "4 5"])
    let fixed = try PushHarness(
      accounts: ["a": "push: {report: \"http://127.0.0.1:9/r\", style: many}"])
    try fixed.send(1)
    try fixed.send(2, in: "one")
    let push = try fixed.takeOne()
    #expect(push.style == "many")
    #expect(PushHarness.text(push) == "1 2")
  }

  @Test(arguments: ["many", "one"])
  func whatIsReorderedGoesOutAfterTheNextOne(_ style: String) throws {
    let harness = try PushHarness(reactions: ["*1": Reaction(push: .reorder)])
    func send(_ number: Int) throws { try harness.send(number, in: style) }
    func pushed() throws -> String { try harness.pushAll().joined(separator: " ") }
    try send(1)
    #expect(try pushed() == "")
    try send(2)
    #expect(try pushed() == "2 1")
    for number in [11, 21, 31, 4, 5] { try send(number) }
    #expect(try pushed() == "21 11 4 31 5")
    for number in [6, 7, 41] { try send(number) }
    #expect(try pushed() == "6 7")
    try send(8)
    #expect(try pushed() == "8 41")
  }

  /// The third place of a push of three is taken by what the reordered one waits for.
  @Test func theEndOfAPushKeepsNoReorderedOneBack() throws {
    let harness = try PushHarness(reactions: ["*1": Reaction(push: .reorder)])
    for number in [2, 3, 1, 4, 5] { try harness.send(number) }
    #expect(try harness.pushAll() == ["2 3 4", "1 5"])
  }

  @Test func aReorderedOneWaitsForTheTimeOfTheNextOne() throws {
    let harness = try PushHarness(
      top: "report: {stat: DELIVRD, after: 5s}", reactions: ["*1": Reaction(push: .reorder)])
    try harness.send(1)
    harness.now = harness.now + .seconds(3)
    try harness.send(2)
    harness.now = harness.now + .seconds(3)
    #expect(try harness.take().isEmpty)
    #expect(harness.gateway.nextPush(now: harness.now) == .seconds(2))
    harness.now = harness.now + .seconds(2)
    #expect(try harness.pushAll() == ["2 1"])
  }

  @Test func whatIsDoubledComesTwice() throws {
    let harness = try PushHarness(reactions: ["*1": Reaction(push: .duplicate)])
    try harness.send(1, 2)
    #expect(try harness.pushAll() == ["1 1 2"])
    #expect(try harness.pull().isEmpty)
  }

  @Test func ofSeveralReportsEachIsDoubled() throws {
    var unknown = ReportPlan(stat: "UNKNOWN")
    unknown.hasUnknownID = true
    let harness = try PushHarness(reactions: [
      "*1": Reaction(reports: [unknown, ReportPlan(stat: "DELIVRD")], push: .duplicate)
    ])
    let own = try harness.send(1)
    var pushed: [DeliveryReport] = []
    for _ in 0..<2 {
      let push = try harness.takeOne()
      for case .report(let report) in push.items { pushed.append(report) }
      try harness.end(push)
    }
    #expect(pushed.map(\.stat).sorted() == ["DELIVRD", "DELIVRD", "UNKNOWN", "UNKNOWN"])
    #expect(pushed.filter { $0.stat == "DELIVRD" }.map(\.id) == own + own)
  }

  @Test func aReportMadeByHandIsPushedAtOnce() throws {
    let harness = try PushHarness(top: "report: none")
    let id = try harness.send(1)[0]
    #expect(try harness.pushAll() == [])
    guard
      case .made = try harness.gateway.makeReport(
        of: id.text, in: nil, stat: "EXPIRED", after: .seconds(2), now: harness.now)
    else { throw StoreError("not made") }
    #expect(try harness.take().isEmpty)
    #expect(harness.gateway.nextPush(now: harness.now) == .seconds(2))
    harness.now = harness.now + .seconds(2)
    #expect(try harness.pushAll() == ["1"])
  }

  @Test func whatIsHeldComesWhenItIsLetGo() throws {
    let harness = try PushHarness(
      accounts: ["a": PushHarness.to, "b": PushHarness.to],
      reactions: ["*1": Reaction(push: .hold)])
    try harness.send(1, 2)
    try harness.send(1, from: "b")
    #expect(try harness.pushAll() == ["2"])
    #expect(try harness.gateway.releasePushes(scenario: "other", now: harness.now) == 0)
    #expect(try harness.gateway.releasePushes(account: "a", now: harness.now) == 1)
    #expect(try harness.pushAll() == ["1"])
    #expect(try harness.gateway.releasePushes(now: harness.now) == 1)
    #expect(try harness.pushAll() == ["1"])
  }

  @Test func aReceiverHasTwoUnderWayAndAllHaveSixteen() throws {
    var accounts: [String: String] = [:]
    for index in 0..<30 {
      let host = "127.0.0.\(index / 3 + 1)\(index % 3 == 0 ? "" : ":80")"
      accounts["a\(10 + index)"] = "push: {report: \"http://\(host)/\(index % 2)\"}"
    }
    let harness = try PushHarness(accounts: accounts)
    for account in accounts.keys.sorted() { try harness.send(1, from: account) }
    let due = try harness.take()
    #expect(due.count == 16)
    #expect(
      Dictionary(grouping: due) { $0.url.split(separator: "/")[1].prefix { $0 != ":" } }
        .values.allSatisfy { $0.count == 2 })
    #expect(try harness.take().isEmpty)
    try harness.end(due[0])
    // The next in turn, not the one of the same receiver.
    let next = try harness.takeOne()
    #expect(!next.url.contains("127.0.0.1/") && !next.url.contains("127.0.0.1:"))
    for push in due.dropFirst() + [next] { try harness.end(push) }
    #expect(try harness.pushAll().count == 13)
  }

  @Test func placesGoRound() throws {
    let harness = try PushHarness(
      accounts: ["a": PushHarness.to, "b": PushHarness.to, "c": PushHarness.to])
    for account in ["a", "b", "c"] {
      for _ in 0..<2 { try harness.send(1, 2, 3, from: account) }
    }
    let first = try harness.take()
    #expect(first.map(\.account) == ["a", "b"])
    for push in first { try harness.end(push) }
    let second = try harness.take()
    #expect(second.map(\.account) == ["c", "a"])
    for push in second { try harness.end(push) }
    #expect(try harness.take().map(\.account) == ["b", "c"])
  }

  @Test func whatWaitsIsFoundByItsIndex() throws {
    let harness = try PushHarness()
    func plan(_ sql: String, _ arguments: StatementArguments) throws -> [String] {
      try harness.gateway.store.read { db in
        try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments)
          .map { $0["detail"] as String }
      }
    }
    let reports = try plan(PushStatements.waitingReportsSQL, [1, 1])
    #expect(reports == ["SEARCH message USING INDEX message_to_push (account=?)"])
    let replies = try plan(PushStatements.waitingRepliesSQL, [1, 1])
    #expect(replies == ["SEARCH reply USING INDEX reply_to_push (account=?)"])
    let retry = try plan(PushStatements.retrySQL, [1, "u"])
    #expect(retry == ["SEARCH push USING INDEX push_waiting (account=? AND next_at>?)"])
  }
}
