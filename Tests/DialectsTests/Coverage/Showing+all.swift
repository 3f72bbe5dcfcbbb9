import HTTP

@testable import Carrier
@testable import Dialects

extension Showing {
  /// Every documented outcome, several ways where there are.
  static let all: [Showing] = smgw + httpbatch + aspx + mms

  private static let smgw: [Showing] = Smgw().outcomes.flatMap { row -> [Showing] in
    let (xml, json) = (
      "/sms?account=a&password=b&action=", "/sms?rt=json&account=a&password=b&action="
    )
    switch row.place {
    case "status" where row.condition == .ok:
      return [
        Showing(row.id, Smgw(), xml + "overage", balance),
        Showing(row.id, Smgw(), json + "overage", balance),
        Showing(row.id, Smgw(), json + "report", reports()),
        Showing(row.id, Smgw(), json + "mo", replies),
      ]
    case "status":
      return ["send", "p2p", "overage", "report", "mo", "unheard-of"].flatMap { action in
        [xml, json].map { Showing(row.id, Smgw(), $0 + action, refused(row.condition)) }
      } + [Showing(row.id, Smgw(), json + "send", refused(.keyword, .code(Int(row.code) ?? -1)))]
    case "result":
      let refusal = row.condition == .ok ? nil : NumberRefusal.condition(row.condition)
      let besides: [NumberRefusal?] = row.condition == .insufficientBalance ? [.code(999)] : []
      return [xml, json].flatMap { format in
        [
          Showing(
            row.id, Smgw(), format + "send", receipt([refusal, refusal] + besides),
            beside: ["smgw.status.0"]),
          Showing(
            row.id, Smgw(), format + "p2p", receipt([.code(Int(row.code) ?? -1)]),
            beside: ["smgw.status.0"]),
        ]
      }
    case "stat":
      let stat = row.condition == .upstream ? "MO:1234" : row.code
      return [
        Showing(row.id, Smgw(), xml + "report", reports(stat, stat)),
        Showing(
          row.id, Smgw(), json + "report", reports(stat, "X", stat), beside: ["smgw.status.0"]),
      ]
    case _: return []
    }
  }

  private static let httpbatch: [Showing] = Httpbatch().outcomes.flatMap { row -> [Showing] in
    let (send, ask) = ("/msg/HttpBatchSendSM?account=a", "/msg/QueryBalance?account=a")
    switch row.place {
    case "status" where row.condition == .ok:
      return [Showing(row.id, Httpbatch(), send, receipt([nil]))]
    case "status":
      return [
        Showing(row.id, Httpbatch(), send, refused(row.condition)),
        Showing(row.id, Httpbatch(), send, refused(.phishing, .code(Int(row.code) ?? -1))),
      ]
    case "balance" where row.condition == .ok:
      return [Showing(row.id, Httpbatch(), ask, balance)]
    case "balance": return [Showing(row.id, Httpbatch(), ask, refused(row.condition))]
    // Reports are pushed, never an answer: ``ShownOutcomesTests`` asks for them by themselves.
    case _: return []
    }
  }

  private static let sms = "/sms.aspx?account=a&password=b&action="

  private static let aspx: [Showing] =
    [
      Showing("aspx.send.ok", Aspx(), sms + "send", receipt([nil])),
      Showing("aspx.overage.ok", Aspx(), sms + "overage", balance),
      Showing("aspx.keyword.clean", Aspx(), sms + "checkkeyword", .keywordsAbsent),
      Showing("aspx.password.ok", Aspx(), sms + "changespwd", .passwordChanged),
      Showing("aspx.report.delivered", Aspx(), "/statusApi.aspx?action=query", reports("DELIVRD")),
      Showing("aspx.report.failed", Aspx(), "/statusApi.aspx?action=query", reports("MA:0001")),
    ]
    + Aspx().outcomes.filter(\.isRefusal).flatMap { row -> [Showing] in
      let reason = refused(row.condition)
      switch row.place {
      case "send":
        return [
          Showing(row.id, Aspx(), sms + "send", reason),
          Showing(row.id, Aspx(), "/smsGBK.aspx?account=a&action=unheard-of", reason),
          Showing(row.id, Aspx(), sms + "send", refused(.otherError, .text(row.text))),
        ]
      case "overage": return [Showing(row.id, Aspx(), sms + "overage", reason)]
      case "checkkeyword": return [Showing(row.id, Aspx(), sms + "checkkeyword", reason)]
      case "changespwd": return [Showing(row.id, Aspx(), sms + "changespwd", reason)]
      case "error": return [Showing(row.id, Aspx(), "/statusApi.aspx?action=query", reason)]
      case "mo-error": return [Showing(row.id, Aspx(), "/callApi.aspx?action=query", reason)]
      case _: return []
      }
    }

  private static let mms: [Showing] =
    [
      Showing("mms.send.ok", Mms(), "/sendmms.aspx?action=send", receipt([nil])),
      Showing("mms.overage.ok", Mms(), "/sendmms.aspx?action=overage", balance),
      Showing("mms.report.delivered", Mms(), "/mmsStatusApi.aspx", reports("DELIVRD", "DELIVRD")),
      Showing("mms.report.failed", Mms(), "/mmsStatusApi.aspx", reports("MA:0001")),
    ]
    + Mms().outcomes.filter(\.isRefusal).flatMap { row -> [Showing] in
      let reason = refused(row.condition)
      switch row.place {
      case "send":
        return [
          Showing(row.id, Mms(), "/sendmms.aspx?action=send", reason),
          Showing(row.id, Mms(), "/sendmms.aspx", reason),
          Showing(
            row.id, Mms(), "/sendmms.aspx?action=send",
            refused(.otherError, .code(Int(row.code) ?? -1))),
        ]
      case "overage": return [Showing(row.id, Mms(), "/sendmms.aspx?action=overage", reason)]
      case "error": return [Showing(row.id, Mms(), "/mmsStatusApi.aspx?action=query", reason)]
      case _: return []
      }
    }
}

extension DocumentedOutcome {
  fileprivate var isRefusal: Bool {
    condition != .ok && condition != .delivered && condition != .undelivered
  }
}
