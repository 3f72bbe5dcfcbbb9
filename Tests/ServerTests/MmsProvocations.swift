/// Every mms outcome, by its own cause or, where it has none, by a rule.
enum MmsProvocations {
  static let all: [Provocation] = sends + overages + reports + errors

  private static let credentials = "account=zhouyang&password=123456&userid=12"
  private static let mobile = "13800138000"
  private static let content = "3,txt|zsSxvg=="

  private static func world(_ settings: String = "", top: String = "") -> String {
    "name: walk\n\(top)\n"
      + "accounts: [{account: zhouyang, password: \"123456\", userid: \"12\"\(settings)}]"
  }

  private static func sendForm(
    as credentials: String = credentials, to mobile: String = mobile,
    content: String = content, more: String = ""
  ) -> String {
    "action=send&\(credentials)&mobile=\(mobile)&title=a&content=\(content)\(more)"
  }

  private static func send(
    _ code: Int, in scenario: String? = nil, _ form: String
  ) -> Provocation {
    Provocation(
      outcome: "mms.send.\(code)", scenario: scenario,
      steps: [.post("/sendmms.aspx", form)], answer: "\(code)", isWhole: true)
  }

  private static let sends: [Provocation] =
    [
      Provocation(
        outcome: "mms.send.ok", scenario: nil, steps: [.post("/sendmms.aspx", sendForm())],
        answer: "99999:"),
      send(0, "action=sned&\(credentials)"),
      send(0, sendForm(content: "3txt|zsSxvg==")),
      send(0, sendForm(content: "3,png|zsSxvg==")),
      send(0, sendForm(content: "3,txt|zsS*vg==")),
      send(0, sendForm(content: "3,txt|/w==")),
      send(0, sendForm(more: "&starttime=2017-02-29 00:00:00")),
      send(
        7, in: world(top: "rules: [{when: {dialect: mms}, then: {reject: system_busy}}]"),
        sendForm()),
      send(1, sendForm(as: "account=&password=123456&userid=12")),
      send(1, sendForm(as: "account=zhouyang&password=&userid=12")),
      send(2, sendForm(as: "account=x&password=123456&userid=12")),
      send(2, sendForm(as: "account=zhouyang&password=x&userid=12")),
      send(2, sendForm(as: "account=zhouyang&password=123456&userid=13")),
      send(3, sendForm(to: "")),
      send(3, sendForm(to: "138********")),
      send(4, sendForm(content: "")),
      send(5, sendForm(to: Array(repeating: mobile, count: 2001).joined(separator: ","))),
      send(6, in: world(", balance: 1, mms_price: 2"), sendForm()),
      send(8, in: world(", enabled: false"), sendForm()),
      send(8, in: world(", expires: \"2000-01-01 00:00:00\""), sendForm()),
      send(8, in: world(", hours: \"12:00-13:00\""), sendForm()),
      send(8, in: world(", ip: [10.0.0.1]"), sendForm()),
      send(9, sendForm(content: "3,gif|" + String(repeating: "A", count: 136_534))),
      send(10, in: world(", permissions: [send, report, mo]"), sendForm()),
    ]

  private static func overage(_ outcome: String, _ credentials: String, _ answer: String)
    -> Provocation
  {
    Provocation(
      outcome: "mms.overage.\(outcome)", scenario: nil,
      steps: [.get("/sendmms.aspx?action=overage&\(credentials)")],
      answer: "<message>\(answer)</message>")
  }

  private static let overages: [Provocation] = [
    overage("ok", credentials, "成功"),
    overage("empty_credentials", "account=zhouyang&userid=12", "用户名或密码不能为空"),
    overage("empty_credentials", "password=123456&userid=12", "用户名或密码不能为空"),
    overage("auth", "account=x&password=123456&userid=12", "用户名或密码错误"),
    overage("auth", "account=zhouyang&password=x&userid=12", "用户名或密码错误"),
    overage("auth", "account=zhouyang&password=123456&userid=13", "用户名或密码错误"),
  ]

  /// The stat of the last of some messages.
  private static func stat(
    _ stat: String, in scenario: String? = nil, to mobile: String = mobile,
    before: [Provocation.Step] = []
  ) -> Provocation {
    Provocation(
      outcome: stat == "DELIVRD" ? "mms.report.delivered" : "mms.report.failed",
      scenario: scenario,
      steps: before + [
        .post("/sendmms.aspx", sendForm(to: mobile)), .advance(.seconds(1)),
        .get("/mmsStatusApi.aspx?action=query&\(credentials)"),
      ], answer: "<errorcode><![CDATA[\(stat)]]></errorcode>")
  }

  private static let reports: [Provocation] = [
    stat("DELIVRD"),
    stat("UNDELIV", in: world(top: "report: UNDELIV")),
    stat("MA:0001", in: world(top: "blacklist: [\"13800138000\"]")),
    stat("MA:0003", in: world(", carriers: [unicom]")),
    stat("MA:0014", to: "15400000000"),
    stat(
      "MA:0022", in: world(", per_mobile: 1/30m"), before: [.post("/sendmms.aspx", sendForm())]),
    stat(
      "MA:0023",
      before: [
        .post(
          "/__mock/v1/replies",
          "{\"account\":\"zhouyang\",\"mobile\":\"13800138000\",\"content\":\"TD\","
            + "\"after\":\"0s\"}")
      ]),
    stat("MA:0028", in: world(top: "blacklist: [\"138*\"]")),
  ]

  private static func error(_ code: Int, in scenario: String? = nil, _ query: String)
    -> Provocation
  {
    Provocation(
      outcome: "mms.report.\(code)", scenario: scenario,
      steps: [.get("/mmsStatusApi.aspx?\(query)")], answer: "<error>\(code)</error>")
  }

  private static let errors: [Provocation] = [
    error(1, "action=query&account=zhouyang&userid=12"),
    error(1, "action=query&password=123456&userid=12"),
    error(2, "action=query&account=x&password=123456&userid=12"),
    error(2, "action=query&account=zhouyang&password=x&userid=12"),
    error(2, "action=query&account=zhouyang&password=123456&userid=13"),
    error(3, in: world(", permissions: [send, mo, mms]"), "action=query&\(credentials)"),
    error(3, in: world(", permissions: [send, mo, mms]"), "action=take&\(credentials)"),
    error(4, "action=take&\(credentials)"),
    error(4, "action=query&\(credentials)&statusNum=many"),
    error(4, "action=query&\(credentials)&statusNum=0"),
    error(4, "action=query&\(credentials)&statusNum=10001"),
  ]
}
