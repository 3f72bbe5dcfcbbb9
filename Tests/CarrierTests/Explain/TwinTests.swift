import Testing

@testable import Carrier

/// Which messages came twice, and which of them because an answer was lost.
@Suite struct TwinTests {
  private func twins(_ harness: GatewayHarness) throws -> [MessageTwins] {
    try harness.gateway.messages(ListFilter(), ListWindow(limit: 100), now: harness.now)
      .items.reversed().map(\.twins)
  }

  private func losing(_ fault: Fault, nth: Occurrence) -> Rule {
    var rule = Rule(name: "lossy", line: 1)
    rule.reactions = [Reaction(fault: fault)]
    rule.criteria.nth = nth
    return rule
  }

  @Test(arguments: [Fault.loseAnswer, .empty, .garbage, .truncate])
  func aLostAnswerLinksBoth(_ fault: Fault) throws {
    let harness = try GatewayHarness(rules: [losing(fault, nth: .range(1...1))])
    _ = try harness.send(to: ["13800138000", "13900139000"])
    harness.now = harness.now + .seconds(90)
    _ = try harness.send(to: ["13800138000"])
    #expect(
      try twins(harness) == [
        MessageTwins(lostAnswer: fault, resentAs: 3), MessageTwins(lostAnswer: fault),
        MessageTwins(resendOf: 1),
      ])
    guard case .found(let detail) = try harness.gateway.message("1", in: nil, now: harness.now)
    else { throw StoreError("gone") }
    #expect(detail.item.twins.resentAs == 3)
  }

  @Test func aDoubleSendWithinAMinuteIsMarkedOnBothAndALaterOneOnNone() throws {
    let harness = try GatewayHarness()
    _ = try harness.send("hello", to: ["13800138000"])
    _ = try harness.send("world", to: ["13800138000"])
    harness.now = harness.now + .seconds(60)
    _ = try harness.send("hello", to: ["13800138000"])
    harness.now = harness.now + .seconds(61)
    _ = try harness.send("hello", to: ["13800138000"])
    #expect(
      try twins(harness) == [
        MessageTwins(sameAs: 3), MessageTwins(), MessageTwins(sameAs: 1), MessageTwins(),
      ])
  }

  @Test func eachOfAChainIsLinkedToTheOneBeforeIt() throws {
    let harness = try GatewayHarness(rules: [losing(.loseAnswer, nth: .range(1...2))])
    for _ in 0..<4 { _ = try harness.send(to: ["13800138000"]) }
    #expect(
      try twins(harness) == [
        MessageTwins(lostAnswer: .loseAnswer, resentAs: 2),
        MessageTwins(lostAnswer: .loseAnswer, resentAs: 3, resendOf: 1),
        MessageTwins(resendOf: 2, sameAs: 4), MessageTwins(sameAs: 3),
      ])
  }

  @Test func refusedNumbersAndOtherPagesAreLookedAtToo() throws {
    let harness = try GatewayHarness()
    _ = try harness.send(to: ["12"])
    _ = try harness.send(to: ["12"])
    _ = try harness.send(to: ["13800138000"])
    _ = try harness.send(to: ["13800138000"])
    let page = try harness.gateway.messages(
      ListFilter(), ListWindow(limit: 1, before: 4, total: 4), now: harness.now)
    #expect(page.items.map(\.id) == [3])
    #expect(page.items.first?.twins == MessageTwins(sameAs: 4))
    #expect(try twins(harness).prefix(2).allSatisfy { $0 == MessageTwins() })
  }
}
