internal import Carrier
internal import HTTP

/// A request to `/mmsStatusApi.aspx`: a question for reports (document 004, section 2.3).
struct MmsStatusCall: DialectCall {
  let operation: Operation

  init(_ form: Form) {
    operation = Operation(
      .report, policy: MmsCodes.policy, credentials: Credentials(form), kind: Self.kind(form),
      permission: .report)
  }

  func answer(to verdict: Verdict) -> HTTPResponse {
    MmsXML(wire: verdict.wire).answerStatus(verdict.outcome)
  }

  private static func kind(_ form: Form) -> Operation.Kind {
    guard form.text("action") == "query", let limit = limit(form.text("statusNum")) else {
      return .defective(.badRequest, afterLogin: true)
    }
    return .takeReports(ReportPull(media: .mms, limit: limit))
  }

  /// 1 to 10000, 4000 unless given; nil where it is something else.
  private static func limit(_ text: String?) -> Int? {
    guard let text else { return 4000 }
    guard let number = Int(digits: text.utf8), (1...10_000).contains(number) else { return nil }
    return number
  }
}
