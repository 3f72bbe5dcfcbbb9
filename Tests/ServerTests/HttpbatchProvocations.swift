import Foundation

/// Every httpbatch outcome, by its own cause or, where it has none, by a rule.
enum HttpbatchProvocations {
  static let all: [Provocation] = statuses + balances + stats

  private static let account = "account=test01&pswd=123456"
  private static let target =
    "/msg/HttpBatchSendSM?\(account)&mobile=13800138000&msg=hello&needstatus=true"

  private static func world(_ settings: String = "", top: String = "") -> String {
    "name: walk\n\(top)\naccounts: [{account: test01, password: \"123456\"\(settings)}]"
  }

  private static func rule(_ reaction: String) -> String {
    "rules: [{when: {dialect: httpbatch}, then: {\(reaction)}}]"
  }

  private static func status(
    _ code: Int, in scenario: String? = nil, _ request: String,
    before: [Provocation.Step] = []
  ) -> Provocation {
    Provocation(
      outcome: "httpbatch.status.\(code)", scenario: scenario, steps: before + [.get(request)],
      answer: code == 0 ? "20170412013821,0\n" : "20170412013821,\(code)")
  }

  private static let long = target.replacing(
    "hello", with: String(repeating: "a", count: 537))
  private static let crowd = (0...50_000).map { String(13_800_000_000 + $0) }
    .joined(separator: ",")

  private static let statuses: [Provocation] = [
    status(0, target),
    status(101, target.replacing("test01", with: "test02")),
    status(101, target.replacing("test01", with: "")),
    status(102, target.replacing("123456", with: "1")),
    status(102, target.replacing("123456", with: "")),
    status(103, in: world(", rate: 1/1s"), target, before: [.get(target)]),
    status(
      103, in: world(", rate: 1/1s"), target,
      before: [.get(target.replacing("hello", with: ""))]),
    status(104, in: world(top: rule("reject: system_busy")), target),
    status(104, in: world(top: rule("reject: {code: 104}")), target),
    status(105, in: world(", keywords: [hell]"), target),
    status(106, target.replacing("hello", with: "")),
    status(106, long),
    status(107, target.replacing("13800138000", with: "13800138000,1380013800")),
    status(108, target.replacing("13800138000", with: "")),
    Provocation(
      outcome: "httpbatch.status.108", scenario: nil,
      steps: [.post("/msg/HttpBatchSendSM", "\(account)&msg=hello&mobile=\(crowd)")],
      answer: "20170412013821,108"),
    status(109, in: world(", balance: 0"), target),
    status(109, in: world(", products: {\"7\": 0, \"8\": 5}"), target),
    status(110, in: world(", hours: \"12:00-13:00\""), target),
    status(111, in: world(", monthly_quota: 1"), target, before: [.get(target)]),
    status(112, target + "&product=9"),
    status(113, target + "&extno=a"),
    status(113, target + "&extno=12345678901"),
    status(115, in: world(", review: [\"/hel+o/\"]"), target),
    status(116, in: world(", signature: required"), target),
    status(117, in: world(", ip: [10.0.0.1]"), target),
    status(118, in: world(", permissions: [report]"), target),
    status(118, in: world(", enabled: false"), target),
    status(119, in: world(", expires: \"2017-04-12 01:38:21\""), target),
    status(120, in: world(", templates: [\"/^code/\"]"), target),
  ]

  private static func balance(
    _ code: Int, in scenario: String? = nil, _ request: String, _ answer: String,
    before: [Provocation.Step] = []
  ) -> Provocation {
    Provocation(
      outcome: "httpbatch.balance.\(code)", scenario: scenario, steps: before + [.get(request)],
      answer: answer)
  }

  private static let query = "/msg/QueryBalance?\(account)"

  private static let balances: [Provocation] = [
    balance(0, "/msg/QueryBalance?account=111111&pswd=123456", ",0\n1234567,1000\n1234531,2000"),
    balance(0, in: world(), query, ",0\n1,100000"),
    balance(101, query.replacing("test01", with: "x"), ",101"),
    balance(102, query.replacing("123456", with: "x"), ",102"),
    balance(
      103, in: world(", balance_interval: 10s"), query, ",103",
      before: [.get(query), .advance(.seconds(9))]),
    balance(
      0, in: world(", balance_interval: 10s"), query, ",0\n1,100000",
      before: [.get(query), .advance(.seconds(10))]),
  ]

  /// Reports wait in the account's queue, and any pull hands them out.
  private static func stat(
    _ stat: String, in scenario: String? = nil, _ requests: [Provocation.Step] = [.get(target)]
  ) -> Provocation {
    let pull = "/sms?action=report&account=test01&password=123456&rt=json"
    return Provocation(
      outcome: "httpbatch.stat.\(stat)", scenario: scenario,
      steps: requests + [.advance(.seconds(1)), .get(pull)], answer: "\"stat\":\"\(stat)\"")
  }

  private static let unsubscribe = Provocation.Step.post(
    "/__mock/v1/replies",
    "{\"account\":\"test01\",\"mobile\":\"13800138000\",\"content\":\"TD\",\"after\":\"0s\"}")

  static let stats: [Provocation] = [
    stat("DELIVRD"),
    stat("MBBLACK", in: world(top: "blacklist: [\"13800138000\"]")),
    stat("MBBLACK", in: world(top: "blacklist: [\"138*\"]")),
    stat("MBBLACK", [unsubscribe, .get(target)]),
    stat("ROUTEERR", in: world(", carriers: [unicom]")),
    stat("REJECT", in: world(top: rule("report: REJECT"))),
    stat("EMSERR", in: world(top: rule("report: EMSERR"))),
    stat("SIGNERR", in: world(top: rule("report: SIGNERR"))),
    stat("KEYWORD", in: world(top: rule("report: KEYWORD"))),
    stat("DISTURB", in: world(", per_mobile: 1/30m"), [.get(target), .get(target)]),
  ]
}
