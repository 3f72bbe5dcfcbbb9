internal import Carrier
internal import HTTP

/// The answers in XML (document 004, sections 2.2.3, 2.3.3 and 2.3.4).
struct MmsXML {
  let wire: WireSettings

  func answerOverage(_ outcome: Outcome) -> HTTPResponse {
    let header: SpacedXML.Header =
      wire[flag: MmsSwitches.literalHeader]
      ? "<xml version=\"1.0\" encoding=\"utf-8\">" : Self.declaration
    var xml = SpacedXML(header, capacity: 256)
    switch outcome {
    case .refused(let refusal):
      xml.write("returnstatus", "Faild")
      xml.write("message", MmsCodes.code(of: refusal).text)
      xml.write("payinfo", "")
      xml.write("overage", 0)
      xml.write("sendTotal", 0)
    case .balance(let statement):
      xml.write("returnstatus", "Success")
      xml.write("message", "成功")
      switch statement.billing {
      case .prepaid: xml.write("payinfo", "预付费")
      case .postpaid: xml.write("payinfo", "后付费")
      }
      xml.write("overage", statement.balance)
      xml.write("sendTotal", statement.paidIn)
    case .submitted, .reports, .replies, .keywordsAbsent, .passwordChanged:
      fatalError("MmsXML: \(outcome.summary) answers nothing that overage can ask")
    }
    return HTTPResponse(contentType: Self.type, body: xml.end())
  }

  func answerStatus(_ outcome: Outcome) -> HTTPResponse {
    var xml: SpacedXML
    switch outcome {
    case .refused(let refusal):
      xml = SpacedXML(Self.declaration, capacity: 256)
      let error = MmsCodes.reportError(of: refusal)
      xml.writeBox("errorstatus") {
        $0.write("error", Int64(error.number))
        $0.write("remark", error.text)
      }
    case .reports(let reports, _):
      xml = SpacedXML(Self.declaration, capacity: 128 + reports.count * 256)
      for report in reports { write(report, &xml) }
    case .submitted, .balance, .replies, .keywordsAbsent, .passwordChanged:
      fatalError("MmsXML: \(outcome.summary) answers nothing that a status query can ask")
    }
    return HTTPResponse(contentType: Self.type, body: xml.end())
  }

  private func write(_ report: DeliveryReport, _ xml: inout SpacedXML) {
    xml.writeBox("statusbox") {
      $0.write("mobile", report.mobile)
      $0.write("taskid", report.task)
      $0.write("status", report.stat == "DELIVRD" ? 10 : 20)
      $0.write("receivetime", report.time)
      $0.write("errorcode", cdata: report.stat)
      $0.write("extno", cdata: report.extno)
    }
  }

  private static let declaration: SpacedXML.Header = "<?xml version=\"1.0\" encoding=\"utf-8\" ?>"
  private static let type = "text/xml; charset=utf-8"
}
