import Testing

@testable import Carrier

/// What rules match, in which order, and what they do to a submission.
@Suite struct RuleTests {
  private static func rule(
    _ reactions: Reaction..., isRepeated: Bool = true,
    _ change: (inout RuleCriteria) -> Void = { _ in }
  ) -> Rule {
    var rule = Rule(name: "rule", line: 1)
    rule.reactions = reactions
    rule.isRepeated = isRepeated
    change(&rule.criteria)
    return rule
  }

  private static func stat(_ stat: String?) -> Reaction {
    Reaction(reports: [ReportPlan(stat: stat, after: .zero ... .zero)])
  }

  private func outcomes(_ rules: [Rule], count: Int) throws -> [Bool] {
    let harness = try GatewayHarness(rules: rules)
    return try (0..<count).map { _ in
      let draft = Draft(parts: [.init(content: "hello", mobiles: ["13800138000"])])
      if case .refused = try harness.perform(.submit(draft)) { return true }
      return false
    }
  }

  private static let refuse = Reaction(reject: .condition(.systemBusy))

  @Test(
    arguments: [
      (Occurrence.range(2...3), [false, true, true, false, false]),
      (.range(4 ... .max), [false, false, false, true, true]),
      (.every(2), [false, true, false, true, false]),
    ])
  func nthCountsMatches(nth: Occurrence, wanted: [Bool]) throws {
    #expect(try outcomes([Self.rule(Self.refuse) { $0.nth = nth }], count: 5) == wanted)
  }

  @Test func aListIsTakenOnceUnlessItRepeats() throws {
    let pass = Reaction(delay: .zero ... .zero)
    let once = Self.rule(Self.refuse, pass, Self.refuse, isRepeated: false)
    #expect(try outcomes([once], count: 5) == [true, false, true, false, false])
    let again = Self.rule(Self.refuse, pass, isRepeated: true)
    #expect(try outcomes([again], count: 5) == [true, false, true, false, true])
  }

  @Test func aUsedUpListLeavesTheNextRuleItsTurn() throws {
    let rules = [
      Self.rule(Reaction(reject: .condition(.ok)), isRepeated: false), Self.rule(Self.refuse),
    ]
    #expect(try outcomes(rules, count: 3) == [false, true, true])
  }

  @Test func accountsThatMeetTheSameRulesShareAnIndex() throws {
    let pattern = try TextPattern("/验证码/")
    let rules = [
      Self.rule(Self.refuse) { $0.contents = [pattern] },
      Self.rule(Self.refuse) { $0.accounts = [Glob("*7")] },
    ]
    let book = RuleBook(rules, tallies: [:])
    var chance = SplitMix64(state: 1)
    for account in 0..<20 {
      let question = RuleQuestion(
        dialect: "test", operation: .send, account: "a\(account)", extno: nil,
        parts: [.init(content: account == 3 ? "验证码1234" : "hello", mobiles: ["13800138000"])],
        time: LocalTime(year: 2017, month: 4, day: 12))
      _ = book.reactions(to: question, &chance)
    }
    #expect(book.tallies.map(\.matched) == [1, 2])
    #expect(book.indexCount == 2)
  }

  @Test func theFirstRuleThatHasAFieldDecidesIt() throws {
    let rules = [
      Self.rule(Reaction(delay: .seconds(1) ... .seconds(1))) { $0.mobiles = [Glob("138*")] },
      Self.rule(Self.stat("FIRST")),
      Self.rule(Self.stat("SECOND")),
    ]
    let harness = try GatewayHarness(rules: rules)
    let draft = Draft(parts: [.init(content: "a", mobiles: ["13800138000"])])
    let decision = try harness.decide(.submit(draft))
    #expect(decision.behaviour.notBefore == harness.now + .seconds(1))
    #expect(try harness.reports().map(\.stat) == ["FIRST"])
  }

