internal import Carrier
internal import HTTP

/// A request to one of the `.aspx` paths: what it asks for, to be answered in which charset.
struct AspxCall: DialectCall {
  enum Endpoint: String, CaseIterable {
    case sms = "/sms.aspx"
    case smsGBK = "/smsGBK.aspx"
    case status = "/statusApi.aspx"
    case replies = "/callApi.aspx"

    /// - Parameter path: one of the four, in any case.
    init(path: String) {
      guard let endpoint = Self.byLowercasePath[path.lowercased()] else {
        fatalError("AspxCall: \(path) is no path of document 002; the catalogue routes by them")
      }
      self = endpoint
    }

    private static let byLowercasePath = Dictionary(
      uniqueKeysWithValues: allCases.map { ($0.rawValue.lowercased(), $0) })

    var charset: Charset { self == .smsGBK ? .gbk : .utf8 }
  }

  /// What is asked for, which rules the shape of the answer.
  enum Question {
    case send, overage, checkKeywords, changePassword, reports, replies
    /// An action that the document does not have, or none, on a path that needs one.
    case unknown

    var name: Operation.Name? {
      switch self {
      case .send: .send
      case .overage: .balance
      case .checkKeywords: .keywords
      case .changePassword: .password
      case .reports: .report
      case .replies: .mo
      case .unknown: nil
      }
    }
  }

  let operation: Operation
  let question: Question
  let charset: Charset

  init(_ endpoint: Endpoint, _ form: Form) {
    charset = endpoint.charset
    // The example in chapter 6 has a space before the action.
    let action = form.text("action").map { $0.trimming(" ") }
    question = Self.question(endpoint, action)
    let credentials = Credentials(form)
    operation = Operation(
      question.name, policy: AspxCodes.policy, credentials: credentials,
      kind: Self.kind(question, action, form, credentials),
      permission: Self.permission(question))
  }

  func answer(to verdict: Verdict) -> HTTPResponse {
    AspxXML(wire: verdict.wire, charset: charset).answer(to: verdict.outcome, question)
  }

  private static func question(_ endpoint: Endpoint, _ action: String?) -> Question {
    switch endpoint {
    case .status: .reports
    case .replies: .replies
    case .sms, .smsGBK:
      switch action {
      case "send": .send
      case "overage": .overage
      case "checkkeyword": .checkKeywords
      case "changespwd": .changePassword
      case _: .unknown
      }
    }
  }

  /// What is needed however wrong the parameters are: document 002, sections 4.4 and 5.4, counts the
  /// permission before them.
  private static func permission(_ question: Question) -> AccountSettings.Permission? {
    switch question {
    case .reports: .report
    case .replies: .mo
    case .send: .send
    case .overage, .checkKeywords, .changePassword, .unknown: nil
    }
  }

  private static func kind(
    _ question: Question, _ action: String?, _ form: Form, _ credentials: Credentials
  ) -> Operation.Kind {
    // Said before an SQL pattern is, which is said before the login is looked at.
    guard credentials.account != nil, credentials.password != nil else {
      return .defective(.emptyCredentials, afterLogin: false)
    }
    switch question {
    case .send: return submission(form)
    case .overage: return .balance
    // The document has no word for an empty text here, and none is a text without keywords.
    case .checkKeywords: return .checkKeywords(form.text("content") ?? "")
    case .changePassword:
      guard let new = form.text("newpwd"), new == form.text("renewpwd") else {
        return .defective(.badRequest, afterLogin: true)
      }
      return .changePassword(to: new)
    case .reports:
      guard action == "query", let pull = reportPull(form) else {
        return .defective(.badRequest, afterLogin: true)
      }
      return .takeReports(pull)
    case .replies:
      guard action == "query" else { return .defective(.badRequest, afterLogin: true) }
      return .takeReplies(limit: standardLimit)
    // The table of section 1.3 has it last, behind the login.
    case .unknown: return .defective(.otherError, afterLogin: true)
    }
  }

  /// Document 002, section 1.3: the order is the table's.
  private static func submission(_ form: Form) -> Operation.Kind {
    let content = form.text("content")
    if let content, SQLInjection.occurs(in: content) {
      return .defective(.sqlInjection, afterLogin: false)
    }
    let mobiles = form.value("mobile").map(Recipients.split) ?? []
    guard !mobiles.isEmpty else { return .defective(.noRecipients, afterLogin: true) }
    guard let content else { return .defective(.noContent, afterLogin: true) }
    var draft = Draft(
      parts: [.init(content: content, mobiles: mobiles)], extno: form.text("extno"))
    if let text = form.text("sendTime") {
      guard let sendTime = LocalTime(text) else {
        return .defective(.otherError, afterLogin: true)
      }
      draft.sendTime = sendTime
    }
    return .submit(draft)
  }

  /// Section 4.2 says 4000 of reports; chapter 5 says nothing of replies.
  private static let standardLimit = 4000

  /// Nil where `statusNum` or `taskid` is no number that it can be.
  private static func reportPull(_ form: Form) -> ReportPull? {
    var pull = ReportPull(limit: standardLimit)
    if let text = form.text("statusNum") {
      guard let limit = number(text), (1...10_000).contains(limit) else { return nil }
      pull.limit = Int(limit)
    }
    if let text = form.text("taskid") {
      guard let task = number(text) else { return nil }
      pull.task = task
    }
    return pull
  }

  /// Digits alone.
  private static func number(_ text: String) -> Int64? {
    text.utf8.allSatisfy { (48...57).contains($0) } ? Int64(text) : nil
  }
}

extension String {
  /// Without this character at either end.
  fileprivate func trimming(_ character: Character) -> String {
    let rest = drop { $0 == character }
    guard let last = rest.lastIndex(where: { $0 != character }) else { return "" }
    return String(rest[...last])
  }
}
