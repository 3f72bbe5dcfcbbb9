/// Every smgw outcome, by its own cause or, where it has none, by a rule.
enum SmgwProvocations {
  static let all: [Provocation] = statuses + results + stats

  private static let credentials = "account=922011&password=123456"

  private static func world(_ settings: String = "", top: String = "") -> String {
    "name: walk\n\(top)\naccounts: [{account: \"922011\", password: \"123456\"\(settings)}]"
  }

  private static func rule(_ reaction: String) -> String {
    "rules: [{when: {dialect: smgw}, then: {\(reaction)}}]"
  }

  private static func send(
    to mobiles: String = "13800138000", _ content: String = "hello", more: String = ""
  ) -> Provocation.Step {
    .get("/sms?action=send&\(credentials)&mobile=\(mobiles)&content=\(content)\(more)")
  }

  /// The same request with answers in XML and in JSON.
  private static func status(
    _ code: Int, in scenario: String? = nil, _ request: String, before: [Provocation.Step] = []
  ) -> [Provocation] {
    [
      Provocation(
        outcome: "smgw.status.\(code)", scenario: scenario, steps: before + [.get(request)],
        answer: code == 0 ? "<message>ok</message>" : "<message>\(code)</message>"),
      Provocation(
        outcome: "smgw.status.\(code)", scenario: scenario,
        steps: before + [.get(request + "&rt=json")], answer: "{\"status\":\"\(code)\","),
    ]
  }

  private static let sendTarget = "/sms?action=send&\(credentials)&mobile=13800138000&content=hello"

  private static let statuses: [Provocation] =
    status(0, sendTarget)
    + status(1, "/sms?action=sned&\(credentials)")
    + status(1, "/sms?action=send&\(credentials)&mobile=13800138000")
    + status(1, "/sms?action=send&\(credentials)&content=hello")
    + status(1, "/sms?action=send&account=922011&mobile=13800138000&content=hello")
    + status(1, "/sms?action=p2p&\(credentials)&mobileContentList=13800138000")
    + status(2, in: world(", ip: [10.0.0.1]"), sendTarget)
    + status(3, "/sms?action=send&account=x&password=123456&mobile=13800138000&content=hello")
    + status(3, "/sms?action=send&account=922011&password=x&mobile=13800138000&content=hello")
    + status(4, in: world(top: rule("reject: version_error")), sendTarget)
    + status(5, in: world(top: rule("reject: other_error")), sendTarget)
    + status(15, in: world(top: rule("reject: {code: 15}")), sendTarget)
    + status(6, in: world(", interface: cmpp"), sendTarget)
    + status(7, in: world(", enabled: false"), sendTarget)
    + status(7, in: world(", expires: \"2000-01-01 00:00:00\""), sendTarget)
    + [status(15, in: world(", balance: 0"), sendTarget)[0]]
    + status(
      21, in: world(", connections: 1"), sendTarget,
      before: [.hold("/sms?action=overage&\(credentials)")])
    + status(100, in: world(", carriers: [unicom]"), sendTarget)
    + status(
      102, in: world(", max_recipients: 1"),
      sendTarget.replacing("13800138000", with: "13800138000,13800138001"))

  private static func result(
    _ code: Int, in scenario: String? = nil, _ request: Provocation.Step
  ) -> [Provocation] {
    guard case .get(let target) = request else { return [] }
    return [
      Provocation(
        outcome: "smgw.result.\(code)", scenario: scenario, steps: [.get(target)],
        answer: "#@#\(code)</resp>"),
      Provocation(
        outcome: "smgw.result.\(code)", scenario: scenario, steps: [.get(target + "&rt=json")],
        answer: "\"result\":\(code)}"),
    ]
  }

  private static let results: [Provocation] =
    result(0, send())
    + result(6, in: world(", max_length: 4"), send())
    + result(
      6, .get("/sms?action=p2p&\(credentials)&mobileContentList=13800138000%0A13800138001%09b"))
    + result(10, in: world(", access_codes: [\"1069\"]"), send(more: "&extno=1068"))
    + result(12, send(to: "1380013800"))
    + result(15, in: world(", balance: 1"), send(to: "13800138000,13800138001"))
    + result(16, in: world(", hours: \"12:00-13:00\""), send())
    + result(17, in: world(", signature: required"), send())
    + result(
      17, in: world(", signature: registered, signatures: [a]"), send("%E3%80%90b%E3%80%91c"))

  /// - Parameter sent: the stat on the wire, if it is not the catalogue's.
  private static func stat(
    _ stat: String, as sent: String? = nil, in scenario: String? = nil,
    _ requests: Provocation.Step...
  ) -> [Provocation] {
    let onWire = sent ?? stat
    let pull = "/sms?action=report&\(credentials)"
    let steps = requests + [.advance(.seconds(1))]
    return [
      Provocation(
        outcome: "smgw.stat.\(stat)", scenario: scenario, steps: steps + [.get(pull)],
        answer: "<errorcode>\(onWire)</errorcode>"),
      Provocation(
        outcome: "smgw.stat.\(stat)", scenario: scenario, steps: steps + [.get(pull + "&rt=json")],
        answer: "\"stat\":\"\(onWire)\""),
    ]
  }

  /// Those that no account's setting brings about.
  private static let statsByRule =
    [
      "EXPIRED", "DELETED", "REJECTED", "MA:0003", "MA:0004", "MA:0005", "MA:0006", "MA:0009",
      "MA:0011", "MA:0012", "MA:0013", "MA:0021", "MA:0025", "MA:0026", "MA:0027", "MA:0029",
      "MA:0030", "MO:200", "MO:0254", "MO:0255",
    ].flatMap { stat($0, in: world(top: rule("report: \"\($0)\"")), send()) }
    + stat("MO:NNNN", as: "MO:4711", in: world(top: rule("report: \"MO:4711\"")), send())

  private static let stats: [Provocation] =
    statsByRule + stat("DELIVRD", send())
    + stat("MA:0001", in: world(top: "blacklist: [\"13800138000\"]"), send())
    + stat("MA:0002", in: world(", keywords: [hell]"), send())
    + stat("MA:0014", send(to: "15400000000"))
    + stat("MA:0022", in: world(", per_mobile: 1/30m"), send(), send())
    + stat(
      "MA:0023",
      .post(
        "/__mock/v1/replies",
        "{\"account\":\"922011\",\"mobile\":\"13800138000\",\"content\":\"TD\",\"after\":\"0s\"}"),
      send())
    + stat("MA:0024", in: world(", templates: [\"/^code/\"]"), send())
    + stat("MA:0028", in: world(top: "blacklist: [\"138*\"]"), send())
}
