import Testing

@testable import Carrier

/// Lists that are put together a slice at a time.
@Suite struct ListScanTests {
  /// 12,000 messages, of which every thousandth is to another number.
  private func filled() throws -> GatewayHarness {
    let harness = try GatewayHarness()
    for thousand in 0..<24 {
      let mobiles = (0..<500).map { number in
        number == 0 && thousand % 2 == 0
          ? "13900139000" : "138000\(10_000 + thousand * 500 + number)"
      }
      _ = try harness.send("text \(thousand)", to: mobiles)
    }
    return harness
  }

  private func parts(
    _ harness: GatewayHarness, _ filter: ListFilter, limit: Int
  ) throws -> [Listing<MessageItem>] {
    var parts: [Listing<MessageItem>] = []
    var window = ListWindow(limit: limit)
    while true {
      let part = try harness.gateway.messages(filter, window, now: harness.now)
      parts.append(part)
      guard let next = part.next else { return parts }
      window = ListWindow(limit: limit, before: next, total: part.total)
    }
  }

  @Test func aSliceLooksAtSoManyRowsAndTheListIsWholeInTheEnd() throws {
    let harness = try filled()
    var filter = ListFilter()
    filter.mobile = "13900139000"
    let scan = try harness.gateway.messageScan(filter, ListWindow(limit: 5), now: harness.now)
    var slices = 1
    var listing = try harness.gateway.carryOn(scan, now: harness.now)
    while listing == nil {
      slices += 1
      listing = try harness.gateway.carryOn(scan, now: harness.now)
    }
    #expect(slices == 3)
    #expect(listing?.total == 12)
    #expect(listing?.items.map(\.id) == [11_001, 10_001, 9001, 8001, 7001])
    #expect(listing?.next == 7001)
  }

  @Test func whatIsNotNarrowedIsThereAtOnce() throws {
    let harness = try filled()
    let scan = try harness.gateway.messageScan(
      ListFilter(), ListWindow(limit: 50), now: harness.now)
    let listing = try #require(try harness.gateway.carryOn(scan, now: harness.now))
    #expect(listing.total == 12_000)
    #expect(listing.items.map(\.id) == Array((11_951...12_000).reversed()))
  }

  @Test func thePartsTogetherAreTheWholeList() throws {
    let harness = try filled()
    var filter = ListFilter()
    filter.anywhere = "text 1"
    let parts = try parts(harness, filter, limit: 1000)
    let ids = parts.flatMap { $0.items.map(\.id) }
    #expect(parts.allSatisfy { $0.total == 5500 })
    #expect(parts.count == 6)
    // Text 1, and texts 10 to 19.
    #expect(ids == (Array(501...1000) + Array(5001...10_000)).reversed())
  }

  @Test func sinceEndsTheLook() throws {
    let harness = try filled()
    var filter = ListFilter()
    filter.since = 11_990
    let scan = try harness.gateway.messageScan(filter, ListWindow(limit: 5), now: harness.now)
    let listing = try #require(try harness.gateway.carryOn(scan, now: harness.now))
    #expect(listing.total == 10)
    #expect(listing.items.count == 5)
    filter.since = 12_000
    let none = try harness.gateway.messages(filter, ListWindow(limit: 5), now: harness.now)
    #expect(none.total == 0)
    #expect(none.next == nil)
    filter.since = .max
    #expect(try harness.gateway.messages(filter, ListWindow(limit: 5), now: harness.now).total == 0)
  }

  @Test func aSliceCostsNoMoreWhereTheListHasAnEnd() throws {
    let harness = try filled()
    func stepsOfFirstSlice(since: Int64?) throws -> Int {
      var filter = ListFilter()
      (filter.content, filter.since) = ("none", since)
      let scan = try harness.gateway.messageScan(filter, ListWindow(limit: 5), now: harness.now)
      return try harness.gateway.store.countingSteps { _ = try scan.step() }
    }
    let steps = try stepsOfFirstSlice(since: nil)
    #expect(steps > 5000)
    #expect(try stepsOfFirstSlice(since: 1) < steps * 11 / 10)
  }

  @Test func whatComesInMeanwhileIsNoneOfIt() throws {
    let harness = try filled()
    var filter = ListFilter()
    filter.mobile = "13900139000"
    let scan = try harness.gateway.messageScan(filter, ListWindow(limit: 50), now: harness.now)
    #expect(try harness.gateway.carryOn(scan, now: harness.now) == nil)
    _ = try harness.send(to: ["13900139000"])
    let listing = try scan.run()
    #expect(listing.total == 12)
  }
}
