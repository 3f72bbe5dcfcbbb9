import Foundation
import GRDB
import Testing

@testable import Carrier

/// What becomes of pushes that are not acknowledged, of restarts and of worlds that end.
@Suite struct PushRetryTests {
  private static let retrying =
    "push: {report: \"http://127.0.0.1:9/r\", mo: \"http://127.0.0.1:9/r\", retry: [1s, 5s]}"

  private func harness(_ location: StoreLocation = .memory) throws -> PushHarness {
    try PushHarness(location, accounts: ["a": Self.retrying])
  }

  @Test func aPushIsTriedAgainByTheClockWithTheSameItems() throws {
    let harness = try harness()
    try harness.send(1, 2)
    try harness.end(try harness.takeOne(), acknowledged: false)
    // It holds nobody up.
    try harness.send(3)
    #expect(try harness.pushAll() == ["3"])
    #expect(try harness.pull().isEmpty)
    #expect(harness.gateway.nextPush(now: harness.now) == .seconds(1))
    harness.now = harness.now + .seconds(1)
    try harness.send(4)
    let second = try harness.takeOne()
    #expect(PushHarness.text(second) == "1 2")
    try harness.end(second, acknowledged: false)
    #expect(try harness.pushAll() == ["4"])
    _ = try harness.gateway.moveClocks(of: nil, [.advance(.seconds(5))], now: harness.now)
    #expect(try harness.pushAll() == ["1 2"])
    let (page, total) = try harness.gateway.pushes(PushFilter(), limit: 10, now: harness.now)
    #expect(total == 3)
    let retried = try #require(page.last)
    #expect(retried.state == .acknowledged)
    #expect(retried.attempts.map(\.status) == [500, 500, 200])
    #expect(retried.attempts.map { $0.at.milliseconds - 1_491_932_301_000 } == [0, 1000, 6000])
  }

