import Testing

@testable import Carrier

struct RuleReaderTests {
  @Test func namesRulesByTheirPlace() throws {
    let reading = read(
      """
      name: a
      accounts: [{account: x, password: y}]
      rules:
        - then: {reject: 5}
        - name: null
          then: {reject: 5}
        -
          name: third
          when: null
          then: {reject: 5}
      """)
    #expect(reading.problems == [])
    let rules = try #require(reading.scenario?.rules)
    #expect(rules.map(\.name) == ["rule 1", "rule 2", "third"])
    #expect(rules.map(\.line) == [4, 5, 8])
    #expect(rules.allSatisfy { $0.criteria == RuleCriteria() && $0.isRepeated })
  }

  @Test(arguments: ["rules: []", "rules: null", "seed: 1"])
  func readsNoRules(line: String) {
    let reading = read("{name: a, accounts: [{account: x, password: y}], \(line)}")
    #expect(reading.problems == [])
    #expect(reading.scenario?.rules == [])
  }

  @Test(arguments: [
    ("then: {reject: 5}", true), ("then: [{reject: 5}]", false),
    ("then: [{reject: 5}, {}], repeat: false", false),
    ("then: [{reject: 5}, {}], repeat: true", true), ("repeat: null, then: [{reject: 5}]", false),
  ])
  func repeatsASingleReactionAndWhatSaysSo(text: String, isRepeated: Bool) {
    let reading = readRule(text)
    #expect(reading.problems == [])
    #expect(reading.scenario?.rules.first?.isRepeated == isRepeated)
  }

  @Test(
    arguments: [
      ("3", .range(3...3)), ("\"3\"", .range(3...3)), ("1-3", .range(1...3)),
      ("7-7", .range(7...7)), ("4-", .range(4 ... .max)), ("every 5", .every(5)),
      ("1000000000", .range(1_000_000_000...1_000_000_000)), ("null", nil),
    ] as [(String, Occurrence?)])
  func readsOccurrences(text: String, nth: Occurrence?) {
    #expect(readCriteria("nth: \(text)") == RuleCriteria(nth: nth))
  }

  @Test(
    arguments: [
      ("1", 1), ("0.05", 0.05), ("0.00000000000000000001", 1e-20), ("1.000", 1), ("null", nil),
    ] as [(String, Double?)])
  func readsChances(text: String, chance: Double?) {
    #expect(readCriteria("chance: \(text)") == RuleCriteria(chance: chance))
  }

  @Test func readsNullsAsLeftOut() {
    let keys = [
      "dialect", "operation", "account", "mobile", "content", "extno", "hours", "nth", "chance",
    ]
    #expect(readCriteria(keys.map { "\($0): null" }.joined(separator: ", ")) == RuleCriteria())
    let fields = ["result", "report", "reply", "delay", "fault", "push"]
    #expect(
      readReaction("reject: 5, " + fields.map { "\($0): null" }.joined(separator: ", "))
        == Reaction(reject: .code(5)))
  }

  @Test(
    arguments: [
      ("system_busy", .condition(.systemBusy)), ("ok", .condition(.ok)), ("0", .code(0)),
      ("\"104\"", .code(104)), ("99999", .code(99_999)), ("{code: 7}", .code(7)),
      ("{code: null, text: 忙}", .text("忙")),
    ] as [(String, RefusalPlan)])
  func readsRefusals(text: String, plan: RefusalPlan) {
    #expect(readReaction("reject: \(text)") == Reaction(reject: plan))
    guard case .text = plan else {
      #expect(readReaction("result: \(text)") == Reaction(result: plan))
      return
    }
  }

  @Test(
    arguments: [
      ("DELIVRD", [ReportPlan(stat: "DELIVRD")]), ("none", []),
      ("{}", [ReportPlan(stat: "DELIVRD")]),
      ("{stat: X}", [ReportPlan(stat: "X")]), ("[none, none]", []),
      ("[X, X]", [ReportPlan(stat: "X"), ReportPlan(stat: "X")]),
      ("{stat: X, per: message, id: null, before_answer: false}", [ReportPlan(stat: "X")]),
      ("{stat: X, after: 2s}", [ReportPlan(stat: "X", after: .seconds(2) ... .seconds(2))]),
    ] as [(String, [ReportPlan])])
  func readsReports(text: String, reports: [ReportPlan]) {
    #expect(readReaction("report: \(text)") == Reaction(reports: reports))
  }

  @Test(
    arguments: [
      ("TD", ReplyPlan(content: "TD")), ("{content: 1}", ReplyPlan(content: "1")),
      (
        "{content: 好, after: 1s..2s, mobile: +8613800138000, extno: null}",
        ReplyPlan(content: "好", after: .seconds(1) ... .seconds(2), mobile: "+8613800138000")
      ),
    ])
  func readsReplies(text: String, reply: ReplyPlan) {
    #expect(readReaction("reply: \(text)") == Reaction(reply: reply))
  }

  @Test(
    arguments: [
      ("drop", .drop), ("reset", .reset), ("empty", .empty), ("garbage", .garbage),
      ("truncate", .truncate), ("stall", .stall), ("lose_answer", .loseAnswer),
      ("{http: 200}", .http(200)), ("{http: 599}", .http(599)),
    ] as [(String, Fault)])
  func readsFaults(text: String, fault: Fault) {
    #expect(readReaction("fault: \(text)") == Reaction(fault: fault))
  }

  @Test(arguments: PushPlan.allCases)
  func readsPushes(plan: PushPlan) {
    #expect(readReaction("push: \(plan.rawValue)") == Reaction(push: plan))
  }
}
