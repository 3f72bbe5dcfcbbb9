import Testing

@testable import Carrier

struct ScenarioReaderTests {
  @Test func readsEveryKeyOfAScenario() throws {
    let scenario = try #require(read(completeText).scenario)
    #expect(scenario.name == "quickstart")
    #expect(scenario.description == "What a new user gets")
    #expect(scenario.calendar.identifier == "America/New_York")
    #expect(scenario.seed == .max)
    let start = LocalTime(year: 2017, month: 4, day: 12, hour: 1, minute: 38, second: 21)
    #expect(scenario.clock == .starting(start, running: false))
    #expect(
      scenario.wire.values
        == ["aspx_cdata": .flag(true), "smgw_time": .choice("short"), "batch_size": .number(7)])
    #expect(scenario.reports == [ReportPlan(stat: "MA:0001", after: .seconds(1) ... .seconds(8))])
    #expect(
      scenario.blacklist == [
        .number(MobileNumber(value: 13_911_110_000)),
        .prefix(lowest: 17_099_990_000, highest: 17_099_999_999),
        .number(MobileNumber(value: 13_800_138_000)),
      ])
    #expect(scenario.accounts.map(\.account) == ["922011", "second"])
    #expect(scenario.source == Array(completeText.utf8))
  }

  @Test func readsEveryKeyOfAnAccount() throws {
    let account = try #require(read(completeText).scenario?.accounts.first)
    var expected = AccountSettings(account: "922011")
    expected.password = "0123456"
    expected.userid = "12"
    expected.isEnabled = false
    expected.expires = LocalTime(year: 2030, month: 1, day: 1)
    expected.interface = .cmpp
    expected.addresses = ["127.0.0.1", "10.0.0.0/8", "::1"].compactMap { AddressRange($0) }
    expected.billing = .postpaid
    expected.balance = -100
    expected.price = 2
    expected.mmsPrice = 3
    expected.products = [.init(id: "274463133", balance: 2000), .init(id: "1", balance: -5)]
    expected.accessCodes = ["1069012345", "1069"]
    expected.extnoDigits = 21
    expected.maxRecipients = 400
    expected.maxLength = 300
    expected.rate = .init(count: 100, window: .seconds(1))
    expected.balanceInterval = .seconds(10)
    expected.monthlyQuota = 50_000
    expected.perMobile = .init(count: 3, window: .seconds(1800))
    expected.maxConnections = 11
    expected.hours = DailyHours("08:00-21:00")
    expected.signature = .required
    expected.signatures = ["朗宇信息", "云信使"]
    expected.keywords = ["发票"]
    expected.review = [try TextPattern("/贷款.*秒批/")]
    expected.templates = [try TextPattern("/验证码\\d{4,6}/"), try TextPattern("hello*")]
    expected.carriers = [.mobile, .telecom]
    expected.permissions = [.send, .report]
    var push = PushSettings()
    push.report = "http://127.0.0.1:9000/report"
    push.mo = "http://[::1]/mo"
    push.style = "httpbatch"
    push.receiver = "admin"
    push.password = "12345"
    push.method = .post
    push.ack = .any
    push.retry = [.seconds(2), .seconds(60)]
    push.timeout = .seconds(6)
    expected.push = push
    #expect(account == expected)
  }

  @Test func readsEveryKeyOfARule() throws {
    let reading = read(completeText)
    #expect(reading.problems == [])
    let rules = try #require(reading.scenario?.rules)
    var first = Rule(name: "outage at nine", line: 52)
    first.criteria = RuleCriteria(
      dialects: ["smgw"], operations: [.send, .p2p], accounts: [Glob("922*")],
      mobiles: [Glob("138*"), Glob("*0010")],
      contents: [try TextPattern("/验证码/"), try TextPattern("*快递*")], extnos: [Glob("1069*")],
      hours: DailyHours("21:00-09:00"), chance: 0.05, nth: .range(1...3))
    first.reactions = [Reaction(reject: .condition(.tooManyConnections))]
    var second = Rule(name: "rule 2", line: 64)
    var contradictory = ReportPlan(stat: "MA:0001", after: .seconds(1) ... .seconds(8))
    contradictory.hasUnknownID = true
    contradictory.isPerSegment = true
    var mixed = ReportPlan(stat: nil)
    mixed.stats = [
      .init(stat: "DELIVRD", weight: 95), .init(stat: "MO:1234", weight: 4),
      .init(stat: nil, weight: 1),
    ]
    mixed.isBeforeAnswer = true
    second.reactions = [
      Reaction(
        reject: .code(104), result: .condition(.badMobile), reports: [contradictory, mixed],
        reply: ReplyPlan(
          content: "TD", after: .seconds(5) ... .seconds(5), mobile: "13800138000",
          extno: "106901"),
        delay: .seconds(1) ... .seconds(8), fault: .loseAnswer, push: .hold),
      Reaction(),
      Reaction(reject: .text("系统忙"), fault: .http(503)),
    ]
    #expect(rules == [first, second])
  }

  @Test func leavesTheRestAtTheirStandard() throws {
    let reading = read("{name: a, accounts: [{account: x, password: y}]}")
    #expect(reading.problems == [])
    let scenario = try #require(reading.scenario)
    #expect(scenario.calendar.identifier == "Asia/Shanghai")
    #expect(scenario.seed == 1)
    #expect(scenario.clock == .real)
    #expect(scenario.reports == [.standard])
    var account = AccountSettings(account: "x")
    account.password = "y"
    #expect(scenario.accounts == [account])
  }

  @Test func readsJSON() throws {
    let text = """
      {
      \t"name": "a", "seed": 7,
      \t"accounts": [{"account": "x", "password": "\\u6717\\/", "hours": null}]
      }
      """
    let reading = read(text)
    #expect(reading.problems == [])
    #expect(reading.scenario?.seed == 7)
    #expect(reading.scenario?.accounts.first?.password == "朗/")
  }

  @Test(arguments: [
    (#"\uD83D\uDE00"#, "😀"), (#"a\ud83d\ude00\uD83D\uDE00b"#, "a😀😀b"),
    (#"\\uD83D\\uDE00"#, #"\uD83D\uDE00"#), (#"\\\uD83D\uDE00"#, #"\😀"#),
  ])
  func readsTheSurrogatesOfJSON(written: String, meant: String) {
    let text = #"{"name": "a", "accounts": [{"account": "x", "password": "\#(written)"}]}"#
    #expect(read(text).scenario?.accounts.first?.password == meant)
  }

  @Test func readsATextWithAByteOrderMarkAndCarriageReturns() {
    let text = "\u{FEFF}name: a\r\nacounts: []\r\naccounts: [{account: x, password: y}]\r\n"
    #expect(
      read(text).problems.map(\.description)
        == [
          "test.yaml:2:1: error: unknown key \"acounts\" in a scenario; did you mean \"accounts\"?"
        ])
  }

  @Test func putsAccountsOnTopOfTheDefaults() throws {
    let scenario = try #require(
      read(
        """
        name: a
        accounts:
          - {account: x, push: {mo: "http://b/", timeout: 1s}}
          - {account: y, password: own, hours: null, push: null}
          - account: z
        defaults:
          password: p
          hours: 08:00-21:00
          push: {report: "http://a/", timeout: 9s}
        """
      ).scenario)
    let (x, y, z) = (scenario.accounts[0], scenario.accounts[1], scenario.accounts[2])
    #expect([x.password, y.password, z.password] == ["p", "own", "p"])
    #expect(
      [x.hours, y.hours, z.hours] == [DailyHours("08:00-21:00"), nil, DailyHours("08:00-21:00")])
    #expect(x.push?.report == "http://a/")
    #expect(x.push?.mo == "http://b/")
    #expect(x.push?.timeout == .seconds(1))
    #expect(y.push == nil)
    #expect(z.push?.timeout == .seconds(9))
  }

  @Test(
    arguments: [
      ("DELIVRD", "DELIVRD", 1000...1000), ("{stat: none}", nil, 1000...1000),
      ("\"MA:0001\"", "MA:0001", 1000...1000),
      ("{stat: UNDELIV}", "UNDELIV", 1000...1000), ("{after: 0s}", "DELIVRD", 0...0),
      ("{stat: none, after: 5m}", nil, 300_000...300_000),
      ("{after: 1500ms..2s}", "DELIVRD", 1500...2000),
    ] as [(String, String?, ClosedRange<Int64>)])
  func readsReports(text: String, stat: String?, after: ClosedRange<Int64>) {
    let report = read("{name: a, report: \(text), accounts: [{account: x, password: y}]}")
      .scenario?.reports
    let lowest = TimeSpan(milliseconds: after.lowerBound)
    let highest = TimeSpan(milliseconds: after.upperBound)
    #expect(report == [ReportPlan(stat: stat, after: lowest...highest)])
  }

  @Test func readsAliases() {
    let reading = read(
      """
      name: a
      accounts:
        - {account: x, password: &p secret, keywords: &k [发票, 贷款]}
        - {account: y, password: *p, keywords: *k}
      """)
    #expect(reading.problems == [])
    #expect(reading.scenario?.accounts[1].keywords == ["发票", "贷款"])
  }

  @Test func readsSeveralReports() {
    let text = "[DELIVRD, none, {stat: EXPIRED, after: 5m}, {before_answer: true}]"
    let reports = read("{name: a, report: \(text), accounts: [{account: x, password: y}]}")
      .scenario?.reports
    var early = ReportPlan(stat: "DELIVRD")
    early.isBeforeAnswer = true
    #expect(
      reports == [
        .standard, ReportPlan(stat: "EXPIRED", after: .seconds(300) ... .seconds(300)), early,
      ])
    #expect(
      read("{name: a, report: none, accounts: [{account: x, password: y}]}").scenario?.reports
        == [])
  }

  @Test(
    arguments: [
      ("DELIVRD", nil), ("MO:1234", nil), ("none", nil),
      (
        "DELIVERED",
        "test.yaml:1:35: warning: no document has the stat \"DELIVERED\";"
          + " did you mean \"DELIVRD\"?"
      ),
      (
        "MO:12x4",
        "test.yaml:1:35: warning: no document has the stat \"MO:12x4\";"
          + " fakecarrier codes lists them"
      ),
    ] as [(String, String?)])
  func tellsOfAStatThatNoDocumentHas(_ stat: String, _ warning: String?) {
    let yaml =
      "{name: a, seed: 1, report: {stat: \"\(stat)\"}, accounts: [{account: x, password: y}]}"
    var vocabulary = ScenarioVocabulary(dialects: [], wireSwitches: [], pushStyles: [])
    vocabulary.stats = ["DELIVRD", "MA:0001", "MO:NNNN"]
    let reading = ScenarioReader.read(
      Array(yaml.utf8), file: "test.yaml", vocabulary: vocabulary)
    #expect(reading.problems.map(\.description) == [warning].compactMap(\.self))
    #expect(reading.scenario?.reports.first?.stats.first?.stat == (stat == "none" ? nil : stat))
  }
}
