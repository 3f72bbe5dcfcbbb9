internal import Carrier
internal import HTTP

/// A request to `/sms`: which action, to be answered in which format.
struct SmgwCall: DialectCall {
  enum Action: String {
    case send, p2p, overage, report, mo

    var name: Operation.Name {
      switch self {
      case .send: .send
      case .p2p: .p2p
      case .overage: .balance
      case .report: .report
      case .mo: .mo
      }
    }
  }

  enum Format {
    case xml, json
  }

  let operation: Operation
  /// Nil where there is none, or none that the documents have.
  let action: Action?
  let format: Format

  init(_ form: Form) {
    action = form.text("action").flatMap(Action.init)
    format = form.has("rt", "json") ? .json : .xml
    operation = Operation(
      action?.name, policy: SmgwCodes.policy,
      credentials: Credentials(account: form.text("account"), password: form.text("password")),
      kind: Self.kind(action, form))
  }

  func answer(to verdict: Verdict) -> HTTPResponse {
    switch format {
    case .xml: SmgwXML(wire: verdict.wire).answer(to: verdict.outcome, action)
    case .json: SmgwJSON.answer(to: verdict.outcome, action)
    }
  }

  private static func kind(_ action: Action?, _ form: Form) -> Operation.Kind {
    guard let action else { return .defective(.badRequest, afterLogin: false) }
    switch action {
    case .send:
      let mobiles = form.value("mobile").map(Recipients.split) ?? []
      guard !mobiles.isEmpty, let content = form.text("content") else {
        return .defective(.badRequest, afterLogin: false)
      }
      return .submit(
        Draft(parts: [.init(content: content, mobiles: mobiles)], extno: form.text("extno")))
    case .p2p:
      guard let list = form.value("mobileContentList"), let parts = SmgwPairs.parse(list) else {
        return .defective(.badRequest, afterLogin: false)
      }
      return .submit(Draft(parts: parts, extno: form.text("extno")))
    case .overage: return .balance
    case .report: return .takeReports(ReportPull(limit: reportLimit(form.text("size"))))
    case .mo: return .takeReplies(limit: standardLimit)
    }
  }

  private static let standardLimit = 1000

  /// 10 to 10000; what is no number is the standard.
  private static func reportLimit(_ size: String?) -> Int {
    guard let size else { return standardLimit }
    let digits = size.hasPrefix("-") ? size.dropFirst() : size[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return standardLimit
    }
    // Digits that no Int holds are beyond the ends all the same.
    let count = Int(size) ?? (size.hasPrefix("-") ? .min : .max)
    return min(max(count, 10), 10_000)
  }
}
