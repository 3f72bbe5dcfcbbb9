import Testing

/// A scenario that is right but, perhaps, for one line of it.
struct ScenarioSnippet: CustomTestStringConvertible, Sendable {
  let text: String
  let testDescription: String

  private init(_ text: String, _ line: String) {
    self.text = text
    testDescription = line
  }

  /// A line at the top.
  private static func top(_ line: String) -> ScenarioSnippet {
    let name = line.hasPrefix("name:") ? "" : "name: a\n"
    return ScenarioSnippet("\(name)accounts: [{account: x, password: y}]\n\(line)\n", line)
  }

  /// A line of an account.
  private static func account(_ line: String) -> ScenarioSnippet {
    ScenarioSnippet("name: a\naccounts:\n- account: x\n  password: y\n  \(line)\n", line)
  }

  /// A line of a rule that has a reaction unless it gives one.
  private static func rule(_ line: String) -> ScenarioSnippet {
    let then = line.hasPrefix("then:") ? "" : "  then: {push: hold}\n"
    return ScenarioSnippet(
      "name: a\naccounts: [{account: x, password: y}]\nrules:\n- \(line)\n\(then)", line)
  }

  static let valid =
    [
      #"name: 2017"#, #"description: 12"#, #"description: null"#, #"timezone: Asia/Tokyo"#,
      #"seed: 0"#, #"seed: 18446744073709551615"#, #"clock: real"#, #"clock: null"#,
      #"clock: {start: "2017-04-12 01:38:21"}"#,
      #"clock: {start: 2017-04-12 01:38:21, run: false}"#,
      #"wire: {}"#, #"wire: {aspx_cdata: false, smgw_message: symbol, httpbatch_max_length: 700}"#,
      #"wire: {smgw_message: null}"#, #"report: DELIVRD"#, #"report: none"#, #"report: 10"#,
      #"report: {}"#, #"report: {stat: MA:0001, after: 1s..8s}"#,
      #"report: [DELIVRD, none, {stat: EXPIRED}]"#, #"report: {mix: {DELIVRD: 95, none: 5}}"#,
      #"blacklist: []"#, #"blacklist: [13911110000, "13911110000", 1709999*, +8613800138000]"#,
      #"defaults: {price: 2}"#, #"defaults: null"#, #"rules: []"#, #"rules: null"#,
    ].map(top)
    + [
      #"userid: 12"#, #"enabled: false"#, #"expires: 2030-01-01 00:00:00"#, #"interface: soap"#,
      #"ip: [127.0.0.1, 10.0.0.0/8, "::1"]"#, #"billing: postpaid"#, #"balance: -5"#, #"price: 0"#,
      #"mms_price: 1000000"#, #"products: {"274463133": 2000, 1: -5}"#,
      #"access_codes: ["1069012345", 1069]"#, #"extno_digits: 21"#, #"max_recipients: 1"#,
      #"max_length: 70"#, #"rate: 100/1s"#, #"rate: 100/s"#, #"per_mobile: 3/30m"#,
      #"balance_interval: 10s"#, #"monthly_quota: 0"#, #"connections: 1"#, #"hours: "08:00-24:00""#,
      #"hours: 21:00-09:00"#, #"signature: registered"#, #"signatures: [朗宇, 【云信】]"#,
      #"keywords: [发票, 12, true]"#, #"review: ["/贷款.*秒批/", "/a/i"]"#, #"templates: ["a*"]"#,
      #"carriers: [mobile]"#, #"permissions: [send, mms]"#, #"permissions: []"#, #"hours: null"#,
      #"push: null"#, #"push: {}"#, #"push: {report: "http://127.0.0.1:9000/r?a=b", style: smgw}"#,
      #"push: {receiver: "", password: 12, method: get, ack: any, retry: [1s], timeout: 5s}"#,
    ].map(account)
    + [
      #"name: null"#, #"when: null"#, #"when: {}"#, #"when: {dialect: smgw, operation: send}"#,
      #"when: {dialect: [aspx, mms], operation: [send, balance]}"#,
      #"when: {account: [x, "9*"], mobile: 13800138000, extno: 1069}"#,
      #"when: {content: "/验证码/i"}"#, #"when: {content: [快递*, 5]}"#, #"when: {hours: 08:00-21:00}"#,
      #"when: {nth: 3}"#, #"when: {nth: "3"}"#, #"when: {nth: 1-3}"#, #"when: {nth: 4-}"#,
      #"when: {nth: every 5}"#, #"when: {nth: 1000000000}"#, #"when: {chance: 0.05}"#,
      #"when: {chance: 1}"#, #"when: {chance: null, nth: null, dialect: null, account: null}"#,
      #"then: {reject: system_busy}"#, #"then: {reject: ok}"#, #"then: {reject: 104}"#,
      #"then: {reject: "104"}"#, #"then: {reject: {code: 99999}}"#, #"then: {reject: {text: 忙}}"#,
      #"then: {result: bad_mobile}"#, #"then: {result: 0}"#, #"then: {result: {code: 12}}"#,
      #"then: {report: none}"#, #"then: {report: [none]}"#,
      #"then: {report: {stat: X, per: segment, id: unknown, before_answer: true}}"#,
      #"then: {report: {after: 0s, before_answer: false}}"#,
      #"then: {report: {mix: {"MA:0001": 1000000000}}}"#, #"then: {reply: TD}"#,
      #"then: {reply: {content: 1, after: 1s..2s, mobile: 8613800138000, extno: 1069}}"#,
      #"then: {delay: 1500ms}"#, #"then: {delay: 1s..3d}"#, #"then: {fault: lose_answer}"#,
      #"then: {fault: {http: 503}}"#, #"then: {fault: {http: 200}}"#, #"then: {push: reorder}"#,
      #"then: [{reject: 5}]"#, #"then: [{}, {reject: 5, push: null}]"#, #"repeat: false"#,
    ].map(rule)

