import Testing

@testable import Carrier

/// Why messages and requests came out as they did.
@Suite struct ExplainTests {
  private static func rule(
    _ name: String, line: Int, _ reactions: Reaction..., isRepeated: Bool = true,
    _ change: (inout RuleCriteria) -> Void = { _ in }
  ) -> Rule {
    var rule = Rule(name: name, line: line)
    rule.reactions = reactions
    rule.isRepeated = isRepeated
    change(&rule.criteria)
    return rule
  }

  private func explain(
    _ harness: GatewayHarness, _ key: String
  ) throws -> (MessageDetail, MessageExplanation) {
    guard case .found(let detail) = try harness.gateway.message(key, in: nil, now: harness.now)
    else { throw StoreError("no message \(key)") }
    let found = try harness.gateway.explain(detail, now: harness.now)
    return (detail, try #require(found))
  }

  private func verdict(
    _ rule: String, in explanation: Explanation
  ) -> Explanation.AccountRuleTried.Verdict? {
    explanation.accountRules.first { $0.rule == rule }?.verdict
  }

  @Test func anOrdinaryMessagePassesAllAndTheScenarioDecides() throws {
    let harness = try GatewayHarness(settings: ", price: 2, hours: \"00:00-24:00\"")
    _ = try harness.send(String(repeating: "字", count: 140), to: ["13800138000"])
    let (_, explanation) = try explain(harness, "1")
    #expect(explanation.why.decider == .scenario)
    #expect(explanation.why.accountRules.allSatisfy { $0.verdict == .passed })
    #expect(verdict("hours", in: explanation.why) == .passed)
    #expect(verdict("signature", in: explanation.why) == nil)
    #expect(explanation.segments.characters == 140)
    #expect(explanation.segments.lengths == [67, 67, 6])
    #expect(explanation.segments.price == 2)
    let plan = try #require(explanation.plan)
    #expect(plan.decider == .scenario)
    #expect(plan.stat == "DELIVRD")
    #expect(explanation.handOvers.isEmpty)
  }

  @Test func theRuleThatRefusesANumberIsNamedAndTheOthersAreNot() throws {
    let harness = try GatewayHarness()
    _ = try harness.send(to: ["12", "13800138000"])
    let (_, refused) = try explain(harness, "1")
    #expect(refused.why.decider == .accountRule("mobile"))
    #expect(verdict("mobile", in: refused.why) == .refused)
    #expect(verdict("carriers", in: refused.why) == .passed)
    #expect(refused.plan == nil)
    let (_, accepted) = try explain(harness, "2")
    #expect(verdict("mobile", in: accepted.why) == .passed)
  }

  @Test func whatAnAccountsRuleSaysInAReportIsItsPlan() throws {
    let harness = try GatewayHarness(
      settings: ", per_mobile: 1/1h", top: "blacklist: [\"13900139000\"]")
    _ = try harness.send(to: ["13900139000", "13800138000"])
    _ = try harness.send(to: ["13800138000"])
    let (_, black) = try explain(harness, "1")
    #expect(black.why.decider == .accountRule("blacklist"))
    #expect(verdict("blacklist", in: black.why) == .reported)
    #expect(black.plan?.decider == .accountRule("blacklist"))
    #expect(black.plan?.stat == "BLACK")
    let (_, often) = try explain(harness, "3")
    #expect(often.why.decider == .accountRule("per_mobile"))
    #expect(often.plan?.stat == "OFTEN")
  }

  @Test func whatObjectedAndDidNotDecideSaysSo() throws {
    let harness = try GatewayHarness(
      settings: ", balance: 0", top: "blacklist: [\"13900139000\"]")
    _ = try harness.send(to: ["13900139000"])
    let (_, explanation) = try explain(harness, "1")
    #expect(explanation.why.decider == .accountRule("balance"))
    #expect(verdict("balance", in: explanation.why) == .refused)
    #expect(verdict("blacklist", in: explanation.why) == .objected)
  }

  @Test func eachFieldNamesTheRuleThatDecidedIt() throws {
    let late = Reaction(
      reports: [ReportPlan(stat: "LATE", after: .seconds(5) ... .seconds(8))])
    let rules = [
      Self.rule("once", line: 3, late, isRepeated: false),
      Self.rule("second", line: 4, late) { $0.nth = .range(2...2) },
      Self.rule("never", line: 5, late) { $0.chance = 0 },
      Self.rule(
        "late", line: 6,
        Reaction(
          reports: late.reports, delay: .seconds(1) ... .seconds(1))
      ) { $0.mobiles = [Glob("138*")] },
      Self.rule(
        "other", line: 7, Reaction(reports: [], delay: .zero ... .zero)
      ) { $0.mobiles = [Glob("139*")] },
    ]
    let harness = try GatewayHarness(rules: rules)
    _ = try harness.send(to: ["13700137000"])
    let receipt = try harness.send(to: ["13800138000", "13900139000"])
    let (_, first) = try explain(harness, receipt.numbers[0].id.text)
    #expect(
      first.why.scenarioRules.map(\.met.rawValue) == [
        "used_up", "matched", "not_drawn", "matched", "other_number",
      ])
    #expect(first.why.decider == .scenarioRule(name: "second", line: 4))
    #expect(first.why.scenarioRules[1].decided == ["report"])
    #expect(first.why.scenarioRules[1].reaction == 1)
    #expect(first.why.scenarioRules[3].decided == ["delay"])
    #expect(first.why.scenarioRules[3].lost == ["report"])
    #expect(first.why.scenarioRules[4].lost == ["delay"])
    #expect(first.plan?.reports == late.reports)
    let (_, earlier) = try explain(harness, "1")
    #expect(
      earlier.why.scenarioRules.map(\.met.rawValue) == [
        "matched", "not_this_time", "not_drawn",
      ])
  }

  @Test func aRefusedRequestNamesItsRefuserAndWhatWasTriedBefore() throws {
    let harness = try GatewayHarness(settings: ", monthly_quota: 1")
    let wrong = try harness.decide(.balance, as: .balance, password: "x")
    let login = Gateway.explain(wrong.trace, wrong.verdict?.outcome.digest)
    #expect(login.decider == .accountRule("password"))
    #expect(login.accountRules.map(\.rule) == ["credentials", "account", "password"])
    #expect(login.accountRules.last?.verdict == .refused)
    let refuse = try GatewayHarness(rules: [
      Self.rule("busy", line: 9, Reaction(reject: .condition(.systemBusy)))
    ])
    let draft = Draft(parts: [.init(content: "hello", mobiles: ["13800138000"])])
    let busy = try refuse.decide(.submit(draft))
    let explanation = Gateway.explain(busy.trace, busy.verdict?.outcome.digest)
    #expect(explanation.decider == .scenarioRule(name: "busy", line: 9))
    #expect(explanation.scenarioRules.first?.decided == ["reject"])
    #expect(explanation.accountRules.map(\.rule).last == "permissions")
    let dropped = try GatewayHarness(rules: [Self.rule("cut", line: 2, Reaction(fault: .drop))])
    let cut = try dropped.decide(.submit(draft))
    #expect(cut.verdict == nil)
    #expect(Gateway.explain(cut.trace, nil).decider == .scenarioRule(name: "cut", line: 2))
  }

  @Test func whatStandsInAFileIsExplainedAfterARestart() throws {
    let file = try TemporaryFile()
    let rules = [Self.rule("late", line: 4, Reaction(reports: [ReportPlan(stat: "LATE")]))]
    let first = try GatewayHarness(.file(file.path), rules: rules)
    _ = try first.send(to: ["13800138000", "12"])
    first.now = first.now + .seconds(1)
    #expect(try first.reports().count == 1)
    try first.gateway.commit()
    try first.gateway.close()
    let second = try GatewayHarness(.file(file.path), rules: rules)
    second.now = second.now + .seconds(2)
    let (_, explanation) = try explain(second, "1")
    #expect(explanation.why.decider == .scenarioRule(name: "late", line: 4))
    guard case .pulled(request: 2, let time)? = explanation.handOvers.first?.way else {
      Issue.record("not pulled")
      return
    }
    #expect(time.text == "2017-04-12 01:38:22")
    #expect(try explain(second, "2").1.why.decider == .accountRule("mobile"))
    try second.gateway.close()
  }

  @Test func tracesAndFindingsArePackedWithoutLoss() {
    let traces: [RuleTrace] = [
      .init(place: 0, turn: .reaction(3)), .init(place: 7, turn: .usedUp),
      .init(place: 8, turn: .notThisTime), .init(place: 199, turn: .notDrawn),
    ]
    #expect(traces.packed == "0:3 7:u 8:n 199:c")
    #expect([RuleTrace](packed: traces.packed) == traces)
    #expect([RuleTrace]().packed == nil)
    #expect([RuleTrace](packed: "x 1 -1:0 2:-1 3:0") == [.init(place: 3, turn: .reaction(0))])
    #expect(NumberFindings().packed == nil)
    for rule in AccountRule.allCases {
      var findings = NumberFindings()
      findings.objections.insert(.blacklist)
      findings.decide(rule)
      #expect(NumberFindings(packed: findings.packed) == findings)
    }
    #expect(Set(AccountRule.allCases.map(\.name)).count == AccountRule.allCases.count)
    // Stored numbers never change.
    #expect(AccountRule.perMobile.rawValue == 29)
    #expect(AccountRule.allCases.map(\.rawValue).max() == 29)
  }
}
