import Carrier
import HTTP
import Testing

@testable import Console

/// A listener that asks for no more than so many events a second.
@Suite struct PaceTests {
  private let log = EventLog(run: "r")
  private let second: Int64 = 1_000_000_000

  private func happen(_ count: Int) throws {
    let mock = try Mock()
    for number in 0..<count { try mock.send(to: "\(13_800_138_000 + number)") }
    for happening in mock.gateway.takeHappenings() { log.append(happening) }
  }

  private func feed(_ most: Int, types: Set<EventType>? = [.submission]) -> EventFeed {
    let feed = EventFeed(log, EventFilter(types: types), from: .now, pace: Pace(most: most))
    _ = feed.read(limit: 64, at: 0)
    return feed
  }

  private func ids(_ bytes: Bytes) -> [String] {
    bytes.utf8Text.split(separator: "\n").filter { $0.hasPrefix("id: ") }
      .map { String($0.dropFirst(4)) }
  }

  @Test func whatIsWithinItIsToldAtOnce() throws {
    let feed = feed(4)
    for time: Int64 in [0, 1] {
      try happen(2)
      #expect(ids(feed.read(limit: 64, at: time)).count == 2)
    }
    try happen(4)
    #expect(feed.read(limit: 64, at: 2).isEmpty)
    #expect(feed.hasNews)
    #expect(ids(feed.read(limit: 64, at: second)) == ["r-5", "r-6", "r-7", "r-8"])
    #expect(!feed.hasNews)
  }

  @Test func moreIsOneGapASecond() throws {
    let feed = feed(4)
    try happen(5)
    let gap = feed.read(limit: 64, at: 10).utf8Text
    #expect(gap == "id: r-5\nevent: gap\ndata: {\"missed\":5,\"oldest\":\"r-6\"}\n\n")
    try happen(1)
    #expect(feed.read(limit: 64, at: second).isEmpty)
    try happen(20)
    #expect(feed.read(limit: 64, at: second + 10).utf8Text.contains("{\"missed\":21,"))
    #expect(!feed.hasNews)
    try happen(1)
    #expect(feed.read(limit: 64, at: 2 * second + 9).isEmpty)
    #expect(ids(feed.read(limit: 64, at: 2 * second + 10)) == ["r-27"])
  }

  @Test func whatDoesNotFitIsNotCounted() throws {
    let (clocks, all) = (feed(1, types: [.clock]), feed(1, types: nil))
    try happen(10)
    #expect(clocks.read(limit: 64, at: 0).isEmpty)
    #expect(!clocks.hasNews)
    #expect(all.read(limit: 64, at: 0).utf8Text.contains("event: gap"))
  }

  @Test func whatTheLogHasLostIsInTheGap() throws {
    let feed = feed(1000)
    try happen(300)
    #expect(log.oldest == 45)
    #expect(feed.read(limit: 64, at: 0).utf8Text.contains("{\"missed\":300,\"oldest\":\"r-301\"}"))
  }

  @Test func aReadingIsBoundedAsOthersAre() throws {
    let feed = feed(1000)
    try happen(100)
    #expect(ids(feed.read(limit: 64, at: 0)).count == 64)
    #expect(ids(feed.read(limit: 64, at: 1)).count == 36)
  }
}
