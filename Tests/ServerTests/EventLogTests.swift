import Carrier
import HTTP
import Testing

@testable import Console

@Suite struct EventLogTests {
  private func happenings(_ count: Int) throws -> [Happening] {
    let mock = try Mock()
    for number in 0..<count { try mock.send(to: "\(13_800_138_000 + number)") }
    return mock.gateway.takeHappenings()
  }

  private func ids(_ bytes: Bytes) -> [String] {
    bytes.utf8Text.split(separator: "\n").filter { $0.hasPrefix("id: ") }
      .map { String($0.dropFirst(4)) }
  }

  @Test func itKeepsFewUntilSomebodyHasListened() throws {
    let log = EventLog(run: "r", limits: .init(events: 4, eventsUnheard: 2))
    for happening in try happenings(5) { log.append(happening) }
    #expect(log.oldest == 4)
    log.noteListener()
    for happening in try happenings(5) { log.append(happening) }
    #expect(log.oldest == 7)
    #expect(log.next == 11)
  }

  @Test func itIsBoundedByCount() throws {
    let log = EventLog(run: "r", limits: .init(events: 3, bytes: 1 << 20))
    let feed = EventFeed(log, EventFilter(), from: .now)
    for happening in try happenings(5) { log.append(happening) }
    #expect(log.oldest == 3)
    #expect(log.next == 6)
    #expect(log[2] == nil)
    let text = feed.read(limit: 10, at: 0)
    #expect(ids(text) == ["r-0", "r-2", "r-3", "r-4", "r-5"])
    #expect(
      text.utf8Text.contains("id: r-2\nevent: gap\ndata: {\"missed\":2,\"oldest\":\"r-3\"}\n\n"))
    #expect(!feed.hasNews)
  }

  @Test func itIsBoundedByBytes() throws {
    let limit = 20_000
    let log = EventLog(run: "r", limits: .init(events: 1000, bytes: limit))
    let mock = try Mock()
    let content = String(repeating: "x", count: 450)
    for _ in 0..<100 { try mock.send(content, to: "13800138000") }
    for happening in mock.gateway.takeHappenings() { log.append(happening) }
    let kept = Int(log.next - log.oldest)
    #expect(kept * content.utf8.count < limit)
    #expect(kept > 10)
  }

  @Test func manyMessagesAreToldInPart() throws {
    let log = EventLog(run: "r")
    let mock = try Mock()
    let mobiles = (0..<100).map { "\(13_800_138_000 + $0)" }.joined(separator: ",")
    try mock.send(to: mobiles)
    for happening in mock.gateway.takeHappenings() { log.append(happening) }
    let text = EventFeed(log, EventFilter(), from: .oldest).read(limit: 10, at: 0).utf8Text
    #expect(text.contains("\"total\":100"))
    #expect(text.components(separatedBy: "\"mid\"").count == 21)
    #expect(text.contains("13800138019"))
    #expect(!text.contains("13800138020"))
  }

  @Test func longTextsAreCut() throws {
    let log = EventLog(run: "r")
    let mock = try Mock()
    let content = String(repeating: "短", count: 30_000)
    let number = String(repeating: "1", count: 30_000)
    let name = String(repeating: "n", count: 30_000)
    let encoded = content.utf8.map { "%" + String($0, radix: 16) }.joined()
    try mock.send(encoded, to: "13800138000")
    try mock.send(to: number)
    try mock.send(to: "13800138000", account: name)
    for happening in mock.gateway.takeHappenings() { log.append(happening) }
    let feed = EventFeed(log, EventFilter(), from: .oldest)
    let text = feed.read(limit: 10, at: 0)
    #expect(!feed.hasNews)
    #expect((4096...20_000).contains(text.count))
    #expect(text.utf8Text.contains("短…"))
  }

  @Test func aFeedGoesOnWhereItWas() throws {
    let log = EventLog(run: "r", limits: .init(events: 4, bytes: 1 << 20))
    for happening in try happenings(6) { log.append(happening) }
    func read(_ start: EventFeed.Start) -> [String] {
      ids(EventFeed(log, EventFilter(), from: start).read(limit: 10, at: 0))
    }
    #expect(read(.now) == ["r-6"])
    #expect(read(.after(4)) == ["r-4", "r-5", "r-6"])
    #expect(read(.after(6)) == ["r-6"])
    #expect(read(.oldest) == ["r-2", "r-3", "r-4", "r-5", "r-6"])
    // 1 and 2 have gone, and so has what was after 0.
    #expect(read(.after(0)) == ["r-0", "r-2", "r-3", "r-4", "r-5", "r-6"])
    #expect(read(.lost) == ["r-2", "r-2", "r-3", "r-4", "r-5", "r-6"])
    #expect(read(.after(7)) == ["r-2", "r-2", "r-3", "r-4", "r-5", "r-6"])
  }

  @Test func aReadingIsBounded() throws {
    let log = EventLog(run: "r")
    for happening in try happenings(50) { log.append(happening) }
    let feed = EventFeed(log, EventFilter(types: [.submission]), from: .oldest)
    #expect(ids(feed.read(limit: 20, at: 0)).count == 21)
    #expect(ids(feed.read(limit: 20, at: 0)).count == 20)
    #expect(feed.hasNews)
    #expect(ids(feed.read(limit: 20, at: 0)).count == 10)
    let deaf = EventFeed(log, EventFilter(types: [.clock]), from: .oldest)
    _ = deaf.read(limit: 1, at: 0)
    #expect(deaf.hasNews)
    #expect(deaf.read(limit: 1, at: 0).isEmpty)
    #expect(!deaf.hasNews)
  }

  @Test func theFiltersAreByScenarioAndType() throws {
    let log = EventLog(run: "r")
    for happening in try happenings(3) { log.append(happening) }
    func count(_ filter: EventFilter) -> Int {
      ids(EventFeed(log, filter, from: .oldest).read(limit: 10, at: 0)).count - 1
    }
    #expect(count(EventFilter(scenario: "mock")) == 3)
    #expect(count(EventFilter(scenario: "other")) == 0)
    #expect(count(EventFilter(scenario: "mock", types: [.submission, .clock])) == 3)
    #expect(count(EventFilter(types: [.clock])) == 0)
  }
}
