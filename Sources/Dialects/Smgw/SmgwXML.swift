internal import Carrier
internal import HTTP

/// The answers in XML (document 000): one element a line, no indentation, no final newline.
struct SmgwXML {
  let wire: WireSettings

  func answer(to outcome: Outcome, _ action: SmgwCall.Action?) -> HTTPResponse {
    var writer: ByteWriter
    switch outcome {
    case .refused(let refusal):
      writer = ByteWriter(capacity: 256)
      writer.write(Self.declaration)
      writeRefusal(SmgwCodes.status(of: refusal), action, &writer)
    case .submitted(let receipt):
      writer = ByteWriter(capacity: 256 + receipt.numbers.count * 64)
      writer.write(Self.declaration)
      writeReceipt(receipt, &writer)
    case .balance(let statement):
      writer = ByteWriter(capacity: 256)
      writer.write(Self.declaration)
      writeBalance(statement, &writer)
    case .reports(let reports, _):
      writer = ByteWriter(capacity: 128 + reports.count * 256)
      writer.write(Self.declaration)
      writeBoxes(of: reports, &writer, write)
    case .replies(let replies, _):
      writer = ByteWriter(capacity: 128 + replies.count * 320)
      writer.write(Self.declaration)
      writeBoxes(of: replies, &writer, write)
    case .keywordsAbsent, .passwordChanged:
      fatalError("SmgwXML: \(outcome.summary) answers nothing that smgw can ask")
    }
    return HTTPResponse(contentType: "text/xml; charset=utf-8", body: writer.bytes)
  }

  private static let declaration: StaticString = "<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n"

  private func writeRefusal(
    _ status: SmgwCodes.Status, _ action: SmgwCall.Action?, _ writer: inout ByteWriter
  ) {
    switch action {
    case .report, .mo:
      writer.write("<returnsms>\n<errorstatus>\n<error>")
      writeError(status, &writer)
      writer.write("</error>\n<remark>")
      writer.write(xml: status.text)
      writer.write("</remark>\n</errorstatus>\n</returnsms>")
    case .overage:
      writer.write("<returnsms>\n<returnstatus>Failed</returnstatus>\n<message>")
      writeMessage(status, &writer)
      writer.write(
        """
        </message>
        <payinfo></payinfo>
        <overage>0</overage>
        <sendTotal>0</sendTotal>
        </returnsms>
        """)
    case .send, .p2p, nil:
      writer.write("<returnsms>\n<returnstatus>Failed</returnstatus>\n<message>")
      writeMessage(status, &writer)
      writer.write(
        """
        </message>
        <remainpoint>0</remainpoint>
        <taskID></taskID>
        <resplist></resplist>
        </returnsms>
        """)
    }
  }

  /// A rule's text is said in place of the code.
  private func writeMessage(_ status: SmgwCodes.Status, _ writer: inout ByteWriter) {
    if status.isText { return writer.write(xml: status.text) }
    writeError(status, &writer)
  }

  /// A rule's text stands in the remark beside it.
  private func writeError(_ status: SmgwCodes.Status, _ writer: inout ByteWriter) {
    switch wire[choice: SmgwSwitches.message] {
    case "text": writer.write(xml: status.text)
    case "symbol": writer.write(raw: status.symbol)
    case _: writer.write(Int64(status.code))
    }
  }

  private func writeReceipt(_ receipt: Receipt, _ writer: inout ByteWriter) {
    // The XML document's status table has 15; a request that pays for no number at all gets it.
    if receipt.isWhollyUnpaid {
      writeRefusal(SmgwCodes.status(of: .insufficientBalance), .send, &writer)
      return
    }
    let hasSpace = wire[flag: SmgwSwitches.resultSpace]
    writer.write(
      "<returnsms>\n<returnstatus>Success</returnstatus>\n<message>ok</message>\n<remainpoint>")
    writer.write(receipt.balance)
    writer.write("</remainpoint>\n<taskID>")
    writer.write(receipt.task)
    writer.write("</taskID>\n<resplist>\n")
    for number in receipt.numbers {
      writer.write("<resp>")
      writer.write(hex: number.id.value)
      writer.write("#@#")
      writer.write(xml: number.mobile)
      writer.write(hasSpace ? "#@# " : "#@#")
      writer.write(Int64(SmgwCodes.result(of: number.refusal)))
      writer.write("</resp>\n")
    }
    writer.write("</resplist>\n</returnsms>")
  }

  private func writeBalance(_ statement: AccountStatement, _ writer: inout ByteWriter) {
    writer.write(
      "<returnsms>\n<returnstatus>Success</returnstatus>\n<message>ok</message>\n<payinfo>")
    switch statement.billing {
    case .prepaid: writer.write("预付费")
    case .postpaid: writer.write("后付费")
    }
    writer.write("</payinfo>\n<overage>")
    writer.write(statement.balance)
    writer.write("</overage>\n<sendTotal>")
    writer.write(statement.paidIn)
    writer.write("</sendTotal>\n</returnsms>")
  }

  private func writeBoxes<Element>(
    of elements: [Element], _ writer: inout ByteWriter,
    _ write: (Element, inout ByteWriter) -> Void
  ) {
    guard !elements.isEmpty else {
      writer.write("<returnsms></returnsms>")
      return
    }
    writer.write("<returnsms>\n")
    for element in elements { write(element, &writer) }
    writer.write("</returnsms>")
  }

  /// Document 000, section 4.3.
  private func write(_ report: DeliveryReport, _ writer: inout ByteWriter) {
    writer.write("<statusbox>\n<mobile>")
    writer.write(xml: report.mobile)
    writer.write("</mobile>\n<taskid>")
    if wire[choice: SmgwSwitches.reportTask] == "task" {
      writer.write(report.task)
    } else {
      writer.write(hex: report.id.value)
    }
    writer.write("</taskid>\n<status>")
    writer.write(report.stat == "DELIVRD" ? "10" : "20")
    writer.write("</status>\n<receivetime>")
    writer.write(report.time)
    writer.write("</receivetime>\n<errorcode>")
    writer.write(xml: report.stat)
    writer.write("</errorcode>\n<extno>")
    writer.write(xml: report.extno)
    writer.write("</extno>\n</statusbox>\n")
  }

  /// Document 000, section 5.3.
  private func write(_ reply: Reply, _ writer: inout ByteWriter) {
    writer.write("<callbox>\n<mobile>")
    writer.write(xml: reply.mobile)
    writer.write("</mobile>\n<extno>")
    writer.write(xml: reply.extno)
    writer.write("</extno>\n<taskid>")
    writer.write(hex: reply.id.value)
    writer.write("</taskid>\n<content>")
    writer.write(xml: reply.content)
    writer.write("</content>\n<receivetime>")
    writer.write(reply.time)
    writer.write("</receivetime>\n</callbox>\n")
  }
}
