import HTTP
import Testing

@testable import Carrier
@testable import Dialects

/// A rule, a request that breaks it, and one like it that breaks none.
struct LintCase: Sendable, CustomTestStringConvertible {
  let rule: LintRule
  let bad: HTTPRequest
  let seen: String
  let severity: LintRule.Severity
  let section: String
  /// How many other rules the same request cannot help to break.
  let beside: Int
  let good: HTTPRequest

  init(
    _ rule: LintRule, _ bad: HTTPRequest, _ seen: String, _ severity: LintRule.Severity,
    _ section: String, beside: Int = 0, good: HTTPRequest
  ) {
    self.rule = rule
    self.bad = bad
    self.seen = seen
    self.severity = severity
    self.section = section
    self.beside = beside
    self.good = good
  }

  var testDescription: String { "\(rule.id): \(seen)" }

  static func get(_ target: String) -> HTTPRequest {
    HTTPRequest(method: "GET", target: RequestTarget(target))
  }

  static func post(
    _ path: String, _ body: String, type: String? = "application/x-www-form-urlencoded"
  ) -> HTTPRequest {
    post(path, Bytes(body), type: type)
  }

  static func post(
    _ path: String, _ body: Bytes, type: String? = "application/x-www-form-urlencoded"
  ) -> HTTPRequest {
    var headers = HTTPHeaders()
    if let type { headers.append(name: "Content-Type", value: type) }
    return HTTPRequest(
      method: "POST", target: RequestTarget(path), headers: headers, body: body)
  }

  static let sms =
    "action=send&account=a&password=b&mobile=13800138000&content=%E4%BD%A0%E5%A5%BD&extno=1069"
  private static let login = "action=send&account=a&password=b&extno=1069"
  private static let aspx = "action=send&userid=12&account=a&password=b&mobile=13800138000"
  private static let mms = "action=send&userid=12&account=a&password=b&title=t"
  private static let batch = "account=a&pswd=b&mobile=13800138000&needstatus=true"

  private static func numbers(_ count: Int) -> String {
    (0..<count).map { String(13_800_000_000 + $0) }.joined(separator: ",")
  }

  private static func text(_ count: Int) -> String {
    String(repeating: "%E4%BD%A0", count: count)
  }

  private static let goodSMS = post("/sms", sms)
  private static let goodBatch = post("/msg/HttpBatchSendSM", batch + "&msg=hello+world")
  private static let goodGBK = post("/smsGBK.aspx", aspx + "&content=%C4%E3%BA%C3")
  private static let goodMMS = post(
    "/sendmms.aspx", mms + "&mobile=13800138000&content=3,gif%7CR0lGODlhAAAA,txt%7CzsSxvg==")

  static let all: [LintCase] = ofTheWhole + ofEncodings + ofNames + ofValues + ofNumbers

  private static let ofTheWhole: [LintCase] = [
    .init(
      .getForPost, get("/sms?" + sms), "GET", .warning, "003 §1.1", beside: 1, good: goodSMS),
    .init(
      .getForPost, get("/sms.aspx?" + aspx + "&content=x"), "GET", .error, "002 §1.1", beside: 1,
      good: post("/sms.aspx", aspx + "&content=x")),
    .init(
      .passwordInQuery, get("/msg/HttpBatchSendSM?" + batch + "&msg=x"), "pswd", .warning, "-",
      good: post("/msg/HttpBatchSendSM", batch + "&msg=x")),
    .init(
      .passwordInQuery, post("/sms?password=b", "action=overage&account=a"), "password", .warning,
      "-", good: post("/sms?action=overage", "account=a&password=b")),
    .init(
      .strangeBody, post("/sms", sms, type: nil), "no Content-Type", .warning, "-", good: goodSMS),
    .init(
      .strangeBody, post("/sms", sms, type: "text/plain"), "text/plain", .warning, "-",
      good: post("/sms", sms, type: "Application/X-WWW-Form-Urlencoded; charset=UTF-8")),
  ]

  private static let ofEncodings: [LintCase] = [
    .init(
      .wrongCharset, post("/sms", login + "&mobile=1&content=%C4%E3%BA%C3"),
      "content is no UTF-8, it reads as GBK", .error, "003 §1.2", good: goodSMS),
    .init(
      .wrongCharset, post("/smsGBK.aspx", aspx + "&content=%E4%BD%A0%E5%A5%BD"),
      "content is UTF-8, this path is GB2312's", .error, "002 §1.2", good: goodGBK),
    .init(
      .notEncoded, post("/sms", login + "&mobile=13800138000&content=你好"), "content", .error,
      "003 §1.2", good: goodSMS),
    .init(
      .encodedTwice, post("/sms", login + "&mobile=1&content=%25E4%25BD%25A0"), "content",
      .warning, "-", good: post("/sms", login + "&mobile=1&content=100%25%E4%BD%A0")),
    .init(
      .badEscape, post("/msg/HttpBatchSendSM", batch + "&msg=100%"), "msg", .error, "001 §1.2",
      good: post("/msg/HttpBatchSendSM", batch + "&msg=100%25")),
    .init(
      .badEscape, post("/sms.aspx", aspx + "&content=%4"), "content", .warning, "-",
      good: post("/sms.aspx", aspx + "&content=%40")),
    .init(
      .barePlus, post("/sms", login + "&mobile=+8613800138000&content=x"), "mobile", .warning, "-",
      good: post("/sms", login + "&mobile=%2B8613800138000&content=x+y")),
    .init(
      .barePlus, post("/msg/QueryBalance", "account=a&pswd=a+b"), "pswd", .warning, "-",
      good: post("/msg/QueryBalance", "account=a&pswd=a%2Bb")),
    .init(
      .barePlus, post("/sendmms.aspx", mms + "&mobile=1&content=3,gif%7CR0lGODlh+A=="), "content",
      .warning, "-", good: goodMMS),
    .init(
      .bareAmpersand, post("/msg/HttpBatchSendSM", batch + "&msg=Tom+&Jerry"), "Jerry", .warning,
      "-", good: post("/msg/HttpBatchSendSM", batch + "&msg=Tom+%26Jerry")),
  ]