  @Test func whatHasFailedForGoodCanBePulledOnce() throws {
    let harness = try harness()
    let ids = try harness.send(1)
    for span in [0, 1, 5] as [Int64] {
      harness.now = harness.now + .seconds(span)
      #expect(try harness.pull().isEmpty)
      try harness.end(try harness.takeOne(), acknowledged: false)
    }
    harness.now = harness.now + .seconds(1000)
    #expect(try harness.take().isEmpty)
    let record = try #require(
      try harness.gateway.pushes(PushFilter(), limit: 1, now: harness.now).page.first)
    #expect(record.state == .failed)
    #expect(record.nextAt == nil)
    #expect(record.items.map(\.id) == ids)
    #expect(try harness.pull() == [1])
    #expect(try harness.pull().isEmpty)
  }

  @Test func whatHasFailedIsPushedAgain() throws {
    let harness = try PushHarness(
      accounts: ["a": "push: {report: \"http://127.0.0.1:9/r\", retry: []}"])
    try harness.send(1, 2, 3)
    try harness.end(try harness.takeOne(), acknowledged: false)
    let failed = try harness.gateway.pushes(PushFilter(), limit: 1, now: harness.now).page[0].id
    harness.now = harness.now + .seconds(5)
    guard case .waits(let push) = try harness.pushAgain(failed) else {
      throw StoreError("not pushed again")
    }
    #expect(push.state == .waiting)
    #expect(push.nextAt?.second == push.attempts[0].time.second + 5)
    #expect(try harness.pull().isEmpty)
    let again = try harness.takeOne()
    #expect(PushHarness.text(again) == "1 2 3")
    guard case .underWay = try harness.pushAgain(failed) else {
      throw StoreError("while it is under way")
    }
    // Once: the account's retries are used up.
    try harness.end(again, acknowledged: false)
    #expect(try harness.take().isEmpty)
    #expect(try harness.pull() == [1, 2, 3])
  }

  @Test func whatWasTakenStaysTakenThoughItIsPushedAgain() throws {
    let harness = try PushHarness(
      accounts: ["a": "push: {report: \"http://127.0.0.1:9/r\", retry: []}"])
    try harness.send(1)
    try harness.end(try harness.takeOne(), acknowledged: true)
    try harness.send(2)
    try harness.end(try harness.takeOne(), acknowledged: false)
    #expect(try harness.pull() == [2])
    for (id, item) in [(1, "1"), (2, "2")] as [(Int64, String)] {
      for isAcknowledged in [false, true] {
        guard case .waits = try harness.pushAgain(id) else { throw StoreError("\(id)") }
        let again = try harness.takeOne()
        #expect(PushHarness.text(again) == item)
        try harness.end(again, acknowledged: isAcknowledged)
        #expect(try harness.pull().isEmpty)
      }
    }
    let reports = try harness.gateway.reports(ListFilter(), ListWindow(limit: 9), now: harness.now)
      .items
    #expect(reports.map(\.delivery.state) == ["taken", "pushed"])
    let pushes = try harness.gateway.pushes(PushFilter(), limit: 9, now: harness.now).page
    #expect(pushes.map { $0.attempts.map(\.status) } == [[500, 500, 200], [200, 500, 200]])
  }

  @Test func aPushAgainGoesWhereItWent() throws {
    let harness = try harness()
    try harness.send(1)
    try harness.end(try harness.takeOne())
    try harness.change("{\"push\": null}")
    guard case .waits = try harness.pushAgain(1) else { throw StoreError("not pushed again") }
    #expect(try harness.takeOne().url == "http://127.0.0.1:9/r")
    guard case .noSuchPush = try harness.pushAgain(2) else { throw StoreError("there is no other") }
    guard case .noSuchPush = try harness.pushAgain(1, in: "other") else {
      throw StoreError("it is not of that world")
    }
  }

  @Test func allPartsOfALongReplyAreSentAgain() throws {
    let harness = try harness()
    try harness.reply("long")
    try harness.end(try harness.takeOne(), requestsDone: 3)
    guard case .waits = try harness.pushAgain(1) else { throw StoreError("not pushed again") }
    #expect(try harness.takeOne().requestsDone == 0)
  }

  @Test func withoutRetriesTheFirstFailureIsTheLast() throws {
    let harness = try PushHarness(
      accounts: ["a": "push: {report: \"http://127.0.0.1:9/r\", retry: []}"])
    try harness.send(1)
    try harness.end(try harness.takeOne(), acknowledged: false)
    #expect(try harness.pull() == [1])
  }

  @Test func aRestartGoesOnWithTheSchedule() throws {
    let file = try TemporaryFile()
    let first = try harness(.file(file.path))
    try first.send(1)
    try first.end(try first.takeOne(), acknowledged: false)
    try first.send(2)
    _ = try first.takeOne()
    try first.gateway.close()

    // What was under way is pushed again.
    let second = try harness(.file(file.path))
    #expect(second.gateway.startNotes.isEmpty)
    #expect(try second.pushAll() == ["2"])
    second.now = second.now + .seconds(1)
    let push = try second.takeOne()
    #expect(PushHarness.text(push) == "1")
    try second.end(push, acknowledged: false)
    try second.gateway.commit()
    try second.gateway.close()

    let third = try harness(.file(file.path))
    third.now = third.now + .seconds(5)
    #expect(try third.take().isEmpty)
    third.now = third.now + .seconds(1)
    try third.end(try third.takeOne(), acknowledged: false)
    #expect(try third.pull() == [1])
    try third.gateway.close()
  }

  @Test func partsThatHaveArrivedAreRemembered() throws {
    let harness = try harness()
    try harness.reply("long")
    let push = try harness.takeOne()
    #expect(push.requestsDone == 0)
    try harness.end(push, acknowledged: false, requestsDone: 2)
    harness.now = harness.now + .seconds(1)
    #expect(try harness.takeOne().requestsDone == 2)
  }

  @Test func aTurnThatFailsHasThePushMadeAgain() throws {
    let harness = try harness()
    try harness.send(1)
    try harness.end(try harness.takeOne())
    harness.gateway.abandonTurn()
    #expect(
      try harness.gateway.takeDuePushes(in: PushHarness.styles, now: harness.now).made.isEmpty)
    try harness.gateway.touchStore(now: harness.now)
    #expect(try harness.pushAll() == ["1"])
    #expect(try harness.gateway.pushes(PushFilter(), limit: 1, now: harness.now).total == 1)
  }

  @Test func ofAWorldThatIsResetNothingIsStored() throws {
    let harness = try harness()
    try harness.send(1)
    let push = try harness.takeOne()
    try harness.gateway.reset(nil, now: harness.now)
    try harness.gateway.commit()
    let due = try harness.gateway.takeDuePushes(in: PushHarness.styles, now: harness.now)
    #expect(due.made.isEmpty)
    #expect(due.dropped == [push.id])
    try harness.end(push)
    #expect(try harness.gateway.pushes(PushFilter(), limit: 1, now: harness.now).total == 0)
    // The same id as in the world before; its push is another.
    try harness.send(1)
    #expect(try harness.pushAll() == ["1"])
  }

  @Test func anAttemptThatEndsWithItsWorldIsForgotten() throws {
    let harness = try harness()
    try harness.send(1)
    let push = try harness.takeOne()
    try harness.gateway.reset(nil, now: harness.now)
    try harness.end(push)
    try harness.gateway.commit()
    #expect(try harness.gateway.pushes(PushFilter(), limit: 1, now: harness.now).total == 0)
  }

  @Test func anAnswerThatWaitsIsLetGoByTheFirstAttempt() throws {
    var plan = ReportPlan(stat: "DELIVRD")
    plan.isBeforeAnswer = true
    let harness = try PushHarness(
      accounts: ["a": Self.retrying], reactions: ["*1": Reaction(reports: [plan])])
    try harness.send(1, 2, 11)
    let push = try harness.takeOne()
    #expect(harness.gateway.takeReleasedRequests().isEmpty)
    try harness.end(push, acknowledged: false)
    #expect(harness.gateway.takeReleasedRequests() == [1])
    #expect(harness.gateway.takeReleasedRequests().isEmpty)
  }

  @Test func aTurnThatFailsForgetsNoAnswerThatWaits() throws {
    var plan = ReportPlan(stat: "DELIVRD")
    plan.isBeforeAnswer = true
    let harness = try PushHarness(
      accounts: ["a": Self.retrying], reactions: ["*1": Reaction(reports: [plan])])
    try harness.send(1)
    try harness.end(try harness.takeOne())
    harness.gateway.abandonTurn()
    #expect(harness.gateway.takeReleasedRequests().isEmpty)
    try harness.gateway.touchStore(now: harness.now)
    #expect(try harness.pushAll() == ["1"])
    #expect(harness.gateway.takeReleasedRequests() == [1])
  }

  @Test func pushesAreFoundByWhatTheyBring() throws {
    let harness = try PushHarness(accounts: ["a": PushHarness.toOne, "b": PushHarness.to])
    try harness.send(1, 2, 3)
    try harness.send(4, from: "b", in: "one")
    try harness.reply("退订 please")
    _ = try harness.pushAll()
    func ids(_ change: (inout PushFilter) -> Void) throws -> [Int64] {
      var filter = PushFilter()
      change(&filter)
      return try harness.gateway.pushes(filter, limit: 10, now: harness.now).page.map(\.id)
    }
    #expect(try ids { _ in } == [3, 2, 1])
    #expect(try ids { $0.account = "b" } == [2])
    #expect(try ids { $0.style = "one" } == [2])
    #expect(try ids { $0.state = .failed } == [])
    #expect(try ids { $0.mobile = "13800000003" } == [1])
    #expect(try ids { $0.mobile = "+8613800000003" } == [1])
    #expect(try ids { $0.mobile = "1380000000?" } == [3, 2, 1])
    #expect(try ids { ($0.mobile, $0.content) = ("13800000003", "退订") } == [])
    #expect(try ids { $0.mobile = "138*" } == [3, 2, 1])
    #expect(try ids { $0.content = "退订" } == [3])
    #expect(try ids { $0.content = "hello" } == [2, 1])
    #expect(try ids { $0.scenario = "other" } == [])
    let (page, total) = try harness.gateway.pushes(
      PushFilter(), before: 3, limit: 1, now: harness.now)
    #expect(total == 3)
    #expect(page.map(\.id) == [2])
    let reply = try #require(
      try harness.gateway.pushes(PushFilter(), limit: 1, now: harness.now).page.first)
    #expect(reply.items.map(\.content) == [.reply(content: "退订 please")])
    #expect(reply.attempts.map(\.answer) == [Array("hm".utf8)])
    #expect(reply.attempts.map(\.milliseconds) == [7])
    #expect(reply.scenario == "pushes")
  }

  @Test func pushesGoWithTheOldestMessages() throws {
    let harness = try PushHarness(maxMessages: 30)
    for number in 0..<40 {
      try harness.send(number, number + 100, number + 200)
      _ = try harness.pushAll()
      try harness.gateway.commit()
    }
    let (page, total) = try harness.gateway.pushes(PushFilter(), limit: 100, now: harness.now)
    #expect(total <= 11)
    #expect(page.allSatisfy { $0.items.count == 3 })
    #expect(page.first?.id == 40)
  }

  @Test func theOldestRepliesGoToo() throws {
    let harness = try PushHarness(accounts: ["a": ""], maxMessages: 30)
    for number in 1...40 {
      try harness.reply("\(number)")
      try harness.gateway.commit()
    }
    let kept = try harness.gateway.replies(
      ListFilter(), ListWindow(limit: 100), now: harness.now)
    #expect(kept.items.map(\.content) == (11...40).reversed().map { "\($0)" })
    #expect(harness.gateway.store.replyCount == 30)
  }

  @Test func aPushWhoseItemsHaveGoneIsTriedOnceMoreAndNoMore() throws {
    let harness = try PushHarness(accounts: ["a": Self.retrying], maxMessages: 3)
    try harness.send(1)
    try harness.end(try harness.takeOne(), acknowledged: false)
    for number in 2...10 {
      try harness.send(number)
      _ = try harness.pushAll()
    }
    harness.now = harness.now + .seconds(1)
    let empty = try harness.takeOne()
    #expect(empty.items.isEmpty)
    try harness.end(empty, acknowledged: false)
    harness.now = harness.now + .seconds(100)
    #expect(try harness.take().isEmpty)
  }
}
