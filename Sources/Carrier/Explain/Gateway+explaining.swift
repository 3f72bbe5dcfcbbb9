extension Gateway {
  /// Why a request came out as it did.
  ///
  /// - Parameter outcome: nil where a fault kept it from being carried out.
  package static func explain(_ trace: DecisionTrace, _ outcome: OutcomeDigest?) -> Explanation {
    let reading = RuleReading(
      trace.rules, script: trace.script, refusesNumbers: trace.refusesNumbers)
    var decider = Explanation.Decider.document
    if outcome == nil, let fault = reading.decider(of: \.fault) {
      decider = fault.by
    } else if let refuser = trace.refuser {
      decider = .accountRule(refuser.name)
    } else if trace.isRefusedByScenario {
      decider = reading.refuser ?? .document
    }
    return Explanation(
      decider: decider,
      accountRules: tried(trace.tried, until: trace.refuser) {
        $0 == trace.refuser ? .refused : .passed
      },
      scenarioRules: reading.rules())
  }

  /// Why a message came out as it did, as far as the store has it.
  package func explain(_ message: MessageDetail, now: Instant) throws -> MessageExplanation? {
    try recover(now)
    let item = message.item
    guard let stored = try store.trace(ofMessage: item.id),
      let world = worlds.first(where: { $0.scenario.name == item.scenario })
    else { return nil }
    let reading = RuleReading(stored.rules, script: world.scenario.rules)
    let number = (RuleNumber(item.mobile), item.content)
    return MessageExplanation(
      why: Explanation(
        decider: Self.decider(of: item, stored.findings, reading, number),
        accountRules: Self.tried(stored.tried) { rule in
          guard stored.findings.objections.contains(rule) else { return .passed }
          guard stored.findings.decider == rule else { return .objected }
          return item.refusal == nil ? .reported : .refused
        },
        scenarioRules: reading.rules(for: number)),
      segments: Self.segments(of: message),
      plan: item.refusal == nil ? Self.plan(stored, reading, number, world) : nil,
      handOvers: try handOvers(of: message, now))
  }

  private static func tried(
    _ rules: AccountRuleSet, until last: AccountRule? = nil,
    _ verdict: (AccountRule) -> Explanation.AccountRuleTried.Verdict
  ) -> [Explanation.AccountRuleTried] {
    var tried: [Explanation.AccountRuleTried] = []
    for rule in AccountRule.allCases where rules.contains(rule) {
      tried.append(.init(rule: rule.name, verdict: verdict(rule)))
      if rule == last { break }
    }
    return tried
  }

  private static func decider(
    of item: MessageItem, _ findings: NumberFindings, _ reading: RuleReading,
    _ number: (RuleNumber, String)
  ) -> Explanation.Decider {
    if item.refusal != nil {
      if let rule = findings.decider { return .accountRule(rule.name) }
      return reading.decider(of: \.result, for: number)?.by ?? .document
    }
    return reading.decider(of: \.reports, for: number)?.by
      ?? findings.decider.map { .accountRule($0.name) } ?? .scenario
  }

  private static func segments(of message: MessageDetail) -> MessageExplanation.Segments {
    let item = message.item
    let characters = Submission.characters(in: item.content)
    guard message.media == .sms else {
      return .init(characters: characters, lengths: [], price: item.price)
    }
    let count = max(1, item.segments)
    let lengths = (0..<count).map { index in
      count == 1
        ? characters : min(Submission.partLength, characters - index * Submission.partLength)
    }
    return .init(characters: characters, lengths: lengths, price: item.price / Int64(count))
  }

  private static func plan(
    _ stored: StoredTrace, _ reading: RuleReading, _ number: (RuleNumber, String), _ world: World
  ) -> MessageExplanation.Plan {
    let scenario = world.scenario
    var plan = MessageExplanation.Plan(
      decider: .scenario, isWanted: stored.stat == nil || stored.due != nil, stat: stored.stat,
      reports: scenario.reports, standardAfter: scenario.reportAfter)
    if let rule = reading.decider(of: \.reports, for: number) {
      (plan.decider, plan.reports) = (rule.by, rule.value)
    } else if let rule = stored.findings.decider {
      plan.decider = .accountRule(rule.name)
      plan.reports = [ReportPlan(stat: stored.stat, after: scenario.reports.first?.after)]
    }
    return plan
  }

  /// In the order of the reports; a report that was pushed in vain and then pulled has two.
  private func handOvers(
    of message: MessageDetail, _ now: Instant
  ) throws -> [MessageExplanation.HandOver] {
    var handOvers: [MessageExplanation.HandOver] = []
    for report in message.reports {
      if let push = report.delivery.push, let record = try self.push(push) {
        handOvers.append(.init(report: report, way: .pushed(record)))
      }
      if let request = report.delivery.takenBy, let time = report.delivery.takenAt {
        handOvers.append(.init(report: report, way: .pulled(request: request, at: time)))
      }
    }
    return handOvers
  }

  private func push(_ id: Int64) throws -> PushRecord? {
    guard let row = try store.push(id),
      let account = worlds.flatMap(\.accounts).first(where: { $0.id == row.account })
    else { return nil }
    return record(row, of: account)
  }
}
