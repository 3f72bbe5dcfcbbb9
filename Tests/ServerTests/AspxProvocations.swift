/// Every aspx outcome by its own cause.
enum AspxProvocations {
  static let all: [Provocation] =
    sends + overages + keywords + reports + reportErrors + replyErrors + passwords

  private static let login = "userid=12&account=zhouyang&password=123456"
  private static let noPassword = "userid=12&account=zhouyang&password="
  /// None of them the one in the built-in scenario.
  private static let wrongLogins = [
    "userid=12&account=zhouyan&password=123456", "userid=12&account=zhouyang&password=1",
    "userid=13&account=zhouyang&password=123456", "account=zhouyang&password=123456",
  ]

  private static func world(_ settings: String, top: String = "") -> String {
    """
    name: walk
    \(top)
    accounts: [{account: zhouyang, password: "123456", userid: "12"\(settings)}]
    """
  }

  private static func send(
    _ login: String = login, to mobiles: String = "13800138000", _ content: String = "hello",
    more: String = ""
  ) -> Provocation.Step {
    .post("/sms.aspx", "action=send&\(login)&mobile=\(mobiles)&content=\(content)\(more)")
  }

  private static func cause(
    _ outcome: String, in scenario: String? = nil, _ step: Provocation.Step, answer: String
  ) -> Provocation {
    Provocation(outcome: "aspx.\(outcome)", scenario: scenario, steps: [step], answer: answer)
  }

  private static func refused(
    _ outcome: String, in scenario: String? = nil, after before: [Provocation.Step] = [],
    _ step: Provocation.Step, _ text: String
  ) -> Provocation {
    Provocation(
      outcome: "aspx.\(outcome)", scenario: scenario, steps: before + [step],
      answer: """
        <returnsms>
         <returnstatus>Faild</returnstatus>
         <message>\(text)</message>
         <remainpoint>0</remainpoint>
         <taskID>0</taskID>
         <successCounts>0</successCounts></returnsms>
        """)
  }

  private static let otherSettings = [
    ", enabled: false", ", expires: \"2000-01-01 00:00:00\"", ", ip: [10.0.0.1]",
    ", hours: \"12:00-13:00\"", ", interface: cmpp", ", signature: required",
    ", signature: registered, signatures: [a]", ", monthly_quota: 0", ", permissions: [report]",
    ", review: [hello]",
  ]

  private static let sends: [Provocation] =
    [
      cause(
        "send.ok", send(),
        answer: "<returnstatus>Success</returnstatus>\n <message>ok</message>"),
      refused("send.empty_credentials", send(noPassword), "用户名或密码不能为空"),
      refused("send.empty_credentials", send("account=&password=x"), "用户名或密码不能为空"),
      refused("send.sql", send("account=x&password=x", "' or '1'='1"), "发送内容包含sql注入字符"),
      refused("send.sql", send(to: "", ";drop table users"), "发送内容包含sql注入字符"),
      refused("send.no_mobile", send(to: ""), "短信号码不能为空"),
      refused("send.no_mobile", send(to: "10086,1380013800"), "短信号码不能为空"),
      refused("send.no_content", send(login, ""), "短信内容不能为空"),
      refused(
        "send.keyword", in: world(", keywords: [hell, lo, x]"), send(), "包含非法字符：hell,lo"),
      refused("send.balance", in: world(", balance: 0"), send(), "对不起，您当前要发送的量大于您当前余额"),
      refused("send.other", send(more: "&extno=1a"), "其他错误"),
      refused("send.other", send(more: "&sendTime=2017-02-29 00:00:00"), "其他错误"),
      refused("send.other", .get("/sms.aspx?action=sned&\(login)"), "其他错误"),
    ]
    + wrongLogins.map { refused("send.auth", send($0), "用户名或密码错误") }
    + otherSettings.map { refused("send.other", in: world($0), send(), "其他错误") }

  private static let overages: [Provocation] =
    [
      cause(
        "overage.ok", .get("/sms.aspx?action=overage&\(login)"),
        answer: "<returnstatus>Sucess</returnstatus>\n <message></message>\n <payinfo>预付费"),
      refused(
        "overage.empty_credentials", .get("/sms.aspx?action=overage&\(noPassword)"), "用户名或密码不能为空"),
    ]
    + wrongLogins.map {
      refused("overage.auth", .get("/sms.aspx?action=overage&\($0)"), "用户名或密码错误")
    }

  private static func check(
    _ outcome: String, in scenario: String? = nil, by login: String = login, _ text: String
  ) -> Provocation {
    cause(
      outcome, in: scenario, .post("/sms.aspx", "action=checkkeyword&\(login)&content=hello"),
      answer: "<returnsms>\n <message>\(text)</message></returnsms>")
  }

