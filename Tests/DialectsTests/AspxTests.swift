import HTTP
import Testing

@testable import Carrier
@testable import Dialects

@Suite struct AspxTests {
  private func call(_ target: String, body: Bytes = []) -> AspxCall {
    let request = HTTPRequest(method: "POST", target: RequestTarget(target), body: body)
    return Aspx().parse(request) as! AspxCall
  }

  private func answer(
    to outcome: Outcome, _ question: AspxCall.Question, _ charset: Charset = .utf8,
    cdata: Bool = true
  ) -> HTTPResponse {
    AspxXML(wire: WireSettings(values: ["aspx_cdata": .flag(cdata)]), charset: charset)
      .answer(to: outcome, question)
  }

  @Test func theCatalogueIsTheDocuments() {
    let counts = Dictionary(grouping: Aspx().outcomes, by: \.place).mapValues(\.count)
    #expect(
      counts == [
        "send": 9, "overage": 3, "checkkeyword": 4, "status": 2, "error": 4, "mo-error": 4,
        "changespwd": 4,
      ])
  }

  @Test func wordsAgreeWithTheCatalogue() {
    let questions: [String: AspxCall.Question] = [
      "send": .send, "overage": .overage, "checkkeyword": .checkKeywords,
      "changespwd": .changePassword,
    ]
    for outcome in Aspx().outcomes where outcome.condition != .ok {
      if let question = questions[outcome.place] {
        #expect(AspxCodes.text(of: Refusal(outcome.condition), question) == outcome.text)
      } else if outcome.place.hasSuffix("error") {
        let error = AspxCodes.pullError(of: Refusal(outcome.condition))
        #expect(String(error.code) == outcome.code)
        #expect(error.text == outcome.text)
      }
    }
  }

  @Test(arguments: ["/sms.aspx", "/SMS.ASPX", "/smsgbk.aspx", "/statusapi.aspx", "/CallApi.aspx"])
  func pathsIgnoreCase(_ path: String) {
    #expect(DialectCatalog.all.owns(path))
    #expect(call(path).charset == (path == "/smsgbk.aspx" ? .gbk : .utf8))
  }

  private static let login = "account=a&password=b&"

  /// What is wrong, and whether the login is looked at first.
  @Test(arguments: [
    ("/sms.aspx?action=send", Condition.emptyCredentials, false),
    ("/sms.aspx?action=send&account=a&content=' or 1=1", .emptyCredentials, false),
    ("/sms.aspx?action=send&\(login)content=' or 1=1", .sqlInjection, false),
    ("/sms.aspx?action=send&\(login)mobile=,&content=", .noRecipients, true),
    ("/sms.aspx?action=send&\(login)mobile=1", .noContent, true),
    ("/sms.aspx?action=send&\(login)mobile=1&content=x&sendtime=soon", .otherError, true),
    (
      "/sms.aspx?action=send&\(login)mobile=1&content=x&sendtime=2017-02-29 00:00:00", .otherError,
      true
    ),
    ("/sms.aspx?action=query&\(login)", .otherError, true),
    ("/sms.aspx?\(login)", .otherError, true),
    ("/sms.aspx?action=changespwd&\(login)", .badRequest, true),
    ("/sms.aspx?action=changespwd&\(login)newpwd=1", .badRequest, true),
    ("/sms.aspx?action=changespwd&\(login)newpwd=1&renewpwd=2", .badRequest, true),
    ("/statusApi.aspx?\(login)", .badRequest, true),
    ("/statusApi.aspx?\(login)action=query&statusNum=0", .badRequest, true),
    ("/statusApi.aspx?\(login)action=query&statusNum=10001", .badRequest, true),
    ("/statusApi.aspx?\(login)action=query&statusNum=-1", .badRequest, true),
    ("/statusApi.aspx?\(login)action=query&statusNum=ten", .badRequest, true),
    ("/statusApi.aspx?\(login)action=query&taskid=x", .badRequest, true),
    ("/statusApi.aspx?\(login)action=query&taskid=99999999999999999999", .badRequest, true),
    ("/callApi.aspx?\(login)action=send", .badRequest, true),
  ])
  func defects(_ target: String, _ condition: Condition, _ afterLogin: Bool) {
    guard
      case .defective(let found, let isAfterLogin) = call(
        target.replacing(" ", with: "+")
      ).operation.kind
    else {
      Issue.record("\(target) is not defective")
      return
    }
    #expect(found == condition)
    #expect(isAfterLogin == afterLogin)
  }

  @Test func permissionsAreNeededHoweverWrongTheParametersAre() {
    #expect(call("/sms.aspx?action=send&\(Self.login)").operation.permission == .send)
    #expect(call("/statusApi.aspx?\(Self.login)").operation.permission == .report)
    #expect(call("/callApi.aspx?\(Self.login)").operation.permission == .mo)
  }

  @Test(
    arguments: [
      ("", 4000, nil), ("&statusnum=1", 1, nil), ("&STATUSNUM=10000&taskid=12", 10_000, 12),
    ] as [(String, Int, Int64?)])
  func reportPulls(_ more: String, _ limit: Int, _ task: Int64?) {
    let kind = call("/statusApi.aspx?\(Self.login)action=query\(more)").operation.kind
    guard case .takeReports(let pull) = kind else {
      Issue.record("no pull: \(kind)")
      return
    }
    #expect(pull.limit == limit)
    #expect(pull.task == task)
  }

  /// The document's example of chapter 6 has a space before the action.
  @Test func spacesAroundAnActionAreDropped() {
    let kind = call("/sms.aspx?action=+changespwd+&\(Self.login)newpwd=1&renewpwd=1")
      .operation.kind
    guard case .changePassword(to: "1") = kind else {
      Issue.record("no change: \(kind)")
      return
    }
  }

  @Test func aGBKTextIsRead() {
    let body: Bytes =
      Bytes("action=send&\(Self.login)mobile=1&content=") + [0xC4, 0xDA, 0xC8, 0xDD]
    guard case .submit(let draft) = call("/smsGBK.aspx", body: body).operation.kind else {
      Issue.record("no submission")
      return
    }
    #expect(draft.parts.map(\.content) == ["内容"])
  }

  /// Nothing but an answer may come of it.
  @Test(
    arguments: ["/sms.aspx", "/smsGBK.aspx"], [[0xC4, 0xDA, 0xC8], [0xE5, 0x86], [0xFF], [0x81]])
  func malformedTextIsText(_ path: String, _ content: Bytes) {
    let body = Bytes("action=send&\(Self.login)mobile=13800138000&content=") + content
    guard case .submit(let draft) = call(path, body: body).operation.kind else {
      Issue.record("no submission")
      return
    }
    #expect(draft.parts.allSatisfy { !$0.content.isEmpty })
  }

  @Test func wordsFoundAreParted() {
    let refused = answer(to: .refused(Refusal(.keyword, words: ["甲", "a&b"])), .send)
    #expect(refused.body.utf8Text.contains("<message>包含非法字符：甲,a&amp;b</message>"))
    let checked = answer(to: .refused(Refusal(.keyword, words: ["甲"])), .checkKeywords)
    #expect(checked.body.utf8Text.hasSuffix("\n <message>包含非法字符</message></returnsms>"))
  }

  @Test func whatGBKLacksIsAQuestionMark() {
    let time = LocalTime(year: 2017, month: 4, day: 12)
    let reply = Reply(id: MessageID(1), mobile: "1", extno: "", content: "好😀", time: time)
    let statement = AccountStatement(
      account: "a", billing: .prepaid, balance: 0, paidIn: 0, products: [])
    let gbk = answer(to: .replies([reply], statement), .replies, .gbk)
    #expect(gbk.contentType == "text/xml; charset=gb2312")
    #expect(Charset.gbk.text(gbk.body).contains("<content>好?</content>"))
    #expect(gbk.body.starts(with: Bytes("<?xml version=\"1.0\" encoding=\"gb2312\" ?>")))
  }

  @Test(arguments: [(true, "<extno><![CDATA[1]]></extno>"), (false, "<extno>1</extno>")])
  func cdataIsASwitch(_ isOn: Bool, _ expected: String) {
    let time = LocalTime(year: 2017, month: 4, day: 12)
    let reply = Reply(id: MessageID(.max), mobile: "1", extno: "1", content: "a", time: time)
    let statement = AccountStatement(
      account: "a", billing: .prepaid, balance: 0, paidIn: 0, products: [])
    let text = answer(to: .replies([reply], statement), .replies, cdata: isOn).body.utf8Text
    #expect(text.contains(expected))
    #expect(text.contains("<taskid>709551615</taskid>"))
  }
}
