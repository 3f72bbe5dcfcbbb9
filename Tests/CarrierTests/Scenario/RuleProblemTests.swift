import Testing

@testable import Carrier

/// A rule that is wrong, and all that is said of it, with the column in place of the position.
struct RuleProblemTests {
  private func check(_ rule: String, _ problems: [String], isError: Bool = true) {
    let reading = readRule(rule)
    #expect(reading.problems.map { "\($0.column): \($0.message)" } == problems)
    #expect(reading.problems.allSatisfy { $0.line == 4 && ($0.severity == .error) == isError })
    #expect((reading.scenario == nil) == isError)
  }

  @Test(arguments: [
    ("", "3: a rule needs a then; add then: {reject: system_busy}"),
    ("then: null", "3: a rule needs a then; add then: {reject: system_busy}"),
    (
      "then: {}", #"10: "then" is empty; say what happens, for instance {reject: system_busy}"#
    ),
    (
      "then: {reject: null}",
      #"10: "then" is empty; say what happens, for instance {reject: system_busy}"#
    ),
    (
      "then: [{}, {}]",
      #"10: "then" is empty; say what happens, for instance {reject: system_busy}"#
    ),
    (
      "then: []",
      #"10: "then" must be a map such as {reject: system_busy}, or a list of such, not an empty list"#
    ),
    ("then: drop", #"10: "then" must be a map such as {reject: …}, not "drop""#),
    (
      "then: [{fault: drop}, drop]",
      #"26: an entry of "then" must be a map such as {reject: …}, not "drop""#
    ),
    (
      "when: smgw, then: {reject: 5}", #"10: "when" must be a map such as {dialect: …}, not "smgw""#
    ),
    ("name: '', then: {reject: 5}", #"10: "name" must be a text that is not empty, not """#),
    ("then: [{reject: 5}], repeat: 2", #"33: "repeat" must be true or false, not "2""#),
    ("wen: {}, then: {reject: 5}", #"4: unknown key "wen" in a rule; did you mean "when"?"#),
    (
      "when: {mobil: 1}, then: {reject: 5}",
      #"11: unknown key "mobil" in when; did you mean "mobile"?"#
    ),
    ("then: {rejct: 5}", #"11: unknown key "rejct" in then; did you mean "reject"?"#),
    (
      "then: {reject: 5}, then: {result: 5}",
      #"23: duplicate key "then"; the first one is on line 4"#
    ),
    (
      "when: {nth: 1, nth: 2}, then: {reject: 5}",
      #"19: duplicate key "nth"; the first one is on line 4"#
    ),
  ])
  func findsWhatIsWrongWithARule(rule: String, problem: String) { check(rule, [problem]) }

  @Test(arguments: [
    ("dialect: smgv", #" "dialect" cannot be "smgv"; did you mean "smgw"?"#),
    (
      "operation: sending",
      #" "operation" cannot be "sending"; allowed: send, p2p, balance,"#
        + " report, mo, keywords, password"
    ),
    ("account: []", #" "account" must be a value, or a list of at least one, not an empty list"#),
    (
      "account: ''",
      #" "account" must be a text of 1 to 200 characters, where * stands for any run and ? for one,"#
        + #" not """#
    ),
    (
      "mobile: {}",
      #" "mobile" must be a text of 1 to 200 characters, where * stands for any run and ? for one,"#
        + " not an empty map"
    ),
    (
      "content: '/a(/'",
      #" "content": missing closing parenthesis at character 3 of the regular expression"#
    ),
    ("content: '/a'", #" "content": a regular expression ends with "/""#),
    (
      "content: '/a/g'",
      #" "content": unknown flag "g" after the regular expression; only i is known"#
    ),
    ("content: ''", #" "content": the pattern is empty"#),
    ("hours: 9-17", #" "hours" must be hours of the day such as "08:00-21:00", not "9-17""#),
  ])
  func findsWhatIsWrongWithACriterion(text: String, problem: String) {
    let column = 13 + text.prefix { $0 != ":" }.count
    check("when: {\(text)}, then: {reject: 5}", ["\(column):\(problem)"])
  }

  @Test(arguments: [
    (
      "account: [922011, [1]]",
      #"29: an entry of "account" must be a text of 1 to 200 characters, where * stands for"#
        + " any run and ? for one, not a list"
    ),
    (
      "dialect: [smgw, [1]]",
      #"27: an entry of "dialect" must be one of smgw, httpbatch, not a list"#
    ),
  ])
  func namesTheEntryOfAList(text: String, problem: String) {
    check("when: {\(text)}, then: {reject: 5}", [problem])
  }

  @Test(arguments: [
    "0", "-3", "3-1", "every 0", "every", "every  5", "5-6-7", "1000000001", "1..3", "+3", "[1]",
    "٣", "99999999999999999999",
  ])
  func refusesOccurrences(text: String) {
    let written = text == "[1]" ? "a list" : "\"\(text)\""
    check(
      "when: {nth: \"\(text)\"}, then: {reject: 5}".replacing("\"[1]\"", with: "[1]"),
      [
        #"16: "nth" must be a count such as 3, a range such as 1-3 or 4-, or every 5, of 1 to"#
          + " 1000000000, not \(written)"
      ])
  }

  @Test(arguments: [
    "0", "0.0", "1.01", "-0.5", "nan", "inf", "5e-2", ".5", "1.", "0,5", "0x1p-1", "", "50%",
    "0." + String(repeating: "0", count: 400) + "1",
  ])
  func refusesChances(text: String) {
    let written = text.count > 60 ? text.prefix(60) + "…" : text
    check(
      "when: {chance: \"\(text)\"}, then: {reject: 5}",
      [
        #"19: "chance" must be a decimal number above 0 and at most 1, such as 0.05, not "#
          + "\"\(written)\""
      ])
  }

  @Test(arguments: [
    ("reject: system_bsy", #"19: "reject" cannot be "system_bsy"; did you mean "system_busy"?"#),
    (
      "result: nonsense",
      #"19: "result" cannot be "nonsense"; fakecarrier codes lists the conditions"#
    ),
    ("reject: 100000", #"19: "reject" must be a whole number from 0 to 99999, not "100000""#),
    (
      "reject: [5]",
      #"19: "reject" must be a condition such as system_busy, or a code such as 104, not a list"#
    ),
    ("reject: {}", #"19: "reject" must have either a code or a text"#),
    ("reject: {code: 5, text: a}", #"19: "reject" must have either a code or a text"#),
    ("reject: {txt: a}", #"20: unknown key "txt" in a refusal; did you mean "text"?"#),
    ("reject: {code: x}", #"26: "code" must be a whole number from 0 to 99999, not "x""#),
    ("reject: {text: ''}", #"26: "text" must be a text of 1 to 200 characters, not """#),
    (
      "result: {text: a}",
      #"19: "result" is a number's, which has no text; give a condition or a code"#
    ),
    (
      "delay: soon",
      #"18: "delay" must be a duration such as 3s, or a range such as 1s..8s, not "soon""#
    ),
    ("fault: dorp", #"18: "fault" cannot be "dorp"; did you mean "drop"?"#),
    (
      "fault: [drop]",
      #"18: "fault" must be one of drop, reset, empty, garbage, truncate, stall, lose_answer,"#
        + " not a list"
    ),
    ("fault: {}", #"18: "fault" needs a status; write {http: 503}"#),
    (
      "fault: {http: 304}",
      #"25: "http" must be an HTTP status from 200 to 599 that may have a body, such as 503,"#
        + #" not "304""#
    ),
    (
      "fault: {http: 600}",
      #"25: "http" must be an HTTP status from 200 to 599 that may have a body, such as 503,"#
        + #" not "600""#
    ),
    (
      "fault: {htp: 503}",
      #"18: "fault" needs a status; write {http: 503} | 19: unknown key "htp""#
        + #" in a fault; did you mean "http"?"#
    ),
    ("push: held", #"17: "push" cannot be "held"; did you mean "hold"?"#),
    ("reply: ''", #"18: "reply" must be a text that is not empty, not """#),
    ("reply: {after: 1s}", "18: a reply needs its content; add content: 好的"),
    (
      "reply: {content: a, mobile: 110}",
      #"39: "mobile" must be a mobile number such as 13800138000, not "110""#
    ),
    (
      "reply: {content: a, extno: x}", #"38: "extno" must be digits such as 1069012345, not "x""#
    ),
    (
      "reply: {contnt: a}",
      "18: a reply needs its content; add content: 好的 | 19: unknown key"
        + #" "contnt" in a reply; did you mean "content"?"#
    ),
  ])
  func findsWhatIsWrongWithAReaction(text: String, problems: String) {
    check("then: {\(text)}", problems.split(separator: " | ").map(String.init))
  }

  @Test(arguments: [
    ("[]", #"19: "report" must be a list of 1 to 20 reports, not of 0"#),
    (
      "[" + String(repeating: "X,", count: 21) + "]",
      #"19: "report" must be a list of 1 to 20 reports, not of 21"#
    ),
    (
      "[null]",
      #"20: an entry of "report" must be a stat such as DELIVRD (1 to 32 printable ASCII"#
        + #" characters without spaces), or none, not "null""#
    ),
    ("{stat: X, mix: {X: 1}}", "29: stat and mix exclude each other"),
    ("{after: 1s, before_answer: true}", "31: before_answer and after exclude each other"),
    ("{id: known}", #"24: "id" cannot be "known"; allowed: unknown"#),
    ("{per: page}", #"25: "per" cannot be "page"; allowed: message, segment"#),
    ("{state: X}", #"20: unknown key "state" in a report; did you mean "stat"?"#),
    (
      "{mix: {}}",
      #"25: "mix" must be a map of stats and weights such as {DELIVRD: 95, none: 5},"#
        + " not an empty map"
    ),
    (
      "{mix: {DELIVRD: 0}}",
      #"35: the weight of "DELIVRD" must be a whole number from 1 to 1000000000, not "0""#
    ),
    (
      "{mix: {a b: 1}}",
      #"26: a key of "mix" must be a stat such as DELIVRD (1 to 32 printable ASCII characters"#
        + #" without spaces), or none, not "a b""#
    ),
    ("{mix: {X: 1, X: 2}}", #"32: duplicate key "X"; the first one is on line 4"#),
  ])
  func findsWhatIsWrongWithAReport(text: String, problem: String) {
    check("then: {report: \(text)}", [problem])
  }

  @Test(arguments: [
    (
      "rules: {}",
      #"3:8: "rules" must be a list of rules such as [{then: {reject: system_busy}}],"#
        + " not an empty map"
    ),
    ("rules: [5]", #"3:9: a rule must be a map such as {name: …}, not "5""#),
    (
      "rules: [" + String(repeating: "{then: {reject: 5}},", count: 1001) + "]",
      "3:8: 1001 rules; a scenario has at most 1000"
    ),
  ])
  func refusesRules(line: String, problem: String) {
    let reading = read("name: a\naccounts: [{account: x, password: y}]\n\(line)\n")
    #expect(reading.problems.map { "\($0.line):\($0.column): \($0.message)" } == [problem])
    #expect(reading.scenario == nil)
  }

  @Test func findsAllProblemsAtOnce() {
    check(
      "name: [], when: {dialect: x, nth: 0}, then: [{reject: x, delay: y}, {push: z}], repeat: 7",
      [
        #"10: "name" must be a text that is not empty, not an empty list"#,
        #"30: "dialect" cannot be "x"; allowed: smgw, httpbatch"#,
        #"38: "nth" must be a count such as 3, a range such as 1-3 or 4-, or every 5, of 1 to"#
          + #" 1000000000, not "0""#,
        #"58: "reject" cannot be "x"; fakecarrier codes lists the conditions"#,
        #"68: "delay" must be a duration such as 3s, or a range such as 1s..8s, not "y""#,
        #"79: "push" cannot be "z"; allowed: hold, duplicate, reorder"#,
        #"92: "repeat" must be true or false, not "7""#,
      ])
  }

  @Test(arguments: [
    (
      "repeat: true, then: {reject: 5}",
      #"4: "repeat" has no effect beside a single reaction, which every match takes; write"#
        + " then: [{…}] for a list"
    ),
    (
      "when: {mobile: +8613800138000}, then: {reject: 5}",
      #"19: "mobile" is tried on a number's eleven digits; write 13800138000"#
    ),
    (
      "when: {account: [test*, 922]}, then: {reject: 5}",
      "20: this rule matches nothing: no account of the scenario fits"
    ),
    (
      "when: {dialect: httpbatch, operation: [mo, report]}, then: {reject: 5}",
      "42: this rule matches nothing: httpbatch has no report or mo"
    ),
    (
      "when: {operation: [password]}, then: {reject: 5}",
      "22: this rule matches nothing: smgw and httpbatch have no password"
    ),
    (
      "when: {operation: [balance, report], mobile: 1*}, then: {reject: 5}",
      "49: this rule matches nothing: a request of operation balance or report has no mobile"
    ),
    (
      "when: {operation: balance, extno: 1*}, then: {reject: 5}",
      "38: this rule matches nothing: a request of operation balance has no extno"
    ),
    (
      "when: {operation: balance, content: 1*}, then: {reject: 5}",
      "40: this rule matches nothing: a request of operation balance has no content"
    ),
    (
      "then: {reject: system_busy}",
      "19: smgw has no code for system_busy; its clients get other_error (5)"
    ),
    (
      "then: {reject: too_fast}",
      "19: smgw has no code for too_fast; its clients get too_many_connections (21)"
    ),
    (
      "when: {operation: send}, then: [{}, {result: phishing}]",
      "49: httpbatch has no code for phishing; its clients get system_busy (104)"
    ),
    (
      "then: {result: account_disabled}",
      "19: smgw has no code for account_disabled; its clients get other_error (5)"
    ),
  ])
  func warns(rule: String, problem: String) { check(rule, [problem], isError: false) }

  @Test(arguments: [
    "when: {dialect: httpbatch}, then: {reject: system_busy}",
    "when: {operation: p2p}, then: {reject: phishing}", "then: {reject: 104, result: ok}",
    "when: {operation: [balance, send], mobile: 138*}, then: {reject: 5}",
    "when: {dialect: [smgw, httpbatch], operation: [mo]}, then: {reject: 5}",
    "when: {mobile: [13800138000, 86*], account: 9*}, then: {reject: 5}",
  ])
  func doesNotWarn(rule: String) { check(rule, [], isError: false) }

  @Test func warnsOfSeveralDialectsAtOnce() {
    var vocabulary = vocabulary
    vocabulary.dialects.append(
      DialectVocabulary("third", rejectStandIns: [.systemBusy: "busy (1)", .tooFast: "slow (2)"]))
    let reading = ScenarioReader.read(
      Array(
        "{name: a, accounts: [{account: x, password: y}], rules: [{then: {reject: too_fast}}]}".utf8
      ),
      file: "test.yaml", vocabulary: vocabulary)
    #expect(
      reading.problems.map(\.message) == [
        "smgw and third have no code for too_fast; their clients get too_many_connections (21)"
          + " and slow (2)"
      ])
  }

  @Test(
    arguments: [
      ("reject: 9999", "coded has no code 9999; fakecarrier codes lists those there are"),
      ("result: {code: 5}", "coded has no code 5; fakecarrier codes lists those there are"),
      ("reject: 5", nil), ("result: 77", nil),
    ] as [(String, String?)])
  func warnsOfCodesThatNoDocumentHas(then: String, message: String?) {
    var vocabulary = vocabulary
    vocabulary.dialects = [DialectVocabulary("coded", rejectCodes: [5], resultCodes: [77])]
    let text = "{name: a, accounts: [{account: x, password: y}], rules: [{then: {\(then)}}]}"
    let reading = ScenarioReader.read(
      Array(text.utf8), file: "test.yaml", vocabulary: vocabulary)
    #expect(reading.problems.map(\.message) == [message].compactMap(\.self))
  }

  @Test(
    arguments: [
      ("signature: registered", 3), ("signature: registered, signatures: [朗宇]", nil),
      ("signature: required", nil),
    ] as [(String, Int?)])
  func warnsOfRegisteredSignaturesWithoutAny(text: String, line: Int?) {
    let message =
      "signature is registered, but no signature is, so every text is refused;"
      + " add signatures: [\"朗宇信息\"]"
    let reading = read("name: a\naccounts:\n- {\(text), account: x, password: y}\n")
    #expect(reading.problems.map(\.message) == (line == nil ? [] : [message]))
    #expect(reading.problems.map(\.line) == [line].compactMap(\.self))
    let byDefault = read(
      "name: a\ndefaults: {\(text)}\naccounts:\n- {account: x, password: y}\n")
    #expect(byDefault.problems.map(\.line) == [line].compactMap { $0 == nil ? nil : 2 })
  }
}