  static let invalid =
    [
      #"name: null"#, #"name: Quick Start"#, #"name: -1.5"#, #"name: [a]"#, #"description: {}"#,
      #"seed: -1"#, #"seed: 1.5"#, #"clock: fake"#, #"clock: {run: true}"#,
      #"clock: {start: yesterday}"#, #"clock: {start: 2017-04-12 01:38:21, rate: 2}"#,
      #"wire: 5"#, #"wire: {aspx_cdta: true}"#, #"wire: {smgw_message: long}"#,
      #"wire: {httpbatch_max_length: 0}"#, #"report: a b"#, #"report: []"#, #"report: [[DELIVRD]]"#,
      #"report: {state: X}"#, #"report: {after: soon}"#, #"report: {stat: X, mix: {X: 1}}"#,
      #"report: {mix: {}}"#, #"report: {mix: {X: 0}}"#, #"report: {mix: {X: 1.5}}"#,
      #"report: {mix: {a b: 1}}"#, #"report: {id: known}"#, #"report: {per: page}"#,
      #"report: {before_answer: true, after: 1s}"#, #"blacklist: 13911110000"#,
      #"blacklist: [1391111000]"#, #"blacklist: ["*"]"#, #"blacklist: [null]"#, #"defaults: []"#,
      #"defaults: {rat: 1/s}"#, #"rules: {}"#, #"rules: [5]"#, #"rules: [{}]"#, #"acounts: 1"#,
    ].map(top)
    + [
      #"pasword: y"#, #"enabled: yes"#, #"expires: 2030-01-01"#, #"interface: ftp"#,
      #"ip: 127.0.0.1"#, #"ip: [localhost]"#, #"billing: [prepaid]"#, #"balance: 1.5"#,
      #"price: -1"#, #"price: 1000001"#, #"products: [1]"#, #"products: {x: 1}"#,
      #"products: {1: x}"#, #"access_codes: [x]"#, #"extno_digits: 22"#, #"max_recipients: 0"#,
      #"rate: 100"#, #"rate: 0/1s"#, #"rate: 5/0s"#, #"balance_interval: 0s"#,
      #"balance_interval: 10"#, #"monthly_quota: -1"#, #"connections: many"#, #"hours: 9-17"#,
      #"hours: 25:00-26:00"#, #"signature: on"#, #"signatures: [【】]"#, #"signatures: [【a]"#,
      #"keywords: [""]"#, #"review: ["/贷款"]"#, #"review: ["//"]"#, #"review: ["/a/g"]"#,
      #"templates: a*"#, #"carriers: [moblie]"#, #"permissions: [send, null]"#, #"push: true"#,
      #"push: {reports: a}"#, #"push: {report: "https://a/"}"#, #"push: {style: mms}"#,
      #"push: {method: put}"#, #"push: {retry: [soon]}"#, #"push: {timeout: 0s}"#,
    ].map(account)
    + [
      #"name: """#, #"wen: {}"#, #"when: smgw"#, #"when: {mobil: 1}"#, #"when: {dialect: smgv}"#,
      #"when: {dialect: []}"#, #"when: {operation: [sending]}"#, #"when: {account: ""}"#,
      #"when: {account: [[a]]}"#, #"when: {mobile: {}}"#, #"when: {content: "/a"}"#,
      #"when: {content: [null]}"#, #"when: {hours: morning}"#, #"when: {nth: 0}"#,
      #"when: {nth: every 0}"#, #"when: {nth: "1..3"}"#, #"when: {nth: [1]}"#, #"when: {nth: 1.5}"#,
      #"when: {nth: 10000000000}"#, #"when: {chance: 0}"#, #"when: {chance: 1.5}"#,
      #"when: {chance: often}"#, #"then: null"#, #"then: drop"#, #"then: {}"#, #"then: []"#,
      #"then: [{}]"#, #"then: [drop]"#, #"then: {rejct: 5}"#, #"then: {reject: nonsense}"#,
      #"then: {reject: 100000}"#, #"then: {reject: -1}"#, #"then: {reject: []}"#,
      #"then: {reject: {}}"#, #"then: {reject: {code: 5, text: a}}"#,
      #"then: {reject: {text: ""}}"#,
      #"then: {reject: {code: x}}"#, #"then: {result: {text: a}}"#, #"then: {result: {}}"#,
      #"then: {report: {stat: [X]}}"#, #"then: {reply: ""}"#, #"then: {reply: {after: 1s}}"#,
      #"then: {reply: {content: a, mobile: 110}}"#, #"then: {reply: {content: a, extno: x}}"#,
      #"then: {reply: [a]}"#, #"then: {delay: soon}"#, #"then: {delay: 5}"#,
      #"then: {fault: dorp}"#,
      #"then: {fault: {}}"#, #"then: {fault: {http: 304}}"#, #"then: {fault: {http: 600}}"#,
      #"then: {push: held}"#, #"repeat: 2"#,
    ].map(rule)

  /// What no pattern and no range can say.
  static let invalidToTheParserAlone =
    [
      #"timezone: Asia/Shangai"#, #"clock: {start: 2023-02-29 00:00:00}"#,
      #"report: {after: 8s..1s}"#, #"report: {after: 9999d}"#,
    ].map(top)
    + [
      #"hours: 09:00-09:00"#, #"ip: [127.0.0.1/33]"#, #"review: ["/(/"]"#,
      #"push: {report: "http:///a"}"#, #"push: {report: "http://a:70000/"}"#,
    ].map(account)
    + [
      #"when: {nth: 3-1}"#, #"when: {content: "/(/"}"#, #"then: {reject: null}"#,
    ].map(rule)

  static let validToTheParserAlone =
    [#"seed: "5""#].map(top) + [#"enabled: "true""#, #"price: "1""#].map(account)
    + [#"when: {chance: "0.5"}"#, #"repeat: "true""#].map(rule)
}