  private static let keywords: [Provocation] =
    [
      check("keyword.found", in: world(", keywords: [hell]"), "包含非法字符"),
      check("keyword.clean", "没有包含屏蔽词"),
      check("keyword.empty_credentials", by: noPassword, "用户名或密码不能为空"),
    ] + wrongLogins.map { check("keyword.auth", by: $0, "用户名或密码错误") }

  private static func report(
    _ stat: String, in scenario: String? = nil, to mobile: String = "13800138000",
    before: [Provocation.Step] = []
  ) -> [Provocation] {
    let isDelivered = stat == "DELIVRD"
    let outcome = isDelivered ? "aspx.report.delivered" : "aspx.report.failed"
    let steps =
      before + [
        send(to: mobile), .advance(.seconds(1)), .get("/statusApi.aspx?action=query&\(login)"),
      ]
    // Between the two stands the time.
    return [
      "<status>\(isDelivered ? 10 : 20)</status>", "<errorcode><![CDATA[\(stat)]]></errorcode>",
    ].map { Provocation(outcome: outcome, scenario: scenario, steps: steps, answer: $0) }
  }

  private static let unsubscribing: [Provocation.Step] = [
    .post(
      "/__mock/v1/replies",
      "{\"account\":\"zhouyang\",\"mobile\":\"13800138000\",\"content\":\"TD\",\"after\":\"0s\"}")
  ]

  private static let reports: [Provocation] =
    report("DELIVRD")
    + report("MA:0001", in: world("", top: "blacklist: [\"13800138000\"]"))
    + report("MA:0003", in: world(", carriers: [unicom]"))
    + report("MA:0014", to: "15400000000")
    + report("MA:0022", in: world(", per_mobile: 1/30m"), before: [send()])
    + report("MA:0023", before: unsubscribing)
    + report("MA:0024", in: world(", templates: [\"/^code/\"]"))
    + report("MA:0028", in: world("", top: "blacklist: [\"138*\"]"))

  private static func failedPull(
    _ outcome: String, in scenario: String? = nil, _ target: String, _ error: Int, _ remark: String
  ) -> Provocation {
    cause(
      "\(outcome).\(error)", in: scenario, .get(target),
      answer: """
        <returnsms>
         <errorstatus>
         <error>\(error)</error>
         <remark>\(remark)</remark>
         </errorstatus>
         </returnsms>
        """)
  }

  private static func pullErrors(_ outcome: String, _ path: String) -> [Provocation] {
    let pull = "\(path)?action=query&"
    return [
      failedPull(outcome, pull + noPassword, 1, "用户名或密码不能为空"),
      failedPull(
        outcome, in: world(", permissions: [send]"), pull + login, 3, "该用户不允许查看状态报告"),
      // The permission comes before the parameters.
      failedPull(
        outcome, in: world(", permissions: [send]"), path + "?" + login, 3, "该用户不允许查看状态报告"),
      failedPull(outcome, path + "?" + login, 4, "参数不正确"),
      failedPull(outcome, path + "?action=send&" + login, 4, "参数不正确"),
    ] + wrongLogins.map { failedPull(outcome, pull + $0, 2, "用户名或密码错误") }
  }

  private static let reportErrors: [Provocation] =
    pullErrors("report", "/statusApi.aspx")
    + ["x", "0", "10001", "-1", "1.5"].map {
      failedPull(
        "report", "/statusApi.aspx?action=query&statusNum=\($0)&\(login)", 4, "参数不正确")
    }

  private static let replyErrors: [Provocation] = pullErrors("mo", "/callApi.aspx")

  private static func change(
    _ outcome: String, by login: String = login, with parameters: String = "newpwd=a&renewpwd=a",
    _ text: String
  ) -> Provocation {
    cause(
      outcome, .post("/sms.aspx", "action=changespwd&\(login)&\(parameters)"),
      answer: """
        <returnsms>
         <returnstatus>\(outcome == "password.ok" ? "Success" : "Faild")</returnstatus>
         <message>\(text)</message>
         <checkCounts></checkCounts></returnsms>
        """)
  }

  private static let passwords: [Provocation] =
    [
      change("password.ok", "密码修改成功"),
      change("password.empty_credentials", by: noPassword, "用户名或密码不能为空"),
      change("password.other", with: "newpwd=a&renewpwd=b", "两次输入的新密码不一致"),
      change("password.other", with: "renewpwd=b", "两次输入的新密码不一致"),
      change("password.other", with: "", "两次输入的新密码不一致"),
      refused(
        "overage.auth", after: change("password.ok", "密码修改成功").steps,
        .get("/sms.aspx?action=overage&\(login)"), "用户名或密码错误"),
    ] + wrongLogins.map { change("password.auth", by: $0, "用户名或密码错误") }
}