  @Test func numbersHaveTheirOwnReactions() throws {
    let rules = [
      Self.rule(Self.stat("A")) { $0.mobiles = [Glob("*1")] },
      Self.rule(Reaction(result: .code(77))) { $0.mobiles = [Glob("*2")] },
      Self.rule(Reaction(result: .condition(.badLength))) { $0.mobiles = [Glob("*3")] },
    ]
    let harness = try GatewayHarness(top: "report: B", rules: rules)
    let receipt = try harness.send(
      to: ["13800138001", "13800138002", "+8613800138003", "13800138004"])
    #expect(
      receipt.numbers.map(\.refusal) == [nil, .code(77), .condition(.badLength), nil])
    #expect(try harness.balance() == 99_998)
    harness.now = harness.now + .seconds(1)
    #expect(try harness.reports().map(\.stat).sorted() == ["A", "B"])
  }

  @Test func reportsComeTwiceLateUnknownAndForEachSegment() throws {
    var unknown = ReportPlan(stat: "DELIVRD", after: .zero ... .zero)
    unknown.hasUnknownID = true
    var segments = ReportPlan(stat: "PART", after: .seconds(1) ... .seconds(1))
    segments.isPerSegment = true
    let reports = [
      ReportPlan(stat: "LATE", after: .seconds(5) ... .seconds(5)),
      ReportPlan(stat: "EARLY", after: .zero ... .zero), unknown, segments,
    ]
    let harness = try GatewayHarness(rules: [Self.rule(Reaction(reports: reports))])
    let id = try harness.send(String(repeating: "字", count: 80), to: ["13800138000"]).numbers[0].id
    let first = try harness.reports()
    #expect(Set(first.map(\.stat)) == ["EARLY", "DELIVRD"])
    #expect(first.first { $0.stat == "DELIVRD" }?.id != id)
    #expect(Set(first.map(\.task)).count == 2)
    harness.now = harness.now + .seconds(1)
    #expect(try harness.reports().map(\.stat) == ["PART", "PART"])
    harness.now = harness.now + .seconds(4)
    #expect(try harness.reports().map(\.id) == [id])
  }

  @Test func aMixFollowsItsWeights() throws {
    var plan = ReportPlan(stat: nil, after: .zero ... .zero)
    plan.stats = [
      .init(stat: "A", weight: 90), .init(stat: "B", weight: 9), .init(stat: nil, weight: 1),
    ]
    let harness = try GatewayHarness(rules: [Self.rule(Reaction(reports: [plan]))])
    let numbers = (0..<500).map { String(13_800_138_000 + $0) }
    _ = try harness.send(to: numbers)
    let stats = try harness.reports().map(\.stat)
    #expect((435...475).contains(stats.count { $0 == "A" }))
    #expect((25...70).contains(stats.count { $0 == "B" }))
    #expect(stats.count < 500)
  }

  @Test func aHandsetRepliesAndUnsubscribes() throws {
    let reply = ReplyPlan(content: "TD")
    let harness = try GatewayHarness(
      top: "report: {stat: OK, after: 0s}", rules: [Self.rule(Reaction(reply: reply))])
    _ = try harness.send(to: ["13800138000"])
    harness.now = harness.now + .seconds(1)
    guard case .replies(let replies, _) = try harness.perform(.takeReplies(limit: 10), as: .mo)
    else { return #expect(Bool(false), "no replies") }
    #expect(replies.map(\.content) == ["TD"])
    #expect(replies.map(\.mobile) == ["13800138000"])
    let number = try #require(MobileNumber("13800138000"))
    let account = try #require(harness.gateway.directory["a"])
    #expect(account.isUnsubscribed(number, at: harness.now))
  }

  @Test(arguments: [Fault.drop, .reset, .stall, .http(503)])
  func whatIsNotCarriedOutStoresAndChargesNothing(fault: Fault) throws {
    let harness = try GatewayHarness(rules: [
      Self.rule(Reaction(fault: fault)) { $0.operations = [.send] }
    ])
    let draft = Draft(parts: [.init(content: "a", mobiles: ["13800138000"])])
    let decision = try harness.decide(.submit(draft))
    #expect(decision.verdict == nil)
    #expect(decision.behaviour.fault == fault)
    guard case .balance(let statement) = try harness.perform(.balance, as: .balance) else {
      return #expect(Bool(false), "no balance")
    }
    #expect(statement.balance == 100_000)
    #expect(harness.gateway.store.messageCount == 0)
  }

  @Test(arguments: [Fault.empty, .garbage, .truncate, .loseAnswer])
  func whatIsCarriedOutIsStoredAndCharged(fault: Fault) throws {
    let harness = try GatewayHarness(rules: [
      Self.rule(Reaction(fault: fault)) { $0.operations = [.send] }
    ])
    let draft = Draft(parts: [.init(content: "a", mobiles: ["13800138000"])])
    #expect(try harness.decide(.submit(draft)).verdict != nil)
    #expect(harness.gateway.store.messageCount == 1)
  }

  @Test func aReportBehindOneUnderAnUnknownIdIsTheMessagesOwn() throws {
    var unknown = ReportPlan(stat: "UNKNOWN")
    unknown.hasUnknownID = true
    let plans = [ReportPlan(stat: "FIRST"), unknown, ReportPlan(stat: "SECOND")]
    let harness = try GatewayHarness(rules: [Self.rule(Reaction(reports: plans))])
    let receipt = try harness.send(to: ["13800138000"])
    harness.now = harness.now + .seconds(1)
    let reports = try harness.reports()
    #expect(reports.map(\.stat) == ["FIRST", "UNKNOWN", "SECOND"])
    #expect(reports.map { $0.task == receipt.task } == [true, false, true])
    #expect(reports.map { $0.id == receipt.numbers[0].id } == [true, false, true])
  }

  @Test(arguments: [nil, Fault.stall, .garbage])
  func whatAnAnswerDrawsIsNotDrawnAgainAfterARestart(fault: Fault?) throws {
    let rules = [Self.rule(Reaction(delay: .zero ... .seconds(1000), fault: fault))]
    func behaviours(_ harness: GatewayHarness, _ count: Int) throws -> [Behaviour] {
      try (0..<count).map { _ in
        defer { #expect(throws: Never.self) { try harness.gateway.commit() } }
        return try harness.decide(.balance, as: .balance).behaviour
      }
    }
    let whole = try behaviours(try GatewayHarness(rules: rules), 4)
    #expect(Set(whole.map(\.notBefore)).count == 4)
    let file = try TemporaryFile()
    var parts: [Behaviour] = []
    for _ in 0..<2 {
      let harness = try GatewayHarness(.file(file.path), rules: rules)
      parts += try behaviours(harness, 2)
      try harness.gateway.close()
    }
    #expect(parts.map(\.notBefore) == whole.map(\.notBefore))
    #expect(parts.map(\.garbage) == whole.map(\.garbage))
  }

  @Test func talliesSurviveARestartAndAResetForgetsThem() throws {
    let file = try TemporaryFile()
    let rules = [Self.rule(Self.refuse) { $0.nth = .range(2...2) }]
    let draft = Draft(parts: [.init(content: "a", mobiles: ["13800138000"])])
    func isRefused(_ harness: GatewayHarness) throws -> Bool {
      defer { #expect(throws: Never.self) { try harness.gateway.commit() } }
      if case .refused = try harness.perform(.submit(draft)) { return true }
      return false
    }
    do {
      let harness = try GatewayHarness(.file(file.path), rules: rules)
      #expect(try !isRefused(harness))
      try harness.gateway.close()
    }
    let harness = try GatewayHarness(.file(file.path), rules: rules)
    #expect(try isRefused(harness))
    try harness.gateway.reset(nil, now: harness.now)
    #expect(try !isRefused(harness))
    #expect(try isRefused(harness))
    try harness.gateway.close()
  }
}
