import Carrier

/// The words that the tests' dialects would add.
let vocabulary = ScenarioVocabulary(
  dialects: [
    DialectVocabulary(
      "smgw", operations: [.send, .p2p, .balance, .report, .mo],
      rejectStandIns: [.systemBusy: "other_error (5)", .tooFast: "too_many_connections (21)"],
      resultStandIns: [.systemBusy: "other_error (5)", .accountDisabled: "other_error (5)"]),
    DialectVocabulary(
      "httpbatch", operations: [.send, .balance],
      rejectStandIns: [.tooManyConnections: "system_busy (104)", .phishing: "system_busy (104)"]),
  ],
  wireSwitches: [
    WireSwitch("aspx_cdata", .flag(standard: false), "CDATA around texts"),
    WireSwitch("smgw_time", .choice(["long", "short"], standard: "long"), "form of times"),
    WireSwitch("batch_size", .number(1...500, standard: 100), "reports of an answer"),
  ],
  pushStyles: ["smgw", "httpbatch"])

func read(_ text: String, file: String = "test.yaml") -> ScenarioReading {
  ScenarioReader.read(Array(text.utf8), file: file, vocabulary: vocabulary)
}

/// Every key of the format, each with another value than its standard.
let completeText = #"""
  name: quickstart
  description: What a new user gets
  timezone: America/New_York
  seed: 18446744073709551615
  clock: {start: "2017-04-12 01:38:21", run: false}
  wire: {aspx_cdata: true, smgw_time: short, batch_size: 7}
  report: {stat: "MA:0001", after: 1s..8s}
  blacklist: ["13911110000", 1709999*, 13800138000]
  defaults: {password: "123456"}
  accounts:
    - account: 922011
      password: 0123456
      userid: 12
      enabled: false
      expires: "2030-01-01 00:00:00"
      interface: cmpp
      ip: ["127.0.0.1", 10.0.0.0/8, "::1"]
      billing: postpaid
      balance: -100
      price: 2
      mms_price: 3
      products: {"274463133": 2000, 1: -5}
      access_codes: ["1069012345", 1069]
      extno_digits: 21
      max_recipients: 400
      max_length: 300
      rate: 100/1s
      balance_interval: 10s
      monthly_quota: 50000
      per_mobile: 3/30m
      connections: 11
      hours: "08:00-21:00"
      signature: required
      signatures: ["朗宇信息", 【云信使】]
      keywords: ["发票"]
      review: ["/贷款.*秒批/"]
      templates: ["/验证码\\d{4,6}/", "hello*"]
      carriers: [mobile, telecom]
      permissions: [send, report]
      push:
        report: "http://127.0.0.1:9000/report"
        mo: http://[::1]/mo
        style: httpbatch
        receiver: admin
        password: 12345
        method: post
        ack: any
        retry: [2s, 1m]
        timeout: 6s
    - account: second
  rules:
    - name: outage at nine
      when:
        dialect: smgw
        operation: [send, p2p]
        account: 922*
        mobile: ["138*", "*0010"]
        content: [/验证码/, "*快递*"]
        extno: 1069*
        hours: "21:00-09:00"
        nth: 1-3
        chance: 0.05
      then: {reject: too_many_connections}
    - repeat: true
      then:
        - reject: {code: 104}
          result: bad_mobile
          report:
            - {stat: "MA:0001", after: 1s..8s, id: unknown, per: segment}
            - {mix: {DELIVRD: 95, "MO:1234": 4, none: 1}, before_answer: true}
          reply: {content: TD, after: 5s, mobile: 13800138000, extno: 106901}
          delay: 1s..8s
          fault: lose_answer
          push: hold
        - {}
        - {reject: {text: 系统忙}, fault: {http: 503}}
  """#
