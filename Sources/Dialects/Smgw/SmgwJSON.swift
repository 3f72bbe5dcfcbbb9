internal import Carrier
internal import HTTP

/// The answers with `rt=json` (document 003): compact, keys in the document's order.
///
/// `status` is a string, but an integer for overage.
enum SmgwJSON {
  static func answer(to outcome: Outcome, _ action: SmgwCall.Action?) -> HTTPResponse {
    var writer: ByteWriter
    switch outcome {
    case .refused(let refusal):
      writer = ByteWriter(capacity: 64)
      writeRefusal(SmgwCodes.status(of: refusal), action, &writer)
    case .submitted(let receipt):
      writer = ByteWriter(capacity: 64 + receipt.numbers.count * 72)
      writeReceipt(receipt, &writer)
    case .balance(let statement):
      writer = ByteWriter(capacity: 96)
      writeBalance(statement, &writer)
    case .reports(let reports, let statement):
      writer = ByteWriter(capacity: 64 + reports.count * 192)
      writeList(of: reports, statement.balance, &writer) { report, writer in
        write(report, spid: statement.account, &writer)
      }
    case .replies(let replies, let statement):
      writer = ByteWriter(capacity: 64 + replies.count * 256)
      writeList(of: replies, statement.balance, &writer) { reply, writer in
        write(reply, spid: statement.account, &writer)
      }
    case .keywordsAbsent, .passwordChanged:
      fatalError("SmgwJSON: \(outcome.summary) answers nothing that smgw can ask")
    }
    return HTTPResponse(contentType: "application/json; charset=utf-8", body: writer.bytes)
  }

  /// A push (document 003, section 6.2): the pulls' lists without what stands around them.
  static func array(of items: [PushItem], spid: String) -> Bytes {
    var writer = ByteWriter(capacity: 2 + items.count * 192)
    writer.write("[")
    var isFirst = true
    for item in items {
      if !isFirst { writer.write(",") }
      isFirst = false
      switch item {
      case .report(let report): write(report, spid: spid, &writer)
      case .reply(let reply): write(reply, spid: spid, &writer)
      }
    }
    writer.write("]")
    return writer.bytes
  }

  private static func writeRefusal(
    _ status: SmgwCodes.Status, _ action: SmgwCall.Action?, _ writer: inout ByteWriter
  ) {
    if action == .overage {
      writer.write("{\"status\":")
      writer.write(Int64(status.code))
      writer.write(",\"balance\":0,\"chargeType\":\"\"}")
    } else {
      writer.write("{\"status\":\"")
      writer.write(Int64(status.code))
      writer.write("\",\"balance\":0,\"list\":[]}")
    }
  }

  private static func writeReceipt(_ receipt: Receipt, _ writer: inout ByteWriter) {
    writeList(of: receipt.numbers, receipt.balance, &writer) { number, writer in
      writer.write("{\"mid\":\"")
      writer.write(hex: number.id.value)
      writer.write("\",\"mobile\":")
      writer.write(json: number.mobile)
      writer.write(",\"result\":")
      writer.write(Int64(SmgwCodes.result(of: number.refusal)))
      writer.write("}")
    }
  }

  private static func writeBalance(_ statement: AccountStatement, _ writer: inout ByteWriter) {
    writer.write("{\"status\":0,\"balance\":")
    writer.write(statement.balance)
    switch statement.billing {
    case .prepaid: writer.write(",\"chargeType\":\"PRECHARGE\"}")
    case .postpaid: writer.write(",\"chargeType\":\"POSTCHARGE\"}")
    }
  }

  private static func writeList<Element>(
    of elements: [Element], _ balance: Int64, _ writer: inout ByteWriter,
    _ write: (Element, inout ByteWriter) -> Void
  ) {
    writer.write("{\"status\":\"0\",\"balance\":")
    writer.write(balance)
    writer.write(",\"list\":[")
    var isFirst = true
    for element in elements {
      if !isFirst { writer.write(",") }
      isFirst = false
      write(element, &writer)
    }
    writer.write("]}")
  }

  /// Document 003, section 4.2.1.
  private static func write(_ report: DeliveryReport, spid: String, _ writer: inout ByteWriter) {
    writeHead(flag: "1", report.id, spid, report.extno, report.mobile, &writer)
    writer.write(",\"stat\":")
    writer.write(json: report.stat)
    writeTime(report.time, &writer)
  }

  /// Document 003, section 5.3.
  private static func write(_ reply: Reply, spid: String, _ writer: inout ByteWriter) {
    writeHead(flag: "0", reply.id, spid, reply.extno, reply.mobile, &writer)
    writer.write(",\"content\":")
    writer.write(json: reply.content)
    writeTime(reply.time, &writer)
  }

  private static func writeHead(
    flag: StaticString, _ id: MessageID, _ spid: String, _ accessCode: String, _ mobile: String,
    _ writer: inout ByteWriter
  ) {
    writer.write("{\"flag\":")
    writer.write(flag)
    writer.write(",\"mid\":\"")
    writer.write(hex: id.value)
    writer.write("\",\"spid\":")
    writer.write(json: spid)
    writer.write(",\"accessCode\":")
    writer.write(json: accessCode)
    writer.write(",\"mobile\":")
    writer.write(json: mobile)
  }

  private static func writeTime(_ time: LocalTime, _ writer: inout ByteWriter) {
    writer.write(",\"time\":\"")
    writer.write(time)
    writer.write("\"}")
  }
}