  private static let ofNames: [LintCase] = [
    .init(
      .missingParameter,
      post("/msg/HttpBatchSendSM", "account=a&pswd=b&mobile=13800138000&msg=x"), "needstatus",
      .error, "001 §1.2", good: goodBatch),
    .init(
      .missingParameter, post("/sms", "action=send&account=a&password=b&mobile=1&content=x"),
      "extno", .warning, "003 §1.2", good: goodSMS),
    .init(
      .missingParameter, post("/sms", "account=a&password=b"), "action", .error, "003 §1.2",
      good: post("/sms", "action=overage&account=a&password=b")),
    .init(
      .unknownParameter, post("/sms", sms + "&colour=red"), "colour", .warning, "003 §1.2",
      good: post("/sms", sms + "&rt=json")),
    .init(
      .unknownAction, post("/sms", "action=resend&account=a&password=b"), "resend", .error,
      "003 §1.2", good: goodSMS),
    .init(
      .repeatedParameter, post("/sms", sms + "&mobile=13900139000"), "mobile", .warning, "-",
      good: post("/sms", sms + "&mobile=13800138000&%6Dobile=")),
  ]

  private static let ofValues: [LintCase] = [
    .init(
      .badValue,
      post("/msg/HttpBatchSendSM", "account=a&pswd=b&mobile=1&msg=x&needstatus=1"),
      "needstatus=1", .error, "001 §1.2", good: goodBatch),
    .init(
      .badValue, post("/sms.aspx", aspx + "&content=x&sendTime=2017-02-30+10:00:00"),
      "sendTime=2017-02-30 10:00:00", .error, "002 §1.2",
      good: post("/sms.aspx", aspx + "&content=x&sendTime=2017-02-28+10:00:00")),
    .init(
      .badValue,
      post("/statusApi.aspx", "action=query&userid=1&account=a&password=b&statusNum=0"),
      "statusNum=0", .error, "002 §4.2",
      good: post("/statusApi.aspx", "action=query&userid=1&account=a&password=b&statusNum=9")),
    .init(
      .tooLong, post("/sms", login + "&mobile=1&content=" + text(501)),
      "501 characters in content, at most 500 are allowed", .error, "000 §7",
      good: post("/sms", login + "&mobile=1&content=" + text(500))),
    .init(
      .tooLong, post("/msg/HttpBatchSendSM", batch + "&msg=" + text(537)),
      "537 characters in msg, at most 536 are recommended", .warning, "001 §1.3.3",
      good: post("/msg/HttpBatchSendSM", batch + "&msg=" + text(536))),
    .init(
      .tooLong, post("/msg/HttpBatchSendSM", batch + "&msg=" + text(701)),
      "701 characters in msg, at most 700 are allowed", .error, "001 §1.2", good: goodBatch),
    .init(
      .wrongPicture,
      post("/sendmms.aspx", mms + "&mobile=13800138000&content=3,jpg%7CR0lGODlhAAAA"),
      "a jpg that begins with 47 49 46 38", .warning, "004 §2.1.2", good: goodMMS),
  ]

  private static let ofNumbers: [LintCase] = [
    .init(
      .tooManyNumbers, post("/sms", login + "&content=x&mobile=" + numbers(201)),
      "201 numbers in mobile, at most 200 are recommended", .warning, "003 §7",
      good: post("/sms", login + "&content=x&mobile=" + numbers(200))),
    .init(
      .tooManyNumbers, post("/sms", login + "&content=x&mobile=" + numbers(501)),
      "501 numbers in mobile, at most 500 are allowed", .error, "003 §1.2", good: goodSMS),
    .init(
      .wrongSeparator, post("/sms", login + "&content=x&mobile=13800138000;13800138001"),
      "13800138000;13800138001", .error, "003 §1.2",
      good: post("/sms", login + "&content=x&mobile=13800138000,13800138001,")),
    .init(
      .maskedNumber, post("/sms", login + "&content=x&mobile=138****8000"), "138****8000",
      .warning, "003 §1.2", good: goodSMS),
  ]
}
